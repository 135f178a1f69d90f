/** Units of a local currency for one US dollar, the merchants' currency; round figures, not rates. */
const unitsPerDollar: Readonly<Record<string, number>> = { USD: 1, BRL: 5, MXN: 20, EUR: 0.8 };

const currencies: Readonly<Record<string, string>> = { BR: 'BRL', MX: 'MXN', US: 'USD' };

export const MERCHANT_CURRENCY = 'USD';

/** The local currency of a country; euro where the sandbox knows no other. */
export function currencyOf(country: string): string {
	return currencies[country] ?? 'EUR';
}

/** Whether the sandbox can convert a currency. */
export function isKnownCurrency(currency: string): boolean {
	return currency in unitsPerDollar;
}

export function toLocal(dollars: number, currency: string): number {
	return cents(dollars * (unitsPerDollar[currency] ?? 1));
}

export function toDollars(amount: number, currency: string): number {
	return cents(amount / (unitsPerDollar[currency] ?? 1));
}

/** Rounds to two decimals. */
export function cents(amount: number): number {
	return Math.round((amount + Number.EPSILON) * 100) / 100;
}

/** A country's English name, as e-CROSS writes it on parcels. */
export function countryName(code: string): string {
	return new Intl.DisplayNames(['en'], { type: 'region', fallback: 'code' }).of(code) ?? code;
}
