import { locator, text } from '../../shared/fields';
import { record } from '../../shared/http/shapes';
import { body, path } from '../../shared/operation/locations';
import { operation, resource } from '../../shared/operation/operation';
import { only } from '../../shared/operation/simplify';
import { claimedPages } from '../api/paginations';
import { chargebackLookUp } from '../money/lookUps/chargeback';
import { readPayout } from '../money/lookUps/payout';
import { currencyOf } from '../money/lookUps/refund';
import { moneyOperation } from '../money/moneyOperation';
import { api } from '../api/request';
import * as searches from '../api/searches';
import { ID_PLACEHOLDER } from './fields';

const chargebackPath = {
	id: path(
		locator({
			displayName: 'Chargeback',
			required: true,
			search: searches.chargebacks,
			placeholder: ID_PLACEHOLDER,
		}),
	),
};

const simplify = only(
	'id',
	'status',
	'reason',
	'amount',
	'currency',
	'order_id',
	'payout_id',
	'transaction_id',
	'expiration_at',
	'created_at',
);

export const chargeback = resource({
	value: 'chargeback',
	name: 'Chargeback',
	description: 'Disputes, raised by buyers or by you',
	operations: [
		operation({
			value: 'getAll',
			name: 'Get Many',
			action: 'Get many chargebacks',
			description: 'Retrieve a list of chargebacks',
			contract: 'listChargebacks',
			request: api('GET', '/api/chargebacks'),
			pages: claimedPages,
			simplify,
		}),
		operation({
			value: 'get',
			name: 'Get',
			action: 'Get a chargeback',
			description: 'Retrieve one chargeback',
			contract: 'getChargeback',
			read: record('id'),
			request: api('GET', '/api/chargebacks/{id}'),
			parameters: chargebackPath,
			simplify,
		}),
		moneyOperation({
			value: 'create',
			name: 'Create',
			action: 'Dispute a payout',
			description: 'Ask for the money from a payout to be returned',
			contract: 'createChargeback',
			read: record('id'),
			request: api('POST', '/api/chargebacks'),
			parameters: {
				payout_id: body(
					locator({
						displayName: 'Payout',
						search: searches.payouts,
						placeholder: ID_PLACEHOLDER,
						description: 'The payout that you dispute',
					}),
				),
				reason: body(text({ displayName: 'Reason' })),
			},
			check: ({ payout_id: payoutId }, refuse) => {
				if (payoutId === undefined)
					throw refuse('Payout is missing', 'Choose the payout to dispute.');
			},
			plan: async (context, { payout_id: payoutId = '' }) => {
				const payout = await readPayout(context, payoutId);
				const { refuseRepetition, findOut } = chargebackLookUp(context, payoutId);
				await refuseRepetition();
				return {
					request: context.request(),
					money: { amount: Number(payout.amount), currency: currencyOf(payout) },
					findOut,
				};
			},
		}),
		operation({
			value: 'update',
			name: 'Update',
			action: 'Update a chargeback',
			description: 'Move a chargeback to another status',
			contract: 'updateChargeback',
			read: record('id'),
			dryRun: true,
			changes: true,
			request: api('PUT', '/api/chargebacks/{id}'),
			parameters: {
				...chargebackPath,
				status: body(
					text({
						displayName: 'Status',
						placeholder: 'e.g. in_review',
						description: 'The documentation shows created and in_review',
					}),
				),
			},
		}),
	],
});
