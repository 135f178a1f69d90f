import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../../../credentials/lib/json';
import { fixed } from '../../shared/fields/fixed';
import { amountInCents, asPrinted } from '../../shared/fields/money';
import { sentenceIn } from '../../shared/http/shapes';
import { body, local } from '../../shared/operation/locations';
import { operation, resource } from '../../shared/operation/operation';
import { purchaseUid } from './fields';

/** The same refund was asked for within the last minute (RFC 8470 names the status Too Early). */
const ALREADY_DONE = 425;

export const purchase = resource({
	value: 'purchase',
	name: 'Purchase',
	description: 'Refunds of completed purchases',
	common: true,
	operations: [
		operation({
			value: 'refund',
			name: 'Refund',
			action: 'Refund a purchase',
			description: 'Refund all or part of a purchase that was paid to you by transfer',
			contract: 'refundByTransfer',
			authentication: ['accessToken', 'dashboard'],
			movesMoney: true,
			request: {
				method: 'POST',
				service: 'api',
				path: '/api/purchases/{purchase_uid}/credit_by_transfer',
			},
			parameters: {
				purchaseUid,
				amount: body(
					amountInCents({
						displayName: 'Amount',
						required: true,
						description:
							'How much to refund, as printed on a bill: 250.50. In the currency of the purchase.',
					}),
					{ name: 'amount_cents' },
				),
				maximumAmount: local(
					fixed(
						amountInCents({
							displayName: 'Maximum Amount',
							minimum: 0,
							description:
								'Refuse any amount above this. As printed on a bill: 250.50. Leave empty for no limit. Must be a fixed value: an AI agent cannot set it.',
						}),
					),
				),
			},
			check: ({ amount, maximumAmount = Infinity }, refuse) => {
				if (amount <= maximumAmount) return;
				throw refuse(
					`${asPrinted(amount)} is above the Maximum Amount of ${asPrinted(maximumAmount)}`,
					'Nothing was sent. The limit can be changed only in the node itself.',
				);
			},
			execute: async (context, { purchaseUid: uid, amount }) => {
				const answer = await context.answer(context.request(), { accept: [ALREADY_DONE] });
				const refund = { purchase_uid: uid, amount_cents: amount };
				// Not an error, and never repeated: the money is on its way already.
				return answer.status === ALREADY_DONE
					? [{ json: { ...refund, refunded: true, alreadyDone: true, message: said(answer.body) } }]
					: [{ json: { ...refund, refunded: true, alreadyDone: false, ...told(answer.body) } }];
			},
		}),
		operation({
			value: 'release',
			name: 'Release (Legacy)',
			action: 'Release a purchase',
			description:
				'Immediately refund a purchase whose virtual card has not been debited; found only in older documentation',
			contract: 'releasePurchase',
			authentication: ['accessToken', 'dashboard'],
			movesMoney: true,
			notice:
				'Found only in older documentation. Without it, an undebited card is refunded automatically after about ten days.',
			request: { method: 'POST', service: 'api', path: '/api/purchases/{purchase_uid}/release' },
			parameters: { purchaseUid },
			execute: async (context, { purchaseUid: uid }) => {
				const released = await context.send();
				return [{ json: { purchase_uid: uid, released: true, ...told(released) } }];
			},
		}),
	],
});

/** What the answer adds. Bodies of both are not documented; they can be empty, or a sentence. */
function told(answer: unknown): IDataObject {
	return isObject(answer) ? answer : sentenceIn(answer);
}

function said(answer: unknown): string {
	return typeof answer === 'string' ? answer : JSON.stringify(answer);
}
