import type { INodeProperties } from 'n8n-workflow';

import { sumOfProducts } from '../../../credentials/lib/decimal';
import { isObject } from '../../../credentials/lib/json';
import { jsonList, options, rows } from '../../shared/fields';
import type { Shown, Field, FieldType } from '../../shared/fields/fieldType';
import { body, local, shownWhen } from '../../shared/operation/locations';
import { amountIn, type NamedAmounts } from './amounts';

/** A member of a row that has its own name in the form. */
export interface RowShape {
	/** Members that are amounts of money. */
	amounts: readonly string[];
	/** Members that are other numbers. */
	numbers?: readonly string[];
	/** Members that each row must have. */
	required?: readonly string[];
	/** Members that are sent. Others stay behind, lest one adds to what is charged unseen. */
	members?: readonly string[];
}

type Row = Record<string, unknown>;

const nameField: INodeProperties = {
	displayName: 'Name',
	name: 'name',
	type: 'string',
	default: '',
};

/** Contract: LineItemInput. */
const LINE_ITEM_SHAPE: RowShape = {
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
	nameField,
	{
		displayName: 'Price',
		name: 'price',
		type: 'number',
		typeOptions: { minValue: 0, numberPrecision: 2 },
		default: 0,
		description: 'Of one unit, in major units: 243.33',
	},
	{
		displayName: 'Quantity',
		name: 'quantity',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 1,
	},
	{
		displayName: 'Discount',
		name: 'discount',
		type: 'number',
		typeOptions: { minValue: 0, numberPrecision: 2 },
		default: 0,
		description: 'Taken off, in major units',
	},
	{
		displayName: 'Is Service',
		name: 'is_service',
		type: 'boolean',
		default: false,
		description: 'Whether it is a service, so that nothing is shipped',
	},
];

/** Items of a sale, row by row or as a list from an earlier node. Three fields to spread. */
export function lineItems<const R extends boolean = false>({
	required,
	fields = lineItemFields,
	taxed = false,
}: { required?: R; fields?: INodeProperties[]; taxed?: boolean } = {}) {
	const shape = taxed ? TAXED_ITEM_SHAPE : LINE_ITEM_SHAPE;
	const labels: Shown<R> = { displayName: 'Items', required };
	const inRows = rows({ ...labels, rowName: 'Item', fields });
	const asJson = jsonList({
		...labels,
		default: '[{ "name": "T-shirt", "quantity": 1, "price": 243.33 }]',
		description: `A list of items, for instance from an earlier node. Of each, only ${shape.members?.join(', ')} are sent.`,
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
	return body(shaped(rows({ displayName: 'Items', rowName: 'Item', fields }), LINE_ITEM_SHAPE));
}

/** Fields of items that can be only named and priced. */
export const plainItemFields = lineItemFields.filter(({ name }) => name !== 'is_service');

/** Fields of items whose tax is told. */
export const taxedItemFields: INodeProperties[] = [
	...plainItemFields,
	{
		displayName: 'Tax',
		name: 'tax',
		type: 'number',
		typeOptions: { minValue: 0, numberPrecision: 2 },
		default: '',
	},
];

/** Shipping costs, row by row. */
export const shippingItems = shaped(
	rows({
		displayName: 'Shipping Items',
		rowName: 'Shipping Item',
		fields: [
			nameField,
			{
				displayName: 'Amount',
				name: 'amount',
				type: 'number',
				typeOptions: { minValue: 0, numberPrecision: 2 },
				default: 0,
			},
			{
				displayName: 'Carrier',
				name: 'carrier',
				type: 'string',
				default: '',
				description: 'Label of the carrier; OWN stands for your own delivery',
			},
		],
	}),
	{ amounts: ['amount'] },
);

/** Named amounts, row by row: discounts, charges. */
export function amountRows(displayName: string, rowName: string) {
	return shaped(
		rows({
			displayName,
			rowName,
			fields: [
				nameField,
				{
					displayName: 'Amount',
					name: 'amount',
					type: 'number',
					typeOptions: { minValue: 0, numberPrecision: 2 },
					default: 0,
				},
			],
		}),
		{ amounts: ['amount'] },
	);
}

/** The amounts of rows, each named by its row: for `checkDecimals`. */
export function amountsOf(what: string, list: unknown): NamedAmounts {
	return rowsIn(list).flatMap((row, index) =>
		LINE_ITEM_SHAPE.amounts
			.concat('amount')
			.filter((member) => typeof row[member] === 'number')
			.map((member) => [`${what} ${index + 1}: ${member}`, Number(row[member])] as const),
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
			return list?.map((row, index) => shapedRow(row, shape, inRow(field, index)));
		},
	};
}

/** Says in which row something is wrong. */
function inRow(field: Field, index: number): Field {
	return {
		...field,
		refuse: (problem, advice) => field.refuse(`${index + 1} ${problem}`, advice),
	};
}

function shapedRow(
	row: unknown,
	{ amounts, numbers = [], required = [], members = Object.keys(Object(row)) }: RowShape,
	field: Field,
): Row {
	if (!isObject(row)) {
		return field.refuse('is not an object', 'Write { "name": …, "quantity": …, "price": … }.');
	}
	const missing = required.find((member) => (row[member] ?? '') === '');
	if (missing !== undefined) field.refuse(`has no ${missing}`, 'Every item needs one.');
	const converted = [...amounts, ...numbers]
		.filter((member) => members.includes(member) && (row[member] ?? '') !== '')
		.map((member) => [member, amountIn(row[member], member, field)]);
	const kept = Object.entries(row).filter(([member]) => members.includes(member));
	return { ...Object.fromEntries(kept), ...Object.fromEntries(converted) };
}

function rowsIn(list: unknown): Row[] {
	return Array.isArray(list) ? list.filter(isObject) : [];
}
