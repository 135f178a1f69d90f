import { readFileSync } from 'node:fs';

import { describe, expect, test } from 'vitest';

import { enumerations } from '../../../nodes/EcGridSoap/contract/enumerations';
import { textedParameters } from '../../../nodes/EcGridSoap/parameters/texts';
import { isCostly, readExceptions } from '../../../nodes/EcGridSoap/contract/reads';
import { DRY_RUN } from '../../../nodes/shared/operation/dryRun';
import { resources } from '../../../nodes/EcGridSoap/resources';
import { LIST_MEMBERS } from '../../../nodes/EcGridSoap/results/rows';
import { signatures, type Signature } from '../../../nodes/EcGridSoap/contract/signatures';
import { FILE_ELEMENTS } from '../../../nodes/EcGridSoap/soap/xml';
import { readSoapContract } from '../../../sandbox/ecgrid/soap/contract.mts';

/** Methods that the node does not offer, each with the reason. */
const leftOut: Readonly<Record<string, string>> = {
	Login: 'The credential logs in; a password is no field of a workflow.',
};

const contract = await readSoapContract();
const sections: Array<Record<string, Signature>> = Object.values(signatures);
const methods = new Map(sections.flatMap((section) => Object.entries(section)));

describe('the table of signatures', () => {
	test('has all 221 methods', () => {
		expect(contract.methods.size).toBe(221);
		expect([...methods.keys()].sort()).toEqual([...contract.methods.keys()].sort());
	});

	test('has the sections of the description', () => {
		expect(sections.map((section) => Object.keys(section))).toEqual([
			...contract.sections.values(),
		]);
	});

	test.each([...contract.methods])(
		'%s is as described',
		(name, { parameters, result, inSession }) => {
			const signature = methods.get(name);
			expect(Object.entries(signature?.parameters ?? {})).toEqual(
				parameters.map((one) => [one.name, one.type]),
			);
			expect(signature?.result).toBe(result);
			expect(signature?.sessionless !== true).toBe(inSession);
		},
	);

	test.each(Object.entries(enumerations))('%s has the described words', (name, words) => {
		expect(words).toEqual(contract.enumerations.get(name));
	});

	test('knows every list inside a structure, and nothing else as a list', () => {
		const members = [...contract.structures.values()].flat();
		const lists = members.filter(({ type }) => type.startsWith('ArrayOf'));
		expect([...LIST_MEMBERS].sort()).toEqual([...new Set(lists.map(({ name }) => name))].sort());
		const others = members.filter(({ type }) => !type.startsWith('ArrayOf'));
		expect(others.filter(({ name }) => LIST_MEMBERS.has(name))).toEqual([]);
	});

	test('takes only members as files that are described as Base64', () => {
		const members = [...contract.structures.values()].flat();
		const files = members.filter(({ name }) => FILE_ELEMENTS.includes(name));
		expect(new Set(files.map(({ name, type }) => `${name}:${type}`))).toEqual(
			new Set(['Content:base64Binary', 'ContentBase64String:string']),
		);
	});

	test('has every name that texts and exceptions are for', () => {
		const parameters = new Set([...methods.values()].flatMap((one) => Object.keys(one.parameters)));
		expect(textedParameters.filter((name) => !parameters.has(name))).toEqual([]);
		expect(readExceptions.filter((name) => !methods.has(name))).toEqual([]);
	});
});

describe('the node', () => {
	const offered = resources
		.filter(({ value }) => value !== 'connection')
		.flatMap(({ operations }) => operations);

	test('offers every method once, or says why not', () => {
		const names = [...offered.map(({ value }) => value), ...Object.keys(leftOut)];
		expect(names.sort()).toEqual([...contract.methods.keys()].sort());
	});

	test.each(offered.map((operation) => [operation.value, operation] as const))(
		'%s has a field for each parameter that the node cannot know itself',
		(name, { parameters, pages }) => {
			const known = new Set([...(pages?.parameters ?? []), 'Bytes']);
			const expected = (contract.methods.get(name)?.parameters ?? [])
				.map((one) => one.name)
				.filter((one) => !known.has(one));
			// Fields of the node itself.
			const { outputField: _, [DRY_RUN]: __, ...fields } = parameters;
			expect(Object.keys(fields)).toEqual(expected);
		},
	);

	test('has Dry Run for what is costly, and for no read', () => {
		const costly = offered.filter(({ value }) => isCostly(value));
		const withDryRun = offered.filter(({ parameters }) => DRY_RUN in parameters);
		expect(withDryRun).toEqual(costly);
		expect(withDryRun.filter(({ repeatable }) => repeatable)).toEqual([]);
		expect(withDryRun.map(({ value }) => value)).toEqual(
			expect.arrayContaining([
				'ParcelUpload',
				'ParcelTest',
				'TPMove',
				'UserTerminate',
				'KeyRemove',
			]),
		);
	});

	test('is explained, method by method', () => {
		const page = readFileSync(new URL('../../../docs/ecgrid-soap.md', import.meta.url), 'utf8');
		expect([...methods.keys()].filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
	});

	test('shows no password, key or answer in clear text', () => {
		const fields = offered.flatMap(({ parameters }) => Object.entries(parameters));
		const secret = fields.filter(([name]) => /Password|AccessKey|SecretKey|Answer/.test(name));
		expect(secret.length).toBeGreaterThan(10);
		for (const [name, { type }] of secret) {
			expect(type.property.typeOptions, name).toEqual({ password: true });
		}
	});

	test('starts no change with a mailbox or ID that means any or the root', () => {
		const changes = offered.filter(({ repeatable }) => !repeatable);
		const fields = changes.flatMap(({ value, parameters }) =>
			Object.entries(parameters).map(([name, { type }]) => ({ value, name, type })),
		);
		const ids = fields.filter(({ name }) => /^(MailboxID|NetworkID|ECGridID)/.test(name));
		expect(ids.length).toBeGreaterThan(50);
		expect(ids.filter(({ type }) => type.property.default !== '')).toEqual([]);
	});
});
