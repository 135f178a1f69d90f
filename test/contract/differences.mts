import type { INodeProperties } from 'n8n-workflow';

import type { Operation, Parameter, RequestTemplate } from '../../nodes/shared/operation/operation';
import type { ContractOperation, ContractParameter, Schema } from './contract.mts';

type Named = [name: string, parameter: Parameter];

/** Everything in which an operation deviates from its contract, as sentences; empty if nothing. */
export function differences(
	operation: Operation,
	contract: ContractOperation,
	addresses: Record<string, string>,
): string[] {
	const { request } = operation;
	if (!request) return [];
	const named = Object.entries({ ...operation.parameters, ...operation.optional }).map(
		([key, parameter]): Named => [parameter.name ?? key, parameter],
	);
	return [
		...requestDifferences(request, contract, addresses),
		...parameterDifferences(operation, request, named, contract),
		...bodyDifferences(operation, request, named, contract.body),
	];
}

function requestDifferences(
	request: RequestTemplate,
	contract: ContractOperation,
	addresses: Record<string, string>,
): string[] {
	const address = addresses[request.service] ?? '(unknown service)';
	return [
		differs('method', request.method, contract.method),
		differs('path', request.path, contract.path),
		differs('guess', request.guess ?? false, contract.guess),
		contract.servers.includes(address) ? '' : `host ${address} is not ${contract.servers.join()}`,
	].filter(Boolean);
}

function parameterDifferences(
	{ pages }: Operation,
	request: RequestTemplate,
	named: Named[],
	contract: ContractOperation,
): string[] {
	const added = [
		...(pages?.parameters ?? []),
		...(request.withoutField ?? []),
		...Object.keys(request.query ?? {}),
		...Object.keys(request.headers ?? {}),
	];
	const sent = named.filter(([, { in: place }]) => ['path', 'query', 'header'].includes(place));
	const unknown = sent
		.filter(([name, { in: place }]) => !find(contract, name, place))
		.map(([name, { in: place }]) => `${place} parameter ${name} is not in the contract`);
	const missing = contract.parameters
		.filter(({ name, in: place }) => !added.includes(name) && !findSent(sent, name, place))
		.map(({ name, in: place }) => `${place} parameter ${name} is missing`);
	const different = sent.flatMap(([name, parameter]) => {
		const expected = find(contract, name, parameter.in);
		return expected ? memberDifferences(name, parameter, expected) : [];
	});
	return [...unknown, ...missing, ...different];
}

function find({ parameters }: ContractOperation, name: string, place: string) {
	return parameters.find((one) => one.name === name && one.in === place);
}

function findSent(sent: Named[], name: string, place: string) {
	return sent.find(([one, parameter]) => one === name && parameter.in === place);
}

function bodyDifferences(
	{ pages }: Operation,
	request: RequestTemplate,
	named: Named[],
	body: Schema | undefined,
): string[] {
	const members = named.filter(([, { in: place }]) => place === 'body');
	const whole = named.some(([, { in: place }]) => place === 'wholeBody');
	const added = [
		...(pages?.parameters ?? []),
		...(request.withoutField ?? []),
		...Object.keys(request.body ?? {}),
	];
	if (!body) {
		return members.length > 0 || whole ? ['sends a body that the contract does not have'] : [];
	}
	// A list of things, one per item: fields are those of a thing.
	const thing = body.items ?? body;
	const names = [...added, ...members.map(([name]) => name)];
	const missing = whole ? [] : missingMembers(thing, names);
	return [
		...missing.map((name) => `body member ${name} is missing`),
		...members.flatMap(([name, parameter]) => bodyMember(name, parameter, thing)),
	];
}

/** Members that no name offers; looks into those of which some members have names of their own. */
function missingMembers({ properties }: Schema, names: string[], prefix = ''): string[] {
	return Object.entries(properties).flatMap(([name, schema]) => {
		const path = `${prefix}${name}`;
		if (names.includes(path)) return [];
		const isDivided = names.some((one) => one.startsWith(`${path}.`));
		return isDivided ? missingMembers(schema.items ?? schema, names, `${path}.`) : [path];
	});
}

function bodyMember(path: string, parameter: Parameter, body: Schema): string[] {
	let schema = body;
	let required = true;
	for (const name of path.split('.')) {
		// A list on the way stands for its elements; at the end it is what is sent.
		const inner = (schema.items ?? schema).properties[name];
		if (!inner) return schema.closed ? [`body member ${path} is not in the contract`] : [];
		required &&= schema.required.includes(name);
		schema = inner;
	}
	return memberDifferences(path, parameter, { required, guess: parameter.guess ?? false, schema });
}

function memberDifferences(
	name: string,
	{ type, guess = false, encode }: Parameter,
	expected: Pick<ContractParameter, 'required' | 'guess' | 'schema'>,
): string[] {
	const { property } = type;
	return [
		// A switch always has a value.
		property.type === 'boolean'
			? ''
			: differs(`${name} required`, type.required, expected.required),
		differs(`${name} guess`, guess, expected.guess),
		encode ? '' : typeDifference(name, property, expected.schema),
		enumDifference(name, property, expected.schema),
	].filter(Boolean);
}

/** What the types of n8n's fields may be sent as. */
const SENT_AS: Record<string, string[]> = {
	number: ['number', 'integer'],
	boolean: ['boolean'],
	fixedCollection: ['array', 'object'],
	multiOptions: ['array'],
	json: ['object', 'array', 'string', 'number', 'integer', 'boolean'],
	string: ['string', 'array'],
	options: ['string'],
	dateTime: ['string'],
	resourceLocator: ['string', 'integer'],
};

function typeDifference(name: string, { type }: Pick<INodeProperties, 'type'>, { types }: Schema) {
	const possible = SENT_AS[type] ?? [];
	if (types.length === 0 || types.some((one) => possible.includes(one))) return '';
	return `${name} is ${types.join()} in the contract, but a field of the type ${type}`;
}

function enumDifference(name: string, property: Pick<INodeProperties, 'options'>, schema: Schema) {
	const values = schema.values ?? schema.items?.values;
	if (!values) return '';
	const offered = (property.options ?? []).map((one) => ('value' in one ? one.value : one.name));
	return differs(`${name} values`, offered.sort().join(), values.map(String).sort().join());
}

function differs(what: string, is: string | boolean, should: string | boolean): string {
	return is === should ? '' : `${what} is ${is}, but ${should} in the contract`;
}
