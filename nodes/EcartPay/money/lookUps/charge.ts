import type { IDataObject } from 'n8n-workflow';

import type { OperationContext } from '../../../shared/operation/context';
import { transactionPages } from '../../api/paginations';
import type { Finding } from '../doubt';
import { findRow } from './find';

/**
 * Looks for a charge by the reference ID of its order. Orders cannot be listed, but every payment
 * is a transaction that carries the reference of its order.
 */
export function chargeLookUp(context: OperationContext, reference: string) {
	// A search by text, which also finds references that begin with this one.
	const find = async (): Promise<IDataObject | undefined> =>
		await findRow(
			context,
			'/api/transactions',
			{ q: reference },
			{ pages: transactionPages, isMeant: (row) => row.reference_id === reference },
		);
	return {
		/** Throws if the reference has been paid already: the item has been run before. */
		refuseRepetition: async (): Promise<void> => {
			const earlier = await find();
			if (!earlier) return;
			throw context.refuse(
				`The reference ID ${reference} has already been charged: ${described(earlier)}`,
				'Nothing was sent. Use another Reference ID for another charge.',
			);
		},
		findOut: async (): Promise<Finding> => {
			const transaction = await find();
			if (transaction) {
				return {
					happened: true,
					says: `The card was charged: ${described(transaction)}.`,
					record: transaction,
				};
			}
			return {
				happened: false,
				says: `No transaction with the reference ID ${reference} was found, but one may still appear. Look for it in the Ecart Pay dashboard before you charge again.`,
			};
		},
	};
}

function described({ transaction_id: folio, id, amount, currency, status }: IDataObject): string {
	return `transaction ${String(folio ?? id)}, ${String(amount)} ${String(currency)}, ${String(status)}`;
}
