/** Every credential type and what it sends: the only list of them. */
import { eCrossSource } from './eCross';
import { ecartPaySource } from './ecartPay';
import { ecGridKeySource } from './ecGridKey';
import { ecGridLoginSource } from './ecGridLogin';
import { ecGridSoapSource } from './ecGridSoap';
import { pledgSource } from './pledg';
import { pledgDashboardSource } from './pledgDashboard';
import { pledgSignatureSource } from './pledgSignature';
import type { CredentialSource } from './source';

export const sources = {
	eCrossApi: eCrossSource,
	ecartPayApi: ecartPaySource,
	ecGridApi: ecGridKeySource,
	ecGridLoginApi: ecGridLoginSource,
	ecGridSoapApi: ecGridSoapSource,
	pledgApi: pledgSource,
	pledgDashboardApi: pledgDashboardSource,
	pledgSignatureApi: pledgSignatureSource,
} satisfies Readonly<Record<string, CredentialSource<unknown>>>;

export type CredentialTypeName = keyof typeof sources;
