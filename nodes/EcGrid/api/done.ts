import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../../../credentials/lib/json';

/** What comes out of an operation whose answer is only "done": to what it was done, and success. */
export function done(answer: unknown, subject: IDataObject): IDataObject {
	const isSaid = typeof answer === 'string' && answer !== '';
	const said = isObject(answer) ? answer : isSaid ? { answer } : {};
	return { ...subject, success: true, ...said };
}
