import { decodeJwt } from 'jose';
import type { Context } from '../context.mts';
import type { Contract } from '../contract.mts';
import type { Schema } from '../closedSchemas.mts';
import { ok, Refusal, type Answer, type Call, type Handler } from '../exchange.mts';
import type { PurchaseSettings, Purchases } from './Purchases.mts';

type Settings = Readonly<Record<string, unknown>>;

/** Who a page of the funnel is for. */
type Identifier = 'merchantUid' | 'companyUid';

/** Where the buyer goes back to is optional for a purchase link, and needed for the funnel. */
const addresses = ['redirectUrl', 'cancelUrl'];

/** Handlers of the hosted pages: they check the settings, and show a page. */
export function funnelHandlers(
	context: Context,
	contract: Contract,
	purchases: Purchases,
): Readonly<Record<string, Handler>> {
	const open = (identifier: Identifier, extra: readonly string[]) => (call: Call) => {
		const settings = settingsOf(contract, call);
		check(contract, settings, [identifier, ...addresses, ...extra]);
		const { amountCents, title } = settings as { amountCents: number; title: string };
		const uid = String(settings[identifier]);
		const purchase = purchases.create(uid, '', settings as unknown as PurchaseSettings);
		return page(context, `${title}: ${amountCents / 100}`, purchase.uid);
	};
	return {
		openPurchaseFunnel: open('merchantUid', []),
		openPaymentSolutions: open('companyUid', ['currency']),
	};
}

/** The settings, out of the verified signature or out of the single query parameters. */
function settingsOf(contract: Contract, { query, caller }: Call): Settings {
	const { signature, ...single } = query;
	if (signature === undefined) return fromQuery(contract.schema('PurchaseSettings'), single);
	// Authentication leaves the caller unknown when the signature is not good; it is optional there.
	if (caller.credential === '') throw invalid('the signature cannot be verified');
	if (Object.keys(single).length > 0) throw invalid('settings stand beside the signature');
	return (decodeJwt(caller.credential)['data'] ?? {}) as Settings;
}

/** Query parameters are text: numbers and booleans are read as such, objects from JSON text. */
function fromQuery({ properties = {} }: Schema, query: Settings): Settings {
	const values = Object.entries(query).map(([name, value]) => {
		const schema = properties[name];
		const isText = schema?.type === 'string' || typeof value !== 'string';
		return [name, isText ? value : parseJson(name, value)];
	});
	return Object.fromEntries(values);
}

function parseJson(name: string, text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		throw invalid(`${name}: not valid JSON`);
	}
}

function check(contract: Contract, settings: Settings, needed: readonly string[]): void {
	const missing = needed.find((name) => !(name in settings));
	if (missing !== undefined) throw invalid(`${missing}: missing`);
	const problem = contract.problemWithValue('PurchaseSettings', settings);
	if (problem !== undefined) throw invalid(problem);
}

/** The funnel reports wrong settings as an `invalid_request_error`; its status is a guess. */
function invalid(message: string): Refusal {
	const body = JSON.stringify({ type: 'invalid_request_error', message });
	return new Refusal({ status: 400, contentType: 'text/html', body: html(body), invalid: message });
}

function page({ url }: Context, title: string, purchaseUid: string): Answer {
	const pay = `POST ${url}/__sandbox/pledg/pay with {"purchaseUid":"${purchaseUid}"}`;
	return { ...ok(html(`${title} (${pay} plays the buyer)`)), contentType: 'text/html' };
}

/** A page of the hosted funnel, as far as there is one here. */
export function html(text: string): string {
	const safe = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
	return `<!doctype html><html lang="en"><title>Pledg</title><body><p>${safe}</p></body></html>`;
}
