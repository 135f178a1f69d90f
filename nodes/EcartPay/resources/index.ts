import { connection } from '../../shared/operation/connection';
import type { Resource } from '../../shared/operation/operation';
import { api } from '../api/request';
import { account } from './account';
import { accountCard } from './accountCard';
import { activity } from './activity';
import { bank } from './bank';
import { billing } from './billing';
import { cardToken } from './cardToken';
import { catalog } from './catalog';
import { chargeback } from './chargeback';
import { checkout } from './checkout';
import { customer } from './customer';
import { customerCard } from './customerCard';
import { exchange } from './exchange';
import { gateway } from './gateway';
import { installments } from './installments';
import { invoice } from './invoice';
import { notification } from './notification';
import { oAuth } from './oAuth';
import { order } from './order';
import { paymentLink } from './paymentLink';
import { payout } from './payout';
import { posBranch } from './posBranch';
import { posRegister } from './posRegister';
import { product } from './product';
import { refund } from './refund';
import { sandboxTesting } from './sandboxTesting';
import { scope } from './scope';
import { subscription } from './subscription';
import { subscriptionTemplate } from './subscriptionTemplate';
import { threeDSecure } from './threeDSecure';
import { transaction } from './transaction';
import { webhook } from './webhook';
import { whatsApp } from './whatsApp';
import { withdrawal } from './withdrawal';
import { withdrawalMethod } from './withdrawalMethod';

/** Everything the node offers; the first one is the default. */
export const resources: Resource[] = [
	order,
	customer,
	paymentLink,
	checkout,
	refund,
	payout,
	transaction,
	subscription,
	account,
	accountCard,
	activity,
	bank,
	billing,
	cardToken,
	catalog,
	chargeback,
	customerCard,
	exchange,
	gateway,
	installments,
	invoice,
	notification,
	oAuth,
	posBranch,
	posRegister,
	product,
	sandboxTesting,
	scope,
	subscriptionTemplate,
	threeDSecure,
	webhook,
	whatsApp,
	withdrawal,
	withdrawalMethod,
	connection({
		// No call tells who the caller is; this read is the one that Test asks too.
		contract: 'listTransactions',
		check: api('GET', '/api/transactions', {
			query: { limit: 1 },
			withoutField: ['q', 'start_date', 'end_date', 'type', 'status', 'page', 'next', 'prev'],
		}),
		forgettable: ['keyPair'],
	}),
];
