/**
 * Thousands of histories of a trigger, each of many requests, would wait for sockets most of the
 * time. So requests go to the sandbox within the process, already logged in; what n8n makes of
 * requests and logins is tested elsewhere.
 */
import { Readable } from 'node:stream';

import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';

import type { Sandbox } from '../../../sandbox/server.mts';
import { propertyRuns } from '../../propertyRuns.mts';

export type SendInProcess = (type: string, options: IHttpRequestOptions) => Promise<unknown>;

/** Histories of each trigger; the nightly command plays more. */
export const HISTORIES = propertyRuns(1_000);

/** A nightly run takes longer than a test otherwise may. */
export const HISTORY_LIMIT_MILLISECONDS = 20_000 + HISTORIES * 200;

/** Sends to the sandbox, with the headers of a login. */
export function inProcess(sandbox: Sandbox, login: Record<string, string>): SendInProcess {
	return async (_type, { url, qs, method, body, headers }) => {
		const { pathname } = new URL(url);
		const query = new URLSearchParams((qs ?? {}) as Record<string, string>).toString();
		const answer = await sandbox.inject({
			method: (method ?? 'GET') as 'GET',
			url: query === '' ? pathname : `${pathname}?${query}`,
			headers: { ...(headers as IDataObject as Record<string, string>), ...login },
			...(typeof body === 'string' ? { payload: body } : {}),
		});
		const { statusCode, rawPayload } = answer;
		return { statusCode, headers: answer.headers, body: Readable.from([rawPayload]) };
	};
}

/** Counts what is under way, so that a history can wait for what runs in the background. */
export class Traffic {
	private underWay = 0;

	watch(send: SendInProcess): SendInProcess {
		return async (...request) => {
			this.underWay += 1;
			return await send(...request).finally(() => (this.underWay -= 1));
		};
	}

	/** Resolves when nothing has been under way for some turns of the event loop. */
	async settled(): Promise<void> {
		for (let still = 0; still < 4; ) {
			await new Promise((resolve) => setImmediate(resolve));
			still = this.underWay === 0 ? still + 1 : 0;
		}
	}
}
