/** Turns a signature, and what a form says about it, into an operation. */
import { outputField } from '../../shared/fields';
import { local } from '../../shared/operation/locations';
import { operation, type Operation, type Parameters } from '../../shared/operation/operation';
import { pagesOfMethod } from './soapPages';
import { fieldOf, type FieldText } from '../parameters/fields';
import { DERIVED_PARAMETERS, isBase64Text } from '../parameters/files';
import { textsOf } from '../parameters/texts';
import { isCostly, isRead } from '../contract/reads';
import { OUTPUT_FIELD, runMethod } from './run';
import type { ParameterType, Signature } from '../contract/signatures';

/** What a user reads of a method. */
export interface Form<P extends string = string> {
	/** What a person would call it. The method's own name goes into the description. */
	name: string;
	action: string;
	/** Without the method's name. */
	description: string;
	notice?: string;
	/** Changes only texts that may be left empty: with all of them empty there is nothing to change. */
	changes?: boolean;
	/** By parameter; what is left out follows from the parameter's name. */
	fields?: { readonly [Name in P]?: Partial<FieldText> };
}

/** The operation that calls a method. Its value is the method's name. */
export function methodOperation(method: string, signature: Signature, form: Form): Operation {
	const { fields = {}, description, ...shown } = form;
	const pages = pagesOfMethod(signature);
	const reads = isRead(method, signature);
	return operation({
		...shown,
		description: `${description} (${method})`,
		value: method,
		contract: method,
		request: { method: 'POST', service: 'api', path: '' },
		parameters: parametersOf(signature, fields, reads),
		repeatable: reads,
		filesOut: signature.result === 'FileInfo',
		dryRun: !reads && isCostly(method),
		...(pages ? { pages } : {}),
		execute: async (context, values) =>
			await runMethod(context, { name: method, signature, pages }, values),
	});
}

function parametersOf(
	signature: Signature,
	fields: Readonly<Record<string, Partial<FieldText> | undefined>>,
	reads: boolean,
): Parameters {
	const paged = pagesOfMethod(signature)?.parameters ?? [];
	const shown = Object.entries(signature.parameters).filter(
		([name]) => !paged.includes(name) && !DERIVED_PARAMETERS.has(name),
	);
	const made = shown.map(([name, declared]) => {
		const type: ParameterType = isBase64Text(name) ? 'base64Binary' : declared;
		return [name, fieldOf(type, { ...textsOf(name, type, reads), ...fields[name] })] as const;
	});
	const output: Parameters =
		signature.result === 'FileInfo' ? { [OUTPUT_FIELD]: local(outputField()) } : {};
	return { ...Object.fromEntries(made), ...output };
}
