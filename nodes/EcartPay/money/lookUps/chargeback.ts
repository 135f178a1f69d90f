import type { IDataObject } from 'n8n-workflow';

import type { OperationContext } from '../../../shared/operation/context';
import { claimedPages } from '../../api/paginations';
import type { Finding } from '../doubt';
import { findRow } from './find';

/** Looks for the dispute of a payout. */
export function chargebackLookUp(context: OperationContext, payoutId: string) {
	const find = async (): Promise<IDataObject | undefined> =>
		await findRow(
			context,
			'/api/chargebacks',
			{},
			{ pages: claimedPages, isMeant: (row) => row.payout_id === payoutId },
		);
	return {
		/** Throws if the payout is disputed already. */
		refuseRepetition: async (): Promise<void> => {
			const earlier = await find();
			if (!earlier) return;
			throw context.refuse(
				`The payout ${payoutId} is already disputed: chargeback ${String(earlier.id)}, ${String(earlier.status)}`,
				'Nothing was sent.',
			);
		},
		findOut: async (): Promise<Finding> => {
			const chargeback = await find();
			if (chargeback) {
				return {
					happened: true,
					says: `The payout is disputed: chargeback ${String(chargeback.id)}.`,
					record: chargeback,
				};
			}
			return {
				happened: false,
				says: `No chargeback of the payout ${payoutId} was found, but it may still appear. Look for it with the operation Get Many before you dispute it again.`,
			};
		},
	};
}
