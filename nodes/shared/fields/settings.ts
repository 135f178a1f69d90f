import {
	NodeOperationError,
	type IHookFunctions,
	type INodeProperties,
	type IPollFunctions,
	type ITriggerFunctions,
	type IWebhookFunctions,
} from 'n8n-workflow';

import { isObject, memberOf } from '../../../credentials/lib/json';
import { chosenIn, readChoice, type Choice } from './choices';
import { isBlank, readText, type Refusing } from './fieldType';
import { CORRECT_OR_CLEAR, isExpression } from './fixed';
import { unlocated } from './locator';
import { readBoolean, readNumber } from './numbers';

export type TriggerFunctions =
	| IHookFunctions
	| IPollFunctions
	| ITriggerFunctions
	| IWebhookFunctions;

const OPTIONS = 'options';

interface Setting {
	/** What the node has for the field. */
	given: unknown;
	/** The same, or the default if the field is empty. */
	value: unknown;
	field: Refusing;
	property: INodeProperties;
}

/**
 * Reads what a user chose in a trigger, by the names of its fields. A field left empty has its
 * default.
 *
 * The form holds a value to the kind and the bounds of its field, but expressions and edited
 * workflows do not. A value that is quietly taken for another could mean "all" or "no check", so
 * each reader throws a NodeOperationError that names the field, the problem and what to do.
 */
export class TriggerSettings {
	private readonly functions: TriggerFunctions;
	private readonly fields: readonly INodeProperties[];

	constructor(functions: TriggerFunctions, fields: readonly INodeProperties[]) {
		this.functions = functions;
		this.fields = fields;
	}

	isOn(name: string): boolean {
		const { value, field } = this.at(name);
		return readBoolean(value, field);
	}

	/** A number within the bounds that the form has. */
	number(name: string): number {
		const { value, field, property } = this.at(name);
		const { minValue: minimum, maxValue: maximum } = property.typeOptions ?? {};
		return readNumber(value, field, { minimum, maximum });
	}

	/** What is chosen in a list. */
	choice<C extends Choice<string>>(name: string, choices: readonly C[]): C {
		const { value, field } = this.at(name);
		return readChoice(value, field, choices);
	}

	/**
	 * What is chosen in a list of any number. Values that nobody knows stay in it. Unlike other fields,
	 * one that was cleared has no default.
	 */
	choices(name: string): string[] {
		return chosenIn(this.at(name).given);
	}

	/** An ID of digits that was picked; undefined if none was. */
	id(name: string): number | undefined {
		const { given, field } = this.at(name);
		return isBlank(given) ? undefined : readNumber(given, field, { minimum: 0, precision: 0 });
	}

	/** A text without blanks around it. Unlike other fields, one that was cleared has no default. */
	text(name: string): string {
		const { given, property, field } = this.at(name);
		return readText(given ?? property.default, field).trim();
	}

	private at(name: string): Setting {
		const outer = this.fields.find((one) => one.name === name);
		const property = outer ?? this.option(name);
		const { parameters } = this.functions.getNode();
		const [stored, given] = outer
			? [parameters[name], this.functions.getNodeParameter(name, '', { extractValue: true })]
			: [memberOf(parameters[OPTIONS], name), this.chosenOptions()[name]];
		const field = this.fieldOf(property.displayName);
		if (isBlank(given) && isExpression(unlocated(stored))) {
			field.refuse('is an expression that returned nothing', CORRECT_OR_CLEAR);
		}
		const value = isBlank(given) ? property.default : given;
		return { given, value, field, property };
	}

	private option(name: string): INodeProperties {
		const found = this.fields
			.filter((one) => one.name === OPTIONS)
			.flatMap(({ options = [] }) => options)
			.find((one) => one.name === name);
		if (found && 'displayName' in found && 'type' in found) return found;
		throw new Error(`The trigger has no field ${name}`);
	}

	private chosenOptions(): Record<string, unknown> {
		const options: unknown = this.functions.getNodeParameter(OPTIONS, {});
		return isObject(options) ? options : {};
	}

	private fieldOf(displayName: string): Refusing {
		return {
			refuse: (problem, description) => {
				const message = `${displayName} ${problem}`;
				throw new NodeOperationError(this.functions.getNode(), message, { description });
			},
		};
	}
}
