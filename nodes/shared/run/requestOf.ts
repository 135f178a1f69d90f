import { NodeOperationError, type IDataObject, type IExecuteFunctions } from 'n8n-workflow';

import { guessedName, guessedPath } from '../operation/options';
import type { ApiRequest } from '../http/types';
import { isObject, put } from '../../../credentials/lib/json';
import { isRepeatable, type Operation, type Parameter } from '../operation/operation';
import type { AnyValues, ItemValues } from './values';

/** The request of an operation, filled with the values of one item. */
export function requestOf(
	{ functions, operation }: { functions: IExecuteFunctions; operation: Operation },
	{ values, options }: ItemValues,
): ApiRequest {
	const template = operation.request;
	if (template === undefined) {
		throw new NodeOperationError(
			functions.getNode(),
			`${operation.name} has no request of its own`,
		);
	}
	const { method, service, query, headers, body, guess, public: isPublic } = template;
	const request = {
		method,
		service,
		path: guess ? guessedPath(template, options) : template.path,
		query: { ...query } as IDataObject,
		headers: { ...headers } as Record<string, string>,
		body: (body === undefined ? undefined : structuredClone(body)) as unknown,
		repeatable: isRepeatable(operation),
		secrets: secretsIn(operation, values),
		...(isPublic ? { public: true } : {}),
	};
	// The whole body comes first: other members are laid over it.
	for (const [key, parameter] of byLocation(operation)) {
		const value = values[key];
		if (value === undefined) continue;
		const isCleared = value === null || value === '';
		const sent = parameter.encode && !isCleared ? parameter.encode(value) : value;
		const name = parameter.guess ? guessedName(key, parameter, options) : (parameter.name ?? key);
		place(request, parameter, name, sent);
	}
	return withoutEmpty(request);
}

function byLocation(operation: Operation): Array<[string, Parameter]> {
	const all = Object.entries({ ...operation.parameters, ...operation.optional });
	const isWhole = ([, parameter]: [string, Parameter]) => parameter.in === 'wholeBody';
	return [...all.filter(isWhole), ...all.filter((entry) => !isWhole(entry))];
}

/** A message must not show what the form shows as dots. */
function secretsIn({ parameters, optional }: Operation, values: AnyValues): string[] {
	return Object.entries({ ...parameters, ...optional })
		.filter(([, { type }]) => type.property.typeOptions?.password === true)
		.map(([key]) => values[key])
		.filter((value): value is string => typeof value === 'string');
}

interface Draft extends ApiRequest {
	query: IDataObject;
	headers: Record<string, string>;
}

function place(draft: Draft, parameter: Parameter, name: string, value: unknown): void {
	switch (parameter.in) {
		case 'path':
			draft.path = draft.path.replace(`{${name}}`, encodeURIComponent(String(value)));
			return;
		case 'query':
			draft.query[name] = value as IDataObject[string];
			return;
		case 'wholeBody':
			draft.body = isObject(value) && isObject(draft.body) ? { ...draft.body, ...value } : value;
			return;
		case 'body':
			put(bodyOf(draft), name, value);
			return;
		case 'local':
			return;
	}
}

function bodyOf(draft: Draft): IDataObject {
	const body = isObject(draft.body) ? draft.body : {};
	draft.body = body;
	return body;
}

function withoutEmpty({ query, headers, secrets = [], ...request }: Draft): ApiRequest {
	return {
		...request,
		...(secrets.length > 0 ? { secrets } : {}),
		...(Object.keys(query).length > 0 ? { query } : {}),
		...(Object.keys(headers).length > 0 ? { headers } : {}),
	};
}
