/** Every method runs against the sandbox, which checks names, order and types by the description. */
import type { INodeParameters } from 'n8n-workflow';
import { describe, expect, test } from 'vitest';

import { resources } from '../../../nodes/EcGridSoap/resources';
import { readSoapContract } from '../../../sandbox/ecgrid/soap/contract.mts';
import { itemWithFile } from '../harness.mts';
import { credentials, run, sandbox, useSandbox } from './stage.mts';

useSandbox();

const contract = await readSoapContract();

const PLAIN: Readonly<Record<string, string | number | boolean>> = {
	string: 'text',
	MigrationStatus: 'Active',
	int: 5,
	short: 5,
	unsignedByte: 126,
	long: '5',
	boolean: true,
	dateTime: '2026-01-02T03:04:05Z',
	base64Binary: 'data',
};

/** Names of things that the sandbox has, where the method looks for them. */
async function existing(): Promise<INodeParameters> {
	const [parcel] = await run('parcel', 'ParcelInBox', {}, { credentials: credentials('apiKey') });
	const { ParcelID, Interchanges } = parcel?.json ?? {};
	const [interchange] = Interchanges as Array<{ InterchangeID: string }>;
	const [partner] = await run(
		'tradingPartner',
		'TPList',
		{},
		{ credentials: credentials('apiKey') },
	);
	return {
		ParcelID: String(ParcelID),
		InterchangeID: interchange?.InterchangeID ?? '',
		ECGridID: Number(partner?.json.ECGridID),
		MailboxID: 0,
	};
}

const items = [itemWithFile(Buffer.from('a file'), 'text/plain', 'a.txt')];

function valuesFor(method: string, known: INodeParameters): INodeParameters {
	const { parameters } = contract.methods.get(method) ?? { parameters: [] };
	return Object.fromEntries(
		parameters.map(({ name, type }) => {
			const isFile = /^(Content|Cert)Base64$/.test(name);
			const value = isFile ? 'data' : (PLAIN[type] ?? contract.enumerations.get(type)?.[0] ?? '');
			// The description gives one parcel id as int; no real one fits into it.
			return [name, type === 'int' && name === 'ParcelID' ? value : (known[name] ?? value)];
		}),
	);
}

const methods = resources.flatMap(({ value: resource, operations }) =>
	operations
		.filter(({ value }) => contract.methods.has(value) && value !== 'Logout')
		.map(({ value }) => [resource, value] as const),
);

describe('every method', () => {
	test.each(methods)('%s %s is accepted as the description has it', async (resource, method) => {
		const parameters = valuesFor(method, await existing());
		const outputs = await run(
			resource,
			method,
			{ ...parameters, returnAll: true },
			{ items, credentials: credentials('apiKey') },
		);
		const { providers, invalidRequests } = sandbox().control.statistics();
		expect(invalidRequests).toEqual([]);
		expect(providers.ecgrid.operations[method]).toMatchObject({ 200: expect.any(Number) });
		for (const { json, pairedItem } of outputs) {
			expect(Object.keys(json).length).toBeGreaterThan(0);
			expect(pairedItem).toEqual({ item: 0 });
			expect(JSON.stringify(json)).not.toContain('SessionID');
		}
	});
});
