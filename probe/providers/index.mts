import type { ProbedProvider } from '../accounts.mts';
import type { ProviderPlan } from '../plan.mts';
import { ecartPayPlan } from './ecartpay.mts';
import { ecGridPlan } from './ecgrid.mts';
import { eCrossPlan } from './ecross.mts';
import { pledgPlan } from './pledg.mts';

/** What is asked of each provider. */
export const plans: Readonly<Record<ProbedProvider, ProviderPlan>> = {
	ecross: eCrossPlan,
	ecartpay: ecartPayPlan,
	ecgrid: ecGridPlan,
	pledg: pledgPlan,
};
