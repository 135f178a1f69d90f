import type { INodeProperties } from 'n8n-workflow';

import { authenticationFields } from './authentication';
import type { Provider } from '../http/provider';
import { DATA_LIMITS, FILE_LIMITS } from '../http/readers';
import { fieldsToReturn } from '../operation/fieldsToReturn';
import { limitFields } from '../operation/limits';
import {
	firstValue,
	isRepeatable,
	type Operation,
	type Parameter,
	type Parameters,
	type Resource,
} from '../operation/operation';
import {
	collectionOf,
	itemsAtOnce,
	LIMIT,
	nameOption,
	OPTIONS,
	PATH_OPTION,
} from '../operation/options';
import { shownFor, type Places } from './shownFor';

type Shown = NonNullable<INodeProperties['displayOptions']>['show'];

/** The fields of all resources and operations, in the form that n8n expects. */
export function propertiesOf(provider: Provider, resources: Resource[]): INodeProperties[] {
	return [
		...authenticationFields(provider, resources),
		resourceField(resources),
		...resources.flatMap(fieldsOfResource),
		...optionFields(provider, resources),
	];
}

function resourceField(resources: Resource[]): INodeProperties {
	return {
		displayName: 'Resource',
		name: 'resource',
		type: 'options',
		noDataExpression: true,
		options: commonFirst(resources).map(({ name, value, description }) => ({
			name,
			value,
			...(description ? { description } : {}),
		})),
		default: firstValue(resources),
	};
}

function commonFirst(resources: Resource[]): Resource[] {
	const others = resources.filter(({ common, last }) => !common && !last);
	return [
		...resources.filter(({ common, last }) => common && !last),
		...byName(others),
		...resources.filter(({ last }) => last),
	];
}

function fieldsOfResource({ value: resource, operations, inOrder }: Resource): INodeProperties[] {
	const operationField: INodeProperties = {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: [resource] } },
		options: (inOrder ? operations : byName(operations)).map(
			({ name, value, action, description, request }) => ({
				name,
				value,
				action,
				description: request?.guess ? `${description} (${ASSUMED_PATH})` : description,
			}),
		),
		default: firstValue(operations),
	};
	return [
		operationField,
		...operations.flatMap((operation) =>
			fieldsOfOperation(operation, { resource: [resource], operation: [operation.value] }),
		),
	];
}

function fieldsOfOperation(operation: Operation, show: Shown): INodeProperties[] {
	const collection = collectionOf(operation);
	return [
		...notice(operation, show),
		...membersOf(operation.parameters).map((field) => ({
			...field,
			displayOptions: { show: { ...show, ...conditionOf(operation.parameters[field.name]) } },
		})),
		...(operation.pages ? listFields(show) : []),
		...(operation.simplify ? [simplifyField(show)] : []),
		...collectionField(collection, membersOf(operation.optional), show),
	];
}

function notice({ notice: text }: Operation, show: Shown): INodeProperties[] {
	if (!text) return [];
	return [
		{ displayName: text, name: 'notice', type: 'notice', default: '', displayOptions: { show } },
	];
}

function membersOf(parameters: Parameters): INodeProperties[] {
	return Object.entries(parameters).map(([name, { type, guess }]) => {
		const { description } = type.property;
		return {
			...type.property,
			name,
			...(guess ? { description: [description, ASSUMED_NAME].filter(Boolean).join('. ') } : {}),
		};
	});
}

function conditionOf(parameter: Parameter | undefined): Record<string, Array<string | boolean>> {
	return Object.fromEntries(
		Object.entries(parameter?.when ?? {}).map(([field, values]) => [field, [...values]]),
	);
}

const ASSUMED_PATH = 'its address is assumed; change it under Options if the provider refuses it';
const ASSUMED_NAME =
	'Its name in the request is assumed; change it under Options if the provider ignores it';

function listFields(show: Shown): INodeProperties[] {
	return [
		{
			displayName: 'Return All',
			name: 'returnAll',
			type: 'boolean',
			default: false,
			description: 'Whether to return all results or only up to a given limit',
			displayOptions: { show },
		},
		{
			...LIMIT.property,
			name: 'limit',
			displayOptions: { show: { ...show, returnAll: [false] } },
		},
	];
}

function simplifyField(show: Shown): INodeProperties {
	return {
		displayName: 'Simplify',
		name: 'simple',
		type: 'boolean',
		default: true,
		description: 'Whether to return a simplified version of the response instead of the raw data',
		displayOptions: { show },
	};
}

