import { meetsPasswordRule } from '../../../credentials/lib/ecGridPassword';
import { parseUrl } from '../../../credentials/lib/url';
import { concealedText, locator, text } from '../../shared/fields';
import type { Search } from '../../shared/fields/search';
import type { FieldType } from '../../shared/fields/fieldType';

interface Shown<R extends boolean> {
	displayName?: string;
	description?: string;
	required?: R;
}

/** A kind of field that picks an ID, a whole number on the wire, from one list. */
export function picker(
	search: Search,
	usual: { displayName: string; placeholder: string; description?: string },
): <const R extends boolean = false>(shown?: Shown<R>) => FieldType<number, R> {
	return (shown = {}) => numbered(locator({ ...usual, ...shown, search }));
}

/** JSON numbers beyond 53 bits lose digits, and with them the thing that is meant. */
function isId(typed: string): boolean {
	return /^\d+$/.test(typed) && Number.isSafeInteger(Number(typed));
}

function numbered<R extends boolean>(picked: FieldType<string, R>): FieldType<number, R> {
	return {
		...picked,
		read: async (raw, field) => {
			const typed = (await picked.read(raw, field))?.trim();
			if (typed === undefined) return undefined;
			if (isId(typed)) return Number(typed);
			return field.refuse(
				`is not an ID: "${typed.slice(0, 80)}"`,
				'IDs of ECGrid are whole numbers. Pick one from the list, or map the member that ends in Id.',
			);
		},
	};
}

/** A password that is to be set, held to ECGrid's rule before it is sent. */
export function newPassword(shown: { displayName: string }): FieldType<string, true> {
	const concealed = concealedText({
		...shown,
		description:
			'At least one lowercase letter, one uppercase letter, one digit and one other character. Map it from an earlier node; anything typed here is saved with the workflow.',
		required: true,
	});
	return {
		...concealed,
		read: async (raw, field) => {
			const value = await concealed.read(raw, field);
			if (value === undefined || meetsPasswordRule(value)) return value;
			return field.refuse(
				"breaks ECGrid's password rule",
				'Use at least one lowercase letter, one uppercase letter, one digit and one other character. Session: Generate Password creates one.',
			);
		},
	};
}

/** An address of your own that ECGrid calls. */
export function webhookUrl<const R extends boolean = false>(shown: {
	required?: R;
	description?: string;
}): FieldType<string, R> {
	const address = text({
		displayName: 'Webhook URL',
		placeholder: 'e.g. https://n8n.example.com/webhook/…',
		...shown,
	});
	return {
		...address,
		read: async (raw, field) => {
			const value = (await address.read(raw, field))?.trim();
			if (value === undefined || (value.startsWith('https://') && parseUrl(value))) return value;
			return field.refuse(
				'is not an address with https://',
				'ECGrid calls only HTTPS addresses that are reachable from outside.',
			);
		},
	};
}
