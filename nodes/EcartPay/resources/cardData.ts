import type { IDataObject } from 'n8n-workflow';

import { objectsIn } from '../../shared/json';

/** Members under which an answer could repeat what was typed in. */
const CARD_DATA = new Set(['number', 'cvc', 'cvv', 'card_number']);

/** The records of an answer without the data of cards: it must not pile up in execution data. */
export function withoutCardData(body: unknown): IDataObject[] {
	return objectsIn(body).map((record) =>
		Object.fromEntries(Object.entries(record).filter(([name]) => !CARD_DATA.has(name))),
	);
}
