import { randomUUID } from 'node:crypto';
import type { Call } from '../exchange.mts';
import type { Merchant } from './Merchant.mts';
import { bodyOf, matching, whole, type Handlers, type On } from './on.mts';

/** The page size of the documented sample. */
const REGISTERS_PER_PAGE = 50;

/** What platforms and shops use: webhooks, OAuth applications, points of sale. */
export function platformHandlers(on: On): Handlers {
	return {
		createWebhook: on(({ webhooks }, call) => {
			const { url, events = [] } = bodyOf(call);
			return webhooks.subscribe(String(url), events as string[]);
		}),
		createOAuthApplication: on(() => ({
			client_id: `app_${randomUUID()}`,
			client_secret: `secret_${randomUUID()}`,
		})),
		authorizeOAuth: ({ query }) => {
			const target = new URL(String(query['redirect_uri']));
			target.searchParams.set('code', randomUUID());
			if (query['state'] !== undefined) target.searchParams.set('state', String(query['state']));
			return { status: 302, headers: { location: target.href } };
		},
		listPosBranches: on(({ branches }) => ({ data: branches.list() })),
		createPosBranch: on(({ branches }, call) => created(branches.add(bodyOf(call)))),
		getPosBranch: on(({ branches }, { params }) => created(branches.get(params['id']))),
		listPosSalesRegisters: on(registerPage),
		createPosSalesRegister: on(({ branches, registers }, call) => {
			branches.get(String(bodyOf(call)['pos_branches_id']));
			return created(registers.add(bodyOf(call)));
		}),
		getPosSalesRegister: on(({ registers }, { params }) => created(registers.get(params['id']))),
	};
}

function created(data: object) {
	return { message: 'OK', data };
}

/** No register of the sandbox has a terminal. */
function registerPage({ registers }: Merchant, { query }: Call) {
	const found = registers
		.list()
		.filter(matching(query, ['pos_branches_id', 'status']))
		.filter(() => String(query['has_terminal'] ?? false) === 'false');
	const page = whole(query['page'], 1);
	const limit = whole(query['limit'], REGISTERS_PER_PAGE);
	const total = found.length;
	return {
		data: found.slice((page - 1) * limit, page * limit),
		pagination: { total, page, limit, pages: Math.ceil(total / limit) },
	};
}
