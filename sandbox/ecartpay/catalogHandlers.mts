import { matching, type Handlers, type On } from './on.mts';

const COUNTRIES = [
	{ code: 'CO', name: 'Colombia', phone_code: '57' },
	{ code: 'MX', name: 'Mexico', phone_code: '52' },
];

const NUEVO_LEON = {
	name: 'Nuevo León',
	code: { '1digit': null, '2digit': 'NL', '3digit': 'NLE' },
	code_2digits: 'NL',
	code_3digits: 'NLE',
	code_shopify: 'NL',
	country_code: 'MX',
	hasc: 'MX.NL',
	iso_code: 'MX-NLE',
	zone: null,
};

const MONTERREY = {
	zip_code: '64000',
	locality: 'Monterrey',
	suburbs: ['Centro'],
	country: { code: 'MX', name: 'Mexico' },
	state: { id: '19', name: NUEVO_LEON.name, iso_code: 'MX-NLE', code: NUEVO_LEON.code },
	coordinates: { latitude: '25.6714', longitude: '-100.309' },
	additional_info: { street: null },
};

/** Pesos for one unit; round figures, not rates. */
const RATES = { USD: 20, EUR: 22, COP: 0.005, MXN: 1 };

/** Reference data, the same for every account. */
export function catalogHandlers(on: On): Handlers {
	return {
		listCountries: on(() => COUNTRIES),
		listStates: on((_merchant, { query }) => (isMexico(query) ? [NUEVO_LEON] : [])),
		lookupZipcode: on((_merchant, { query }) =>
			isMexico(query) && query['postal_code'] === '64000' ? [MONTERREY] : [],
		),
		listLocalities: on((_merchant, { query }) =>
			isMexico(query) && query['state'] === 'NL' ? [MONTERREY] : [],
		),
		listEconomicActivities: on(() => [{ code: 'G03', name: 'Gastos en general' }]),
		listNumberTypes: on((_merchant, { query }) =>
			[
				{ country: 'CO', code: 'CC', name: 'Cédula de ciudadanía' },
				{ country: 'MX', code: 'RFC', name: 'RFC' },
			].filter(matching(query, ['country'])),
		),
		getBillingForm: on((_merchant, { query }) => ({
			name: query['name'],
			country: query['country'],
			fields: [{ name: 'rfc', type: 'text', required: true }],
		})),
		listExchangeRates: on((_merchant, { query }) => ({
			base: query['base'] ?? 'MXN',
			rates: Object.entries(RATES).map(([currency, rate]) => ({ currency, rate })),
		})),
		listAvailableCurrencies: on(() => Object.keys(RATES)),
	};
}

function isMexico(query: Readonly<Record<string, unknown>>): boolean {
	return query['country'] === 'MX';
}
