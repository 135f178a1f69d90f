import type { INodeProperties } from 'n8n-workflow';

import { sumOfProducts } from '../../../credentials/lib/decimal';
import { isObject } from '../../../credentials/lib/json';
import { jsonList, options, rows } from '../../shared/fields';
import { isBlank } from '../../shared/fields/fieldType';
import { readAmount } from '../../shared/fields/money';
import { readNumber } from '../../shared/fields/numbers';
import { readMember } from '../../shared/fields/rows';
import type { Shown, Field, FieldType } from '../../shared/fields/fieldType';
import { body, local, shownWhen } from '../../shared/operation/locations';
import type { NamedAmounts } from './amounts';
import { refuseMisspelt } from './misspelt';

/** What the rows of a list have, wherever they come from. */
export interface RowShape {
	/** What the form calls one of them. */
	rowName: string;
	/** Members that are amounts of money. */
	amounts: readonly string[];
	/** Members that are other numbers. */
	numbers?: readonly string[];
	/** Members that each row must have. */
	required?: readonly string[];
	/** Members that are sent. Others stay behind, so that none adds to what is charged unseen. */
	members?: readonly string[];
	/** Fields of the form for the members. */
	fields?: readonly INodeProperties[];
}

type Row = Record<string, unknown>;

const nameField: INodeProperties = {
	displayName: 'Name',
	name: 'name',
	type: 'string',
	default: '',
};

/** A field of a row that is an amount of money. Empty until it is filled in: nothing is not 0.00. */
function amountField(
	displayName: string,
	name: string,
	{ description, required }: { description?: string; required?: true } = {},
): INodeProperties {
	return {
		displayName,
		name,
		type: 'number',
		typeOptions: { minValue: 0, numberPrecision: 2 },
		default: '',
		...(required && { required }),
		...(description !== undefined && { description }),
	};
}

/** Contract: LineItemInput. */
const LINE_ITEM_SHAPE: RowShape = {
	rowName: 'Item',
	required: ['name', 'quantity', 'price'],
	numbers: ['quantity'],
	amounts: ['price', 'discount', 'tax'],
	members: ['name', 'quantity', 'price', 'discount', 'is_service'],
};

/** Contract: PaymentLinkUpdate. */
const TAXED_ITEM_SHAPE: RowShape = {
	...LINE_ITEM_SHAPE,
	members: ['name', 'quantity', 'price', 'discount', 'tax'],
};

const lineItemFields: INodeProperties[] = [
	{ ...nameField, required: true },
	amountField('Price', 'price', {
		required: true,
		description: 'Price of one unit, as printed on a bill: 243.33',
	}),
	{
		displayName: 'Quantity',
		name: 'quantity',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 1,
		required: true,
	},
	amountField('Discount', 'discount', {
		description: 'Amount taken off, as printed on a bill: 10.50',
	}),
	{
		displayName: 'Is Service',
		name: 'is_service',
		type: 'boolean',
		default: false,
		description: 'Whether the item is a service, so that nothing is shipped',
	},
];

/** Items of a sale, row by row or as a list from an earlier node. Three fields to spread. */
export function lineItems<const R extends boolean = false>({
	required,
	fields = lineItemFields,
	taxed = false,
}: { required?: R; fields?: INodeProperties[]; taxed?: boolean } = {}) {
	const shape = { ...(taxed ? TAXED_ITEM_SHAPE : LINE_ITEM_SHAPE), fields };
	const labels: Shown<R> = { displayName: 'Items', required };
	const inRows = rows({ ...labels, rowName: shape.rowName, fields, amounts: shape.amounts });
	const asJson = jsonList({
		...labels,
		default: '[{ "name": "T-shirt", "quantity": 1, "price": 243.33 }]',
		description: `A list of items, for instance from an earlier node. Only these members of each are sent: ${shape.members?.join(', ')}.`,
	});
	return {
		itemsFrom: local(
			options({
				displayName: 'Specify Items',
				required: true,
				options: [
					{ name: 'Using Fields Below', value: 'fields' },
					{ name: 'Using JSON', value: 'json' },
				],
				default: 'fields',
			}),
		),
		items: shownWhen(body(shaped(inRows, shape)), { itemsFrom: ['fields'] }),
		itemsJson: shownWhen(body(shaped(asJson, shape), { name: 'items' }), {
			itemsFrom: ['json'],
		}),
	};
}