function collectionField(
	{ name, displayName }: { name: string; displayName: string },
	members: INodeProperties[],
	show: Shown,
	last: INodeProperties[] = [],
): INodeProperties[] {
	if (members.length + last.length === 0) return [];
	return [
		{
			displayName,
			name,
			type: 'collection',
			placeholder: `Add ${displayName.replace(/s$/, '')}`,
			default: {},
			options: [...byDisplayName(members), ...byDisplayName(last)],
			displayOptions: { show },
		},
	];
}

function byDisplayName(members: INodeProperties[]): INodeProperties[] {
	return [...members].sort((a, b) => a.displayName.localeCompare(b.displayName));
}

interface SharedOptions {
	readonly members: INodeProperties[];
	/** What the user can correct in the request, if the contract only assumes it. */
	readonly guesses: INodeProperties[];
	readonly places: Places;
}

/**
 * The Options of all operations, below their other fields. Operations with the same Options share
 * one field: the editor and every AI agent load a node's whole description.
 */
function optionFields(provider: Provider, resources: Resource[]): INodeProperties[] {
	const shared = new Map<string, SharedOptions>();
	for (const { value: resource, operations } of resources) {
		for (const operation of operations) {
			const members = optionsOf(provider, operation);
			const guesses = guessOptions(operation);
			const key = JSON.stringify([members, guesses]);
			const { places } = shared.get(key) ?? { places: new Map() };
			places.set(resource, [...(places.get(resource) ?? []), operation.value]);
			shared.set(key, { members, guesses, places });
		}
	}
	const title = { name: OPTIONS, displayName: 'Options' };
	return [...shared.values()].flatMap(({ members, guesses, places }) =>
		shownFor(places, resources).flatMap((show) =>
			collectionField(title, members, { ...show }, guesses),
		),
	);
}

function optionsOf({ options, limits }: Provider, operation: Operation): INodeProperties[] {
	const atOnce: INodeProperties = {
		displayName: 'Items at Once',
		name: 'itemsAtOnce',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 100 },
		default: itemsAtOnce(operation),
		description: isRepeatable(operation) ? READS_AT_ONCE_HINT : CHANGES_AT_ONCE_HINT,
	};
	return [
		atOnce,
		fieldsToReturn,
		...limitFields(limits ?? (operation.filesOut ? FILE_LIMITS : DATA_LIMITS)),
		...(operation.movesMoney ? [allowRetryOnFail] : []),
		...(options?.fields ?? []),
	];
}

const READS_AT_ONCE_HINT =
	'How many input items may be processed at the same time. The node finds out how many requests the provider allows and sends no more; a smaller number here is respected. The order of the output never changes.';

const CHANGES_AT_ONCE_HINT =
	'How many input items are processed at the same time. The order of the output never changes.';

const allowRetryOnFail: INodeProperties = {
	displayName: 'Allow Retry On Fail',
	name: 'allowRetryOnFail',
	type: 'boolean',
	noDataExpression: true,
	default: false,
	description:
		'Whether to run even though the node setting Retry On Fail is on. A retry runs all items again, including those that have already moved money. Must be a fixed value: an AI agent cannot set it.',
};

/** The user can correct what the contract only assumes, without a new version. */
function guessOptions({ request, parameters, optional }: Operation): INodeProperties[] {
	const pathOption = request?.guess
		? [
				textOption(
					'Request Path',
					PATH_OPTION,
					request.path,
					'Change it only if the provider refuses the operation: the address is assumed, because the documentation does not give it',
				),
			]
		: [];
	const names = Object.entries({ ...parameters, ...optional })
		.filter(([, { guess }]) => guess)
		.map(([key, { type, name }]) => {
			const { displayName } = type.property;
			const what = `Change it only if the provider ignores the field ${displayName}: its name in the request is assumed, because the documentation does not give it`;
			return textOption(`Name of ${displayName}`, nameOption(key), name ?? key, what);
		});
	return [...pathOption, ...names];
}

function textOption(
	displayName: string,
	name: string,
	preset: string,
	description: string,
): INodeProperties {
	return { displayName, name, type: 'string', default: preset, description };
}

function byName<T extends { name: string }>(list: T[]): T[] {
	return [...list].sort((a, b) => a.name.localeCompare(b.name));
}
