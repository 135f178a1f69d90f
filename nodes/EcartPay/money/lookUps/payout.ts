import type { IDataObject } from 'n8n-workflow';

import type { OperationContext } from '../../../shared/operation/context';
import { isObject } from '../../../../credentials/lib/json';
import { claimedPages } from '../../api/paginations';
import type { Finding } from '../doubt';
import { findRow } from './find';

/** The documented status of a payout that waits for its confirmation. */
const PENDING = 'pending';

/** Reads a payout by its ID. */
export async function readPayout(context: OperationContext, id: string): Promise<IDataObject> {
	const path = `/api/payouts/${encodeURIComponent(id)}`;
	const payout = await context.send({ method: 'GET', service: 'api', path });
	if (isObject(payout)) return payout;
	throw context.refuse(`The payout ${id} could not be read`, 'Nothing was sent.');
}

/** Looks for a payout by its reference ID, which can be used once only. */
export function payoutLookUp(context: OperationContext, reference: string) {
	const find = async (): Promise<IDataObject | undefined> =>
		await findRow(
			context,
			'/api/payouts',
			{ reference_id: reference },
			{ pages: claimedPages, isMeant: (row) => row.reference_id === reference },
		);
	return {
		/** Throws if there is such a payout already: the item has been run before. */
		refuseRepetition: async (): Promise<void> => {
			const earlier = await find();
			if (!earlier) return;
			throw context.refuse(
				`A payout with the reference ID ${reference} already exists: ${described(earlier)}`,
				'Nothing was sent. Use another Reference ID for another payout.',
			);
		},
		findOut: async (): Promise<Finding> => {
			const payout = await find();
			if (payout) {
				return {
					happened: true,
					says: `The payout exists: ${described(payout)}.`,
					record: payout,
				};
			}
			return {
				happened: false,
				says: `No payout with the reference ID ${reference} was found, but it may still appear. Look for it with the operation Get Many; with the same Reference ID it cannot be paid twice.`,
			};
		},
	};
}

/** Throws if a payout does not wait for its confirmation. */
export function refuseUnlessPending({ refuse }: OperationContext, payout: IDataObject): void {
	if (payout.status === PENDING) return;
	throw refuse(
		`There is nothing to confirm: ${described(payout)}`,
		'Only a payout that was created with Require Confirmation waits for it. Nothing was sent.',
	);
}

/** What became of a confirmation, told by the payout before and after it. */
export function confirmationFinding(before: IDataObject, after: IDataObject): Finding {
	const isReleased = after.status !== PENDING || after.available_at !== before.available_at;
	return isReleased
		? {
				happened: true,
				says: `The payout was confirmed: ${described(after)}.`,
				record: after,
			}
		: {
				happened: false,
				says: `The payout is as it was before: ${described(after)}. The confirmation may still follow; look at the payout before you confirm it again.`,
			};
}

/** What became of a change, told by the payout before and after it. */
export function changeFinding(
	before: IDataObject,
	after: IDataObject,
	amount: number | undefined,
): Finding {
	const happened = amount !== undefined && before.amount !== amount && after.amount === amount;
	return happened
		? { happened, says: `The payout was changed: ${described(after)}.`, record: after }
		: {
				happened,
				says: `Whether the payout was changed is not known: ${described(after)}. Look at it before you change it again.`,
			};
}

function described({ id, amount, currency, status }: IDataObject): string {
	return `payout ${String(id)}, ${String(amount)} ${String(currency)}, ${String(status)}`;
}
