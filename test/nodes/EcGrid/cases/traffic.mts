import { expect } from 'vitest';

import { itemWithFile } from '../../harness.mts';
import type { OperationCase } from '../../operationCases.mts';
import { UNHEARD, type Stage } from '../stage.mts';

const ISA =
	'ISA*00*          *00*          *ZZ*OWN            *ZZ*PARTNER        *260102*0304*U*00401*000000001*0*T*>~';

const certificate = itemWithFile(Buffer.from([0x30, 0x82, 0x00]), 'application/x-x509', 'a.cer');

/** Interchanges, channels, certificates, webhooks, copies, reports. */
export function trafficCases(stage: Stage): Record<string, OperationCase> {
	const worked: OperationCase['check'] = ([row]) => expect(row).toMatchObject({ success: true });
	const inbound = async () => ({ interchangeId: await stage.interchange('getInbox') });
	const outbound = async () => ({ interchangeId: await stage.interchange('getOutbox') });
	const channel = async () => ({ commId: await stage.channel() });
	const callback = async () => ({ callbackId: await stage.callback() });
	const pair = async () => {
		const { own, partner } = await stage.ids();
		return { ecGridIdFrom: own, ecGridIdTo: partner };
	};
	/** The channel and the number of a certificate on it. */
	const certified = async () => {
		const { commId } = await channel();
		const { certificates } = await stage.row('certificate create', { commId });
		const [{ certKeyId } = { certKeyId: 0 }] = certificates as Array<{ certKeyId: number }>;
		return { commId, certKeyId };
	};
	/** A webhook that was called once. */
	const called = async () => {
		const { callbackId } = await callback();
		await stage.sandbox.control.ecgrid.receive({ account: stage.account });
		return { callbackId };
	};
	return {
		'interchange getInbox': {
			parameters: () => ({ returnAll: true, filters: { endDate: '2100-01-01T00:00:00Z' } }),
			check: (rows) => {
				expect(rows).toHaveLength(3);
				expect(rows[0]).toMatchObject({ documentType: '850', standard: 'X12' });
			},
		},
		'interchange getOutbox': {
			parameters: async () => {
				await stage.sentParcel();
				return {};
			},
			check: (rows) => expect(rows).toHaveLength(1),
		},
		'interchange get': {
			parameters: inbound,
			check: ([row]) => expect(row).toMatchObject({ documentType: '850' }),
		},
		'interchange getManifest': {
			parameters: inbound,
			check: (rows) => expect(rows).toMatchObject([{ functionalGroup: 'PO' }]),
		},
		'interchange resend': { parameters: outbound, check: worked },
		'interchange cancel': { parameters: outbound, check: worked },
		'interchange readDate': {
			parameters: () => ({ interchangeHeader: ISA }),
			check: ([row]) => expect(row).toEqual({ date: '2026-01-02T03:04:00Z' }),
		},
		'interchange readHeader': {
			parameters: () => ({ interchangeHeader: ISA }),
			check: ([row]) => expect(row).toMatchObject({ senderId: 'OWN            ' }),
		},
		'channel getAll': {
			parameters: () => ({ filters: { commType: 'as2', showInactive: true } }),
			check: (rows) => expect(rows).toMatchObject([{ commType: 'as2' }]),
		},
		'channel find': {
			parameters: async () => ({
				identifier: String((await stage.row('channel getAll')).identifier),
			}),
			check: (rows) => expect(rows).toHaveLength(1),
		},
		'channel get': {
			parameters: channel,
			check: ([row]) => expect(row).toMatchObject({ status: 'Active' }),
		},
		'channel create': {
			parameters: async () => ({
				mailboxId: await stage.myMailbox(),
				commType: 'sftp',
				identifier: 'acme',
				additionalFields: { useType: 'Test' },
			}),
			check: ([row]) => expect(row).toMatchObject({ commType: 'sftp', useType: 'Test' }),
		},
		'channel update': {
			parameters: async () => ({
				...(await channel()),
				additionalFields: { identifier: 'NEW-AS2', status: 'Suspended' },
			}),
			check: ([row]) => expect(row).toMatchObject({ identifier: 'NEW-AS2', status: 'Suspended' }),
		},
		'channel updateConfig': {
			parameters: async () => ({ ...(await channel()), settings: '{"sign":true}' }),
			check: worked,
		},
		'channel getPair': {
			parameters: pair,
			check: (rows) => expect(rows).toMatchObject([{ commType: 'as2' }]),
		},
		'channel setPair': {
			parameters: async () => ({ ...(await pair()), additionalFields: await channel() }),
			check: (rows) => expect(rows).toMatchObject([{ commType: 'as2' }]),
		},
		'certificate addPublic': {
			parameters: async () => ({
				...(await channel()),
				additionalFields: { usage: 'Encryption', partnerUrl: 'https://as2.example.com' },
			}),
			items: [certificate],
			check: ([row]) => expect(row).toMatchObject({ withCerts: true }),
		},
		'certificate addPrivate': {
			parameters: async () => ({
				...(await channel()),
				additionalFields: { password: 'p', beginUsage: '2026-01-01T00:00:00Z' },
			}),
			items: [certificate],
			check: ([row]) => expect(row).toMatchObject({ privateKeyRequired: true }),
		},
		'certificate create': {
			parameters: async () => ({
				...(await channel()),
				additionalFields: { secureHashAlgorithm: 'SHA256' },
			}),
			check: ([row]) => expect(row).toMatchObject({ withCerts: true }),
		},
		'certificate renew': {
			parameters: async () => ({
				...(await certified()),
				additionalFields: { overlapDays: 14, years: 1 },
			}),
			check: ([row]) => expect(row?.certificates).toHaveLength(2),
		},
		'certificate terminate': { parameters: certified, check: worked },
		'callback create': {
			parameters: () => ({
				url: 'https://n8n.example.com/webhook/1',
				event: 'Parcel',
				additionalFields: { httpAuthType: 'Basic', username: 'u', password: 'p' },
			}),
			check: ([row]) => {
				expect(row).toMatchObject({ callbackId: expect.any(Number), httpAuthType: 'Basic' });
				expect(row).not.toHaveProperty('password');
			},
		},
		'callback update': {
			parameters: async () => ({
				...(await callback()),
				additionalFields: { status: 'Suspended', url: 'https://n8n.example.com/webhook/2' },
			}),
			check: ([row]) => expect(row).toMatchObject({ status: 'Suspended' }),
		},
		'callback test': {
			parameters: callback,
			check: ([row]) => expect(row).toMatchObject({ url: UNHEARD, httpStatus: 0 }),
		},
		'callback getDelivery': {
			parameters: called,
			check: ([row]) => expect(row).toMatchObject({ attempts: 1 }),
		},
		'callback getDeliveries': {
			parameters: async () => {
				await called();
				return { filters: { status: 'Active' } };
			},
			check: (rows) => expect(rows).toMatchObject([{ attempts: 1 }]),
		},
		'callback getEvents': {
			parameters: async () => {
				await called();
				return { filters: { event: 'Parcel' } };
			},
			check: (rows) => expect(rows).toMatchObject([{ event: 'Parcel', httpStatus: 0 }]),
		},
		'callback getEvent': {
			parameters: async () => {
				await called();
				const { callbackEventId } = await stage.row('callback getEvents');
				return { callbackEventId: Number(callbackEventId) };
			},
			check: ([row]) => expect(JSON.parse(String(row?.payload))).toHaveProperty('parcelId'),
		},
		'callback delete': {
			parameters: callback,
			check: ([row]) => expect(row).toEqual({ deleted: true }),
		},
		'carbonCopy getAll': {
			parameters: async () => {
				await stage.copyRule();
				return { filters: { status: 'Active' } };
			},
			check: (rows) => expect(rows).toHaveLength(1),
		},
		'carbonCopy get': {
			parameters: async () => ({ ccId: await stage.copyRule() }),
			check: ([row]) => expect(row).toMatchObject({ direction: 'NoDir' }),
		},
		'carbonCopy create': {
			parameters: async () => ({
				fromMailboxId: await stage.myMailbox(),
				toMailboxId: await stage.otherMailbox(),
				direction: 'InBox',
			}),
			check: ([row]) => expect(row).toMatchObject({ direction: 'InBox', status: 'Active' }),
		},
		'carbonCopy update': {
			parameters: async () => ({
				ccId: await stage.copyRule(),
				additionalFields: { status: 'Suspended', direction: 'OutBox' },
			}),
			check: ([row]) => expect(row).toMatchObject({ direction: 'OutBox', status: 'Suspended' }),
		},
		'carbonCopy delete': {
			parameters: async () => ({ ccId: await stage.copyRule() }),
			check: async () => expect(await stage.rows('carbonCopy getAll')).toEqual([]),
		},
	};
}
