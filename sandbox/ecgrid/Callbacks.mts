import { reachable } from '../webhookAddress.mts';
import type { Grid } from './Grid.mts';
import type { Callback, CallbackEvent, Parcel } from './records.mts';

/** What an address answered, or why there is no answer. */
export interface CallResult {
	readonly httpStatus: number;
	readonly responseBody: string;
}

/** Calls the addresses that are registered for what happens, and keeps what came of it. */
export class Callbacks {
	private readonly grid: Grid;
	/** Calls under way, so that a test can wait for them. */
	private readonly underWay = new Set<Promise<void>>();

	constructor(grid: Grid) {
		this.grid = grid;
	}

	/** Tells the registrations of a parcel's mailbox, or of its whole network, about its state. */
	parcelChanged(parcel: Parcel): void {
		const records = this.grid.network(parcel.networkId);
		const callbacks = (records?.callbacks.list() ?? []).filter(
			({ event, status, mailboxId }) =>
				event === 'Parcel' &&
				status === 'Active' &&
				(mailboxId === 0 || mailboxId === parcel.mailboxId),
		);
		for (const callback of callbacks) {
			const { parcelId, status, modified } = parcel;
			const payload = JSON.stringify({ parcelId, status, created: modified });
			const event = records?.events.add((callbackEventId) => ({
				callbackEventId,
				callbackId: callback.callbackId,
				event: callback.event,
				mailboxId: parcel.mailboxId,
				objectId: parcelId,
				created: modified,
				payload,
				status: 'Active',
				attempts: 0,
				delivered: undefined,
				httpStatus: undefined,
			}));
			if (event) this.start(callback, event);
		}
	}

	/** Posts a body to a registered address, with its credentials. */
	async call(
		{ url, httpAuthType, username, password }: Callback,
		body: string,
	): Promise<CallResult> {
		const login = Buffer.from(`${username}:${password}`).toString('base64');
		const response = await fetch(reachable(url), {
			method: 'POST',
			redirect: 'manual',
			headers: {
				'content-type': 'application/json',
				...(httpAuthType === 'Basic' && { authorization: `Basic ${login}` }),
			},
			body,
		}).catch((error: unknown) => String(error));
		return typeof response === 'string'
			? { httpStatus: 0, responseBody: response }
			: { httpStatus: response.status, responseBody: await response.text() };
	}

	/** Resolves when every call that has begun is over. */
	async settled(): Promise<void> {
		await Promise.all(this.underWay);
	}

	private start(callback: Callback, event: CallbackEvent): void {
		const work = this.deliver(callback, event).finally(() => this.underWay.delete(work));
		this.underWay.add(work);
	}

	/** One try: the schedule of repeats is not documented. */
	private async deliver(callback: Callback, event: CallbackEvent): Promise<void> {
		const { httpStatus } = await this.call(callback, event.payload);
		event.attempts += 1;
		event.httpStatus = httpStatus;
		event.delivered = this.grid.now();
	}
}
