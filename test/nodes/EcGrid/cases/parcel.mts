import { expect } from 'vitest';

import { itemWithFile } from '../../harness.mts';
import type { OperationCase } from '../../operationCases.mts';
import type { Stage } from '../stage.mts';

export function parcelCases(stage: Stage): Record<string, OperationCase> {
	const pending = async () => ({ parcelId: await stage.pendingParcel() });
	const sent = async () => ({ parcelId: await stage.sentParcel() });
	return {
		'parcel getPending': {
			parameters: () => ({ returnAll: true }),
			check: (rows) => {
				expect(rows).toHaveLength(3);
				expect(rows[0]).toMatchObject({ parcelId: expect.any(Number), status: 'InBoxReady' });
			},
		},
		'parcel download': {
			parameters: pending,
			check: ([facts], [output]) => {
				expect(facts).not.toHaveProperty('content');
				const file = Buffer.from(output?.binary?.data?.data ?? '', 'base64');
				expect(file.toString('latin1')).toMatch(/^ISA\*00/);
				expect(facts).toMatchObject({ bytes: file.length, fileName: '850-1.edi' });
				expect(stage.sandbox.control.ecgrid.list(stage.account)[0]?.status).toBe('InBoxReady');
			},
		},
		'parcel downloadAndConfirm': {
			parameters: pending,
			check: ([facts], [output]) => {
				expect(facts).toMatchObject({ confirmed: true });
				expect(output?.binary?.data).toMatchObject({ fileName: '850-1.edi' });
				expect(stage.sandbox.control.ecgrid.list(stage.account)[0]?.status).toBe(
					'InBoxTransferred',
				);
			},
		},
		'parcel confirm': {
			parameters: pending,
			check: async ([row]) => {
				expect(row).toMatchObject({ parcelId: expect.any(Number), confirmed: true });
				expect(await stage.rows('parcel getPending')).toHaveLength(2);
			},
		},
		'parcel upload': {
			parameters: async () => {
				const { own, partner } = await stage.ids();
				return { file: 'data', additionalFields: { ecGridIdFrom: own, ecGridIdTo: partner } };
			},
			items: [itemWithFile(Buffer.from('ISA'), 'text/plain', 'orders.edi')],
			check: ([row]) =>
				expect(row).toMatchObject({
					parcelId: expect.any(Number),
					fileName: 'orders.edi',
					bytes: 3,
				}),
		},
		'parcel get': {
			parameters: sent,
			check: ([row]) => expect(row).toMatchObject({ status: 'outboxPending' }),
		},
		'parcel getInbox': {
			parameters: async () => ({
				filters: { ecGridIdTo: (await stage.ids()).own, beginDate: '2020-01-01T00:00:00Z' },
			}),
			check: (rows) => expect(rows).toHaveLength(3),
		},
		'parcel getOutbox': {
			parameters: async () => {
				await stage.sentParcel();
				return { filters: { status: 'outboxPending' } };
			},
			check: (rows) => expect(rows).toMatchObject([{ status: 'outboxPending' }]),
		},
		'parcel cancel': {
			parameters: sent,
			check: async ([row]) => {
				expect(row).toMatchObject({ parcelId: expect.any(Number), success: true });
				expect(await stage.rows('parcel getOutbox')).toMatchObject([{ status: 'Cancelled' }]);
			},
		},
		'parcel resetToInbox': {
			parameters: async () => {
				const { parcelId } = await pending();
				await stage.run('parcel confirm', { parcelId });
				return { parcelId };
			},
			check: async () => expect(await stage.rows('parcel getPending')).toHaveLength(3),
		},
		'parcel getManifest': {
			parameters: pending,
			check: (rows) => expect(rows).toMatchObject([{ documentType: '850', count: 1 }]),
		},
		'parcel update': {
			parameters: async () => ({ ...(await pending()), status: 'InBoxArchived' }),
			check: ([row]) => expect(row).toMatchObject({ status: 'InBoxArchived' }),
		},
		'parcel setControlId': {
			parameters: async () => ({ ...(await pending()), mailbagControlId: 'ORDER-1' }),
			check: ([row]) => expect(row).toMatchObject({ mailbagControlId: 'ORDER-1', success: true }),
		},
		'parcel findByControlId': {
			parameters: async () => {
				const { parcelId } = await pending();
				await stage.run('parcel setControlId', { parcelId, mailbagControlId: 'ORDER-2' });
				return { mailbagControlId: 'ORDER-2' };
			},
			check: (rows) => expect(rows).toMatchObject([{ mailbagControlId: 'ORDER-2' }]),
		},
		'parcel addAcknowledgmentNote': {
			parameters: async () => ({ ...(await sent()), note: 'Acknowledged by telephone' }),
			check: ([row]) => expect(row).toMatchObject({ success: true }),
		},
		'parcel sendTestFile': {
			parameters: async () => {
				const { own, partner } = await stage.ids();
				return {
					ecGridIdFrom: own,
					ecGridIdTo: partner,
					additionalFields: { documentType: '850' },
				};
			},
			check: ([row]) => expect(row).toEqual({ parcelId: expect.any(Number) }),
		},
	};
}
