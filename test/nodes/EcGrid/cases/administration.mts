import { expect } from 'vitest';

import type { OperationCase } from '../../operationCases.mts';
import type { Stage } from '../stage.mts';

/** Users, sessions, keys, portals, reports, status lists, the connection. */
export function administrationCases(stage: Stage): Record<string, OperationCase> {
	const worked: OperationCase['check'] = ([row]) => expect(row).toMatchObject({ success: true });
	const colleague = async () => ({ userId: await stage.newUser() });
	const keyed = async () => {
		const userId = await stage.myself();
		const { keyId } = await stage.row('key create', { userId });
		return { userId, keyId };
	};
	return {
		'user getAll': {
			parameters: async () => {
				await stage.newUser();
				return { filters: { authLevel: 'MailboxUser' } };
			},
			check: (rows) => expect(rows).toMatchObject([{ authLevel: 'MailboxUser' }]),
		},
		'user get': {
			parameters: colleague,
			check: ([row]) => expect(row).toMatchObject({ status: 'Active' }),
		},
		'user getMe': {
			parameters: () => ({}),
			check: ([row]) => expect(row).toMatchObject({ login: stage.account }),
		},
		'user findByName': {
			parameters: () => ({ login: stage.account }),
			check: (rows) => expect(rows).toMatchObject([{ login: stage.account }]),
		},
		'user create': {
			parameters: () => ({
				login: 'ida',
				password: 'Sandbox-Pass1!',
				email: 'ida@example.org',
				additionalFields: { firstName: 'Ida', authLevel: 'MailboxAdmin' },
			}),
			check: ([row]) => {
				expect(row).toMatchObject({ login: 'ida', firstName: 'Ida', authLevel: 'MailboxAdmin' });
				expect(row).not.toHaveProperty('password');
			},
		},
		'user update': {
			parameters: async () => ({
				...(await colleague()),
				additionalFields: { email: 'new@example.org' },
			}),
			check: ([row]) => expect(row).toMatchObject({ email: 'new@example.org' }),
		},
		'user setRole': {
			parameters: async () => ({ ...(await colleague()), authLevel: 'MailboxAdmin' }),
			check: ([row]) => expect(row).toMatchObject({ authLevel: 'MailboxAdmin' }),
		},
		'user move': {
			parameters: async () => ({
				...(await colleague()),
				additionalFields: { mailboxId: await stage.otherMailbox() },
			}),
			check: async ([row]) => {
				const [, other] = await stage.rows('mailbox getAll');
				expect(row?.mailboxId).toBe(other?.mailboxId);
			},
		},
		'user updateConfig': {
			parameters: async () => ({ ...(await colleague()), settings: '{"sms":true}' }),
			check: worked,
		},
		'user setPassword': {
			parameters: async () => ({ ...(await colleague()), newPassword: 'Other-Pass2!' }),
			check: worked,
		},
		'user generatePassword': {
			parameters: () => ({ additionalFields: { length: 20 } }),
			check: ([row]) => expect(row?.password).toHaveLength(20),
		},
		'user resetSessions': { parameters: colleague, check: worked },
		'user sendSms': {
			parameters: async () => ({ ...(await colleague()), message: 'Parcel waits' }),
			check: worked,
		},
		'user terminate': {
			parameters: colleague,
			check: async () => {
				const rows = await stage.rows('user getAll', { filters: { status: 'Terminated' } });
				expect(rows).toHaveLength(1);
			},
		},
		'session validate': {
			parameters: () => ({}),
			check: ([row]) => expect(row).toMatchObject({ login: stage.account }),
		},
		'session logOut': {
			parameters: () => ({}),
			check: ([row]) => expect(row).toMatchObject({ loggedOut: true, tokenForgotten: false }),
		},
		'session changePassword': {
			parameters: () => ({
				currentPassword: `Secret-of-${stage.account.replace('@example.com', '')}1!`,
				newPassword: 'Other-Pass2!',
			}),
			check: worked,
		},
		'session getApiKey': {
			parameters: async () => ({ userId: await stage.myself() }),
			check: ([row]) => expect(row).toMatchObject({ apiKey: `key-of-${stage.account}` }),
		},
		'session generateApiKey': {
			parameters: colleague,
			check: ([row]) => expect(row?.apiKey).toMatch(/^[0-9a-f-]{36}$/),
		},
		'session getVersion': {
			parameters: () => ({}),
			check: ([row]) => expect(row).toEqual({ version: '2.6' }),
		},
		'key getAll': {
			parameters: async () => ({
				userId: (await keyed()).userId,
				filters: { visibility: 'Private' },
			}),
			check: (rows) => expect(rows).toMatchObject([{ visibility: 'Private' }]),
		},
		'key get': {
			parameters: async () => ({ userId: (await keyed()).userId }),
			check: ([row]) => expect(row).toMatchObject({ visibility: 'Private' }),
		},
		'key create': {
			parameters: () => ({
				form: 'namedValue',
				keyName: 'region',
				value: 'west',
				systemObject: 'Mailbox',
				objectId: 11,
				visibility: 'Shared',
				additionalFields: { daysToLive: -1 },
			}),
			check: ([row]) => expect(row).toMatchObject({ key: 'region', visibility: 'Shared' }),
		},
		'key delete': {
			parameters: async () => ({ keyId: Number((await keyed()).keyId) }),
			check: ([row]) => expect(row).toEqual({ deleted: true }),
		},
		'portal create': {
			parameters: async () => ({ mailboxId: await stage.myMailbox() }),
			check: ([row]) => expect(row).toMatchObject({ portalId: expect.any(Number) }),
		},
		'portal get': {
			parameters: async () => {
				const mailboxId = await stage.myMailbox();
				await stage.run('portal create', { mailboxId }).catch(() => []);
				return { mailboxId };
			},
			check: ([row]) => expect(row).toMatchObject({ portalId: expect.any(Number) }),
		},
		'report getMailboxStats': {
			parameters: () => ({}),
			check: ([row]) => expect(row).toMatchObject({ totalParcels: 3, activePartners: 1 }),
		},
		'report getMailboxInterchangeStats': {
			parameters: () => ({}),
			check: ([row]) => expect(row).toMatchObject({ received: 3, sent: 0 }),
		},
		'report getInstantStats': {
			parameters: () => ({ minutes1: 5 }),
			check: ([row]) => expect(row).toMatchObject({ window1Minutes: 5, window2Minutes: 1440 }),
		},
		'report getInterchangeStats': {
			parameters: () => ({ startTime: '2020-01-01', endTime: '2100-01-01', direction: 'InBox' }),
			check: (rows) => expect(rows).toMatchObject([{ count: 3, direction: 'InBox' }]),
		},
		'report getTrafficStats': {
			parameters: () => ({ numPeriods: 2, period: 'Month' }),
			check: (rows) => expect(rows).toHaveLength(2),
		},
		'report getAll': {
			parameters: () => ({ showInactive: true }),
			check: (rows) => expect(rows).toHaveLength(2),
		},
		'report runByDate': {
			parameters: async () => ({
				reportId: await stage.id('reportId', 'report getAll'),
				startDate: '2020-01-01',
				endDate: '2100-01-01',
			}),
			check: (rows) => expect(rows).toMatchObject([{ received: 3 }]),
		},
		'report runMonthly': {
			parameters: async () => ({ report: await stage.id('reportId', 'report getAll') }),
			check: (rows) => expect(rows).toHaveLength(5),
		},
		'statusList get': {
			parameters: () => ({}),
			check: ([row]) => expect(row).toHaveProperty('parcelStatuses'),
		},
		'connection check': {
			parameters: () => ({}),
			refuse: false,
			check: ([row]) =>
				expect(row).toMatchObject({ accepted: true, account: { login: stage.account } }),
		},
		'connection forgetToken': {
			parameters: () => ({}),
			refuse: false,
			check: ([row]) => expect(row).toMatchObject({ forgotten: false }),
		},
	};
}
