/** Every method runs against the sandbox, which checks names, order and types by the description. */
import type { INodeParameters } from 'n8n-workflow';
import { describe, expect, test } from 'vitest';

import { resources } from '../../../nodes/EcGridSoap/resources';
import { readSoapContract } from '../../../sandbox/ecgrid/soap/contract.mts';
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

/** Things that the sandbox has, for the methods that look for them, and a file with a route. */
async function existing() {
	const settings = { credentials: credentials('apiKey') };
	const [first] = await run('parcel', 'ParcelInBox', {}, settings);
	const ParcelID = String(first?.json.ParcelID);
	const [parcel] = await run('parcel', 'ParcelDownload', { ParcelID }, settings);
	const [interchange] = first?.json.Interchanges as Interchange[];
	const known: INodeParameters = {
		ParcelID,
		InterchangeID: interchange?.InterchangeID ?? '',
		ECGridID: Number(interchange?.TPTo.ECGridID),
		ECGridIDFrom: Number(interchange?.TPTo.ECGridID),
		ECGridIDTo: Number(interchange?.TPFrom.ECGridID),
		NetworkID: Number(first?.json.NetworkIDTo),
		MailboxID: 0,
	};
	return { known, items: [{ json: {}, binary: parcel?.binary }] };
}

interface Interchange {
	InterchangeID: string;
	TPFrom: { ECGridID: string };
	TPTo: { ECGridID: string };
}

function valuesFor(method: string, known: INodeParameters): INodeParameters {
	const { parameters } = contract.methods.get(method) ?? { parameters: [] };
	return Object.fromEntries(
		parameters.map(({ name, type }) => {
			const isFile = /^(Content|Cert)Base64$/.test(name);
			const value = isFile ? 'data' : (PLAIN[type] ?? contract.enumerations.get(type)?.[0] ?? '');
			// The description gives some of these ids as int; none of the sandbox's fits into it.
			const isShort = type === 'int' && /^(Parcel|Interchange)ID$/.test(name);
			return [name, isShort ? value : (known[name] ?? value)];
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
		const { known, items } = await existing();
		const parameters = valuesFor(method, known);
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
