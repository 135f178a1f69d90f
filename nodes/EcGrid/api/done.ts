import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../../../credentials/lib/json';

/** What comes out of an operation whose answer is only "done": to what it was done, and success. */
export function done(answer: unknown, subject: IDataObject): IDataObject {
	return { ...subject, success: true, ...(isObject(answer) ? answer : {}) };
}