/** Items in one of the collections of optional fields. */
export function lineItemRows(fields: INodeProperties[] = lineItemFields) {
	const { rowName, amounts } = LINE_ITEM_SHAPE;
	return body(shaped(rows({ displayName: 'Items', rowName, fields, amounts }), LINE_ITEM_SHAPE));
}

/** Fields of items that can be only named and priced. */
export const plainItemFields = lineItemFields.filter(({ name }) => name !== 'is_service');

/** Fields of items whose tax is told. */
export const taxedItemFields: INodeProperties[] = [
	...plainItemFields,
	amountField('Tax', 'tax', { description: 'As printed on a bill: 38.93' }),
];

/** Shipping costs, row by row. */
export const shippingItems = amountRows('Shipping Items', 'Shipping Item', [
	{
		displayName: 'Carrier',
		name: 'carrier',
		type: 'string',
		default: '',
		description: 'Label of the carrier; OWN stands for your own delivery',
	},
]);

/** Named amounts, row by row: shipping costs, discounts, charges. */
export function amountRows(
	displayName: string,
	rowName: string,
	more: readonly INodeProperties[] = [],
) {
	const amounts = ['amount'];
	const amountOfRow = amountField('Amount', 'amount', {
		required: true,
		description: 'As printed on a bill: 243.33',
	});
	return shaped(
		rows({ displayName, rowName, fields: [nameField, amountOfRow, ...more], amounts }),
		{ rowName, amounts },
	);
}

/** The amounts of rows, each named by its row: for `checkDecimals`. */
export function amountsOf(what: string, list: unknown): NamedAmounts {
	return rowsIn(list).flatMap((row, index) =>
		LINE_ITEM_SHAPE.amounts
			.concat('amount')
			.filter((member) => typeof row[member] === 'number')
			.map((member) => [`${what} ${index + 1}: ${labelOf(member)}`, Number(row[member])] as const),
	);
}

/** What items cost at most: discounts are not taken off, since nothing says how they count. */
export function totalOf(items: unknown, shipping?: unknown): number {
	const goods = rowsIn(items).map(({ quantity, price }) => [Number(quantity), Number(price)]);
	const freight = rowsIn(shipping).map((row) => [Number(row.amount ?? 0)]);
	return sumOfProducts([...goods, ...freight]);
}

/** Rows whose members are checked and turned into numbers, wherever they come from. */
export function shaped<R extends boolean>(
	kind: FieldType<Row[], R> | FieldType<unknown[], R>,
	shape: RowShape,
): FieldType<Row[], R> {
	return {
		...kind,
		read: async (raw, field) => {
			const list = await kind.read(raw, field);
			return list?.map((row, index) =>
				shapedRow(row, shape, { field, place: `${shape.rowName} ${index + 1}` }),
			);
		},
	};
}

function shapedRow(
	row: unknown,
	{
		amounts,
		numbers = [],
		required = [],
		members = Object.keys(Object(row)),
		fields = [],
	}: RowShape,
	{ field, place }: { field: Field; place: string },
): Row {
	if (!isObject(row)) {
		return field
			.named(place)
			.refuse('is not an object', 'Write { "name": …, "quantity": …, "price": … }.');
	}
	const named = (member: string) => field.named(`${place}: ${labelOf(member)}`);
	refuseMisspelt(row, members, field, place);
	const isFilled = (member: string) => !isBlank(row[member]);
	const missing = required.find((member) => !isFilled(member));
	if (missing !== undefined) named(missing).refuse('is missing', 'Every item needs one.');
	const converted = [
		...amounts.map((member) => [member, readAmount] as const),
		...numbers.map((member) => [member, readQuantity] as const),
	]
		.filter(([member]) => members.includes(member) && isFilled(member))
		.map(([member, read]) => [member, read(row[member], named(member))]);
	const kept = Object.entries(row)
		.filter(([member]) => members.includes(member) && isFilled(member))
		.map(([member, value]) => {
			const known = fields.find(({ name }) => name === member && !amounts.includes(name));
			return [member, known ? readMember(value, known, named(member)) : value];
		});
	return { ...Object.fromEntries(kept), ...Object.fromEntries(converted) };
}

function readQuantity(raw: unknown, field: Field): number {
	return readNumber(raw, field, { minimum: 0 });
}

/** A member as the form calls it: `price` is "Price". */
function labelOf(member: string): string {
	return member.charAt(0).toUpperCase() + member.slice(1);
}

function rowsIn(list: unknown): Row[] {
	return Array.isArray(list) ? list.filter(isObject) : [];
}
