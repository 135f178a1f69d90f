/** The currencies that the documentation lists, in the spelling of ISO 4217. */
export const CURRENCIES = [
	{ name: 'ARS (Argentine Peso)', value: 'ARS' },
	{ name: 'AUD (Australian Dollar)', value: 'AUD' },
	{ name: 'BRL (Brazilian Real)', value: 'BRL' },
	{ name: 'CAD (Canadian Dollar)', value: 'CAD' },
	{ name: 'CLP (Chilean Peso)', value: 'CLP' },
	{ name: 'COP (Colombian Peso)', value: 'COP' },
	{ name: 'EUR (Euro)', value: 'EUR' },
	{ name: 'GTQ (Guatemalan Quetzal)', value: 'GTQ' },
	{ name: 'INR (Indian Rupee)', value: 'INR' },
	{ name: 'MXN (Mexican Peso)', value: 'MXN' },
	{ name: 'PEN (Peruvian Sol)', value: 'PEN' },
	{ name: 'USD (US Dollar)', value: 'USD' },
];

/** ISO 4217: these have no smaller unit. */
const WITHOUT_DECIMALS = new Set(['CLP', 'JPY']);

const USUAL_DECIMALS = 2;

/** Decimals that an amount of the currency may have; of an unknown currency, the usual two. */
export function decimalsOf(currency: string | undefined): number {
	return WITHOUT_DECIMALS.has(currency ?? '') ? 0 : USUAL_DECIMALS;
}
