import type { Records } from './Records.mts';

const CUSTOMERS = 120;

/** Customers that every account has from the start. */
export function seedCustomers(customers: Records<Record<string, unknown>>): void {
	for (let index = 0; index < CUSTOMERS; index += 1) {
		const customer = {
			user_id: `user-${index}`,
			first_name: 'Ana',
			last_name: `Gómez ${index}`,
			email: `customer${index}@example.com`,
			phone: `81000${String(index).padStart(5, '0')}`,
		};
		customers.add(customer, '2026-01-02T03:04:05.000Z');
	}
}

/** The gateways of the documented sample. */
export function seedGateways(gateways: Records<Record<string, unknown>>): void {
	for (const [gateway, title] of [
		['ecartpay', 'Ecart Pay'],
		['conekta', 'Conekta'],
	] as const) {
		gateways.add({
			gateway,
			title,
			active: true,
			country: 'MX',
			currency: ['MXN'],
			has_keys: false,
			keys: [],
			onclick: false,
			methods: [
				{ id: `${gateway}-card`, type: 'card', title: 'Card', active: true, fee: 'fee = 0.2' },
				{ id: `${gateway}-cash`, type: 'cash', title: 'Cash', active: true, fee: 'fee = 0.1' },
			],
		});
	}
}
