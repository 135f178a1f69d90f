import type { Call, Handler } from '../exchange.mts';
import type { Callbacks } from './Callbacks.mts';
import { success } from './envelope.mts';
import type { Grid } from './Grid.mts';
import { bodyOf, hasAll, isWithin, pageFor } from './lists.mts';
import type { Callback, CallbackEvent } from './records.mts';

const USUAL_ROWS = 100;

interface CallbackBody extends Callback {
	readonly callbackEventId: number;
	readonly beginDate: string;
	readonly endDate: string;
}

/** Handlers of the tag Callbacks. */
export function callbackHandlers(
	grid: Grid,
	callbacks: Callbacks,
): Readonly<Record<string, Handler>> {
	const find = (call: Call, callbackId: number | undefined) =>
		grid.found(grid.recordsOf(call).callbacks.find(callbackId), 'Callback');
	const inBody = (call: Call) => find(call, bodyOf<CallbackBody>(call).callbackId);
	return {
		createCallback: (call) => success(describeCallback(create(grid, call))),
		updateCallback: (call) => {
			const { callbackId: _, ...change } = bodyOf<CallbackBody>(call);
			const callback = Object.assign(inBody(call), change);
			requireLogin(grid, callback);
			return success(describeCallback(callback));
		},
		deleteCallback: (call) => {
			grid.recordsOf(call).callbacks.remove(inBody(call).callbackId);
			return success(true);
		},
		testCallback: async (call) => {
			const callback = inBody(call);
			const { callbackId, url } = callback;
			const body = JSON.stringify({ parcelId: 0, status: 'InBoxReady', created: grid.now() });
			const result = await callbacks.call(callback, body);
			return success({ callbackId, url, ...result, testedAt: grid.now() });
		},
		getCallbackQueueById: (call) => {
			const callback = find(call, Number(call.query['callbackId']));
			return success(describeQueue(callback, eventsOf(grid, call, callback)));
		},
		listCallbackQueue: (call) => {
			const { mailboxId = 0, status } = bodyOf<CallbackBody>(call);
			const isWanted = hasAll<Callback>({ mailboxId, ...(status !== undefined && { status }) });
			const found = grid.recordsOf(call).callbacks.list().filter(isWanted);
			const { rows, meta } = pageFor(call, found, USUAL_ROWS);
			const queueEntries = rows.map((one) => describeQueue(one, eventsOf(grid, call, one)));
			return success({ ...meta, queueEntries });
		},
		listCallbackEvents: (call) => {
			const { mailboxId = 0, event, beginDate, endDate } = bodyOf<CallbackBody>(call);
			const isWanted = hasAll<CallbackEvent>({ mailboxId, ...(event !== undefined && { event }) });
			const found = grid
				.recordsOf(call)
				.events.list()
				.filter((one) => isWanted(one) && isWithin(one.created, beginDate, endDate));
			const { rows, meta } = pageFor(call, found, USUAL_ROWS);
			return success({ ...meta, events: rows.map(describeEvent) });
		},
		getCallbackEventById: (call) => {
			const { callbackEventId } = bodyOf<CallbackBody>(call);
			const event = grid.found(grid.recordsOf(call).events.find(callbackEventId), 'Event');
			const { payload, attempts, delivered } = event;
			const last = delivered === undefined ? {} : { lastAttempt: delivered };
			return success({ ...describeEvent(event), payload, attempts, ...last });
		},
	};
}

function eventsOf(grid: Grid, call: Call, { callbackId }: Callback): CallbackEvent[] {
	return grid
		.recordsOf(call)
		.events.list()
		.filter((event) => event.callbackId === callbackId);
}

function create(grid: Grid, call: Call): Callback {
	const given = bodyOf<CallbackBody>(call);
	const callback = grid.recordsOf(call).callbacks.add((callbackId) => ({
		callbackId,
		url: given.url ?? '',
		event: given.event ?? '',
		mailboxId: given.mailboxId ?? 0,
		networkId: given.networkId ?? 0,
		httpAuthType: given.httpAuthType ?? 'None',
		status: 'Active',
		username: given.username ?? '',
		password: given.password ?? '',
	}));
	requireLogin(grid, callback);
	return callback;
}

function requireLogin(grid: Grid, { httpAuthType, username, password }: Callback): void {
	if (httpAuthType !== 'None' && (username === '' || password === '')) {
		throw grid.invalid('username and password are needed.');
	}
}

/** Credentials are never returned. */
function describeCallback({ username: _, password: __, ...callback }: Callback) {
	return callback;
}

function describeQueue(
	{ callbackId, url, event, mailboxId, status }: Callback,
	events: readonly CallbackEvent[],
) {
	const last = events.at(-1);
	return {
		callbackId,
		url,
		event,
		mailboxId,
		status,
		attempts: events.reduce((sum, { attempts }) => sum + attempts, 0),
		...(last && { queuedAt: last.created }),
		...(last?.delivered !== undefined && { lastAttempt: last.delivered }),
		...(last?.httpStatus !== undefined && { lastHttpStatus: last.httpStatus }),
	};
}

function describeEvent({
	payload: _,
	attempts: __,
	delivered,
	httpStatus,
	...event
}: CallbackEvent) {
	return {
		...event,
		...(delivered !== undefined && { delivered }),
		...(httpStatus !== undefined && { httpStatus }),
	};
}
