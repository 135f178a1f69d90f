import { ControlError } from '../ControlError.mts';
import { sandboxCredentials } from '../credentials.mts';
import type { Callbacks } from './Callbacks.mts';
import type { Grid } from './Grid.mts';
import { describeParcel } from './parcelHandlers.mts';
import type { Parcels } from './Parcels.mts';

const MOST_PARCELS_AT_ONCE = 10_000;

/** Parcels that a partner sends. */
export interface ReceiveRequest {
	/** E-mail address of the receiving user; the default account if left out. */
	readonly account?: string;
	/** How many; one if left out. */
	readonly count?: number;
	readonly fileName?: string;
	/** The file in Base64; a purchase order if left out. */
	readonly content?: string;
}

/** What only the sandbox can do to ECGrid: let parcels arrive, and look at all of them. */
export class EcGridControl {
	private readonly grid: Grid;
	private readonly parcels: Parcels;
	private readonly callbacks: Callbacks;

	constructor(grid: Grid, parcels: Parcels, callbacks: Callbacks) {
		this.grid = grid;
		this.parcels = parcels;
		this.callbacks = callbacks;
	}

	/** Puts parcels into a user's inbox, and returns their ids when the webhooks have been called. */
	async receive(request: ReceiveRequest = {}): Promise<number[]> {
		const { count = 1, fileName, content } = request;
		if (!Number.isInteger(count) || count < 1 || count > MOST_PARCELS_AT_ONCE) {
			throw new ControlError(`"count" takes a whole number up to ${MOST_PARCELS_AT_ONCE}`);
		}
		const user = this.userOf(request.account);
		const route = this.parcels.partnersOf(user);
		if (!route) throw new ControlError('The account has no partner left');
		const file = {
			...(fileName !== undefined && { fileName }),
			...(content !== undefined && { content: Buffer.from(content, 'base64') }),
		};
		const ids = Array.from(
			{ length: count },
			() => this.parcels.receive(user, route.from, route.to, file).parcelId,
		);
		await this.callbacks.settled();
		return ids;
	}

	/** The parcels of a user's network, as the API would show them. */
	list(account?: string): Array<ReturnType<typeof describeParcel>> {
		return this.grid.of(this.userOf(account)).parcels.list().map(describeParcel);
	}

	private userOf(account: string = sandboxCredentials.ecgrid.email) {
		return this.grid.users.of(account);
	}
}
