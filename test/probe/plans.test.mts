import { describe, expect, it } from 'vitest';
import { isRead } from '../../nodes/EcGridSoap/contract/reads';
import { signatures, type Signature } from '../../nodes/EcGridSoap/contract/signatures';
import { providerIds } from '../../probe/accounts.mts';
import { Contract, type ContractOperation } from '../../probe/contract.mts';
import { nameOf } from '../../probe/plan.mts';
import { plans } from '../../probe/providers/index.mts';

/** POSTs that read, by what their last part of the path says. */
const READING_PATH =
	/(list|find|get-[\w-]+|count|by-name|notelist|pair|session|stats|bydate|monthly)$/;
const CHANGING: readonly string[] = ['createCustomerSession', 'setCommPair'];

const loaded = await Promise.all(
	providerIds.map(async (id) => ({ plan: plans[id], contract: await Contract.load(id) })),
);

describe.each(loaded)('the probe of $plan.contract', ({ plan, contract }) => {
	const file = `probe/providers/${plan.contract}.mts`;
	const asked = new Set(plan.reads.map(({ operationId }) => operationId));

	it('has every guess that the contract marks, each once', () => {
		const places = plan.guesses.map(({ place }) => place);
		expect(new Set(places).size).toBe(places.length);
		const missing = contract.guesses.filter((place) => !places.includes(place));
		expect(missing, `guesses that ${file} lacks`).toEqual([]);
	});

	it('gives a reason where a guess is not probeable', () => {
		for (const { check } of plan.guesses) {
			if (typeof check !== 'function') expect(check.notProbeable).toMatch(/^[A-Z].+\.$/);
		}
	});

	it('asks every operation that only reads, or says why not', () => {
		const reading = [...contract.operations.values()].filter(readsOnly);
		const left = reading.map(({ operationId }) => operationId).filter((id) => !asked.has(id));
		const forgotten = left.filter((id) => !(id in plan.notAsked));
		expect(forgotten, `neither in reads nor in notAsked of ${file}`).toEqual([]);
	});

	it('asks nothing that it says it does not', () => {
		expect(Object.keys(plan.notAsked).filter((id) => asked.has(id))).toEqual([]);
		expect(Object.keys(plan.notAsked).filter((id) => !contract.operations.has(id))).toEqual([]);
	});

	it('asks nothing that may change something', () => {
		const changing = plan.reads.filter(
			({ operationId }) => !isHarmless(contract.operation(operationId)),
		);
		expect(changing.map(nameOf)).toEqual([]);
	});

	it('gives each read a name of its own', () => {
		const names = [...plan.reads, ...(plan.soapReads ?? [])].map(nameOf);
		expect(new Set(names).size).toBe(names.length);
	});
});

it('knows the places of the marks', () => {
	expect(loaded.map(({ contract }) => contract.guesses)).toEqual([
		[
			'listOrders/parameters/creationDateFrom',
			'listOrders/parameters/creationDateUntil',
			'getOrderDocumentsBySalesChannelOrderId',
			'sandboxStartHandlingOrder',
			'components/schemas/Sku/allOf/1/properties/localizationStatus',
		],
		[],
		[],
		['createPaymentByTransfer', 'components/schemas/PurchaseLink/properties/sms_has_been_sent'],
	]);
});

it('asks only such methods of the SOAP service as read', () => {
	const methods = new Map<string, Signature>(
		Object.values(signatures).flatMap((section) => Object.entries<Signature>(section)),
	);
	const reads = plans.ecgrid.soapReads ?? [];
	expect(reads.length).toBeGreaterThan(15);
	for (const { operationId, body = {} } of reads) {
		const signature = methods.get(operationId);
		expect(signature && isRead(operationId, signature), operationId).toBe(true);
		expect(Object.keys(body), operationId).toEqual(Object.keys(signature?.parameters ?? {}));
	}
});

function readsOnly({ method, path, operationId }: ContractOperation): boolean {
	if (method === 'GET') return true;
	return method === 'POST' && READING_PATH.test(path) && !CHANGING.includes(operationId);
}

/** A simulation computes; nothing else that is no GET is asked but lists and searches. */
function isHarmless(operation: ContractOperation): boolean {
	return readsOnly(operation) || /simulate_payment_schedule$|mailbox-default$/.test(operation.path);
}
