import { expect } from 'vitest';

import type { OperationCase } from '../../operationCases.mts';
import type { Stage } from '../stage.mts';

const delimiters = { elementDelimiter: '*', subElementDelimiter: '>', segmentTerminator: '\n' };

/** Networks, mailboxes, IDs and the partners among them. */
export function partnerCases(stage: Stage): Record<string, OperationCase> {
	const network = async () => ({ networkId: await stage.myNetwork() });
	const mailbox = async () => ({ mailboxId: await stage.myMailbox() });
	const ownId = async () => ({ ecGridId: (await stage.ids()).own });
	const partner = async () => ({ interconnectId: await stage.partner() });
	const worked: OperationCase['check'] = ([row]) => expect(row).toMatchObject({ success: true });
	return {
		'network getAll': {
			parameters: () => ({ filters: { status: 'Active' } }),
			check: (rows) => expect(rows).toMatchObject([{ companyName: 'Example Trading' }]),
		},
		'network get': {
			parameters: network,
			check: ([row]) => expect(row).toMatchObject({ networkId: expect.any(Number) }),
		},
		'network update': {
			parameters: async () => ({
				...(await network()),
				additionalFields: { companyName: 'New Name', state: 'TX', city: 'Austin' },
			}),
			check: ([row]) => expect(row).toMatchObject({ companyName: 'New Name' }),
		},
		'network getContact': {
			parameters: async () => ({ ...(await network()), contactType: 'Errors' }),
			check: ([row]) => expect(row).toMatchObject({ contactType: 'Errors', name: 'Test User' }),
		},
		'network updateConfig': {
			parameters: async () => ({ ...(await network()), settings: '{"notify":true}' }),
			check: worked,
		},
		'network setX12Delimiters': {
			parameters: async () => ({ ...(await network()), ...delimiters }),
			check: worked,
		},
		'mailbox getAll': {
			parameters: () => ({ returnAll: true }),
			check: (rows) => expect(rows).toMatchObject([{ uniqueId: 'MAIN' }, { uniqueId: 'PARTNER' }]),
		},
		'mailbox get': {
			parameters: mailbox,
			check: ([row]) => expect(row).toMatchObject({ uniqueId: 'MAIN' }),
		},
		'mailbox create': {
			parameters: async () => ({
				...(await network()),
				uniqueId: 'ORDERS',
				companyName: 'Orders',
				additionalFields: { inBoxTimeout: 48, deleteOnDownload: true },
			}),
			check: ([row]) => expect(row).toMatchObject({ uniqueId: 'ORDERS', status: 'Active' }),
		},
		'mailbox update': {
			parameters: async () => ({
				...(await mailbox()),
				additionalFields: { companyName: 'Renamed', moreFields: '{"phone":"1"}' },
			}),
			check: ([row]) => expect(row).toMatchObject({ companyName: 'Renamed' }),
		},
		'mailbox updateConfig': {
			parameters: async () => ({
				...(await mailbox()),
				additionalFields: { inBoxTimeout: 24, moreSettings: '{"other":1}' },
			}),
			check: worked,
		},
		'mailbox setX12Delimiters': {
			parameters: async () => ({ ...(await mailbox()), ...delimiters }),
			check: worked,
		},
		'mailbox delete': {
			parameters: async () => ({ mailboxId: await stage.otherMailbox() }),
			check: async () =>
				expect(await stage.rows('mailbox getAll')).toMatchObject([
					{ status: 'Active' },
					{ status: 'Terminated' },
				]),
		},
		'id getAll': {
			parameters: async () => ({ filters: await mailbox() }),
			check: (rows) => expect(rows).toMatchObject([{ description: 'Own ID' }]),
		},
		'id find': {
			parameters: async () => {
				const { networkId } = await stage.me();
				await stage.ids();
				return { qualifier: 'ZZ', isaId: `OWN${String(networkId)}` };
			},
			check: (rows) => expect(rows).toMatchObject([{ description: 'Own ID' }]),
		},
		'id get': {
			parameters: ownId,
			check: ([row]) => expect(row).toMatchObject({ qualifier: 'ZZ' }),
		},
		'id create': {
			parameters: async () => ({
				...(await mailbox()),
				qualifier: '01',
				isaId: 'ACME',
				additionalFields: { ediStandard: 'EDIFACT', routingGroup: 'Test' },
			}),
			check: ([row]) =>
				expect(row).toMatchObject({ id: 'ACME', ediStandard: 'EDIFACT', routingGroup: 'Test' }),
		},
		'id findOrCreate': {
			parameters: async () => ({ ...(await mailbox()), qualifier: '01', isaId: 'ACME' }),
			check: ([row]) => expect(row).toMatchObject({ id: 'ACME', created: true }),
		},
		'id update': {
			parameters: async () => ({
				...(await ownId()),
				additionalFields: { description: 'Changed', status: 'Suspended' },
			}),
			check: ([row]) => expect(row).toMatchObject({ description: 'Changed', status: 'Suspended' }),
		},
		'id updateDescription': {
			parameters: async () => ({ ...(await ownId()), description: 'Described' }),
			check: async () =>
				expect(await stage.row('id getAll')).toMatchObject({ description: 'Described' }),
		},
		'id updateConfig': {
			parameters: async () => ({ ...(await ownId()), settings: { any: 1 } }),
			check: worked,
		},
		'id updateDataEmail': {
			parameters: async () => ({
				...(await ownId()),
				email: 'data@example.com',
				additionalFields: { emailSystem: 'smtp', emailPayload: 'Attachment' },
			}),
			check: worked,
		},
		'id setX12Delimiters': {
			parameters: async () => ({ ...(await ownId()), ...delimiters }),
			check: worked,
		},
		'id addVan': {
			parameters: async () => ({ ...(await ownId()), vanQualifier: 'ZZ', vanId: 'OTHERVAN' }),
			check: worked,
		},
		'id getDefaultMailbox': {
			parameters: ownId,
			check: ([row]) => expect(row).toMatchObject({ mailboxName: 'Example Trading' }),
		},
		'id move': {
			parameters: async () => ({
				...(await ownId()),
				newMailboxId: await stage.otherMailbox(),
			}),
			check: async ([row]) => {
				const [, other] = await stage.rows('mailbox getAll');
				expect(row?.mailboxId).toBe(other?.mailboxId);
			},
		},
		'id delete': {
			parameters: async () => ({ ecGridId: await stage.newId() }),
			check: ([row]) => expect(row).toEqual({ deleted: true }),
		},
		'partner getAll': {
			parameters: async () => ({ ...(await ownId()), filters: { status: 'Active' } }),
			check: (rows) => expect(rows).toHaveLength(1),
		},
		'partner count': {
			parameters: ownId,
			check: ([row]) => expect(row).toEqual({ ecGridId: expect.any(Number), count: 1 }),
		},
		'partner get': {
			parameters: partner,
			check: ([row]) => expect(row).toMatchObject({ status: 'Active' }),
		},
		'partner create': {
			parameters: async () => ({
				ecGridIdFrom: (await stage.ids()).own,
				ecGridIdTo: await stage.newId(),
				additionalFields: { status: 'Preproduction' },
			}),
			check: ([row]) => expect(row).toMatchObject({ status: 'Preproduction' }),
		},
		'partner addNote': {
			parameters: async () => ({ ...(await partner()), note: 'Called them' }),
			check: worked,
		},
		'partner getNotes': {
			parameters: async () => {
				const { interconnectId } = await partner();
				await stage.run('partner addNote', { interconnectId, note: 'Called them' });
				return { interconnectId };
			},
			check: (rows) => expect(rows).toMatchObject([{ text: 'Called them' }]),
		},
		'partner delete': {
			parameters: partner,
			check: async () => {
				const rows = await stage.rows('partner getAll', await ownId());
				expect(rows).toMatchObject([{ status: 'Terminated' }]);
			},
		},
	};
}
