/** The Pledg trigger behind a real HTTP server, and the vectors of the contract's notes. */
import type { INodeParameters, ICredentialDataDecryptedObject } from 'n8n-workflow';
import { afterAll, beforeAll, beforeEach, expect, vi } from 'vitest';

import { PledgSignatureApi } from '../../../credentials/PledgSignatureApi.credentials';
import { PledgTrigger } from '../../../nodes/Pledg/PledgTrigger.node';
import { CredentialStore } from '../harness.mts';
import { TriggerStage, WebhookListener } from '../triggerHarness.mts';

export const SECRET = 'pledg-test-secret';
export const MERCHANT = 'mer_test';

export const transfer = {
	reference: 'order_42',
	created: '2026-01-02 03:04:05.000006',
	transfer_order_item_uid: 'tri_test',
	merchant_uid: MERCHANT,
	purchase_uid: 'pur_test',
	amount_cents: 2000,
};

export const transferToken =
	'eyJ0eXAiOiJKV1QiLCJhbGciOiJIUzI1NiJ9.eyJyZWZlcmVuY2UiOiJvcmRlcl80MiIsImNyZWF0ZWQiOiIyMDI2LTAxLTAyIDAzOjA0OjA1LjAwMDAwNiIsInRyYW5zZmVyX29yZGVyX2l0ZW1fdWlkIjoidHJpX3Rlc3QiLCJtZXJjaGFudF91aWQiOiJtZXJfdGVzdCIsInB1cmNoYXNlX3VpZCI6InB1cl90ZXN0IiwiYW1vdW50X2NlbnRzIjoyMDAwfQ.SW-jrrLMXkDRhdsOUgSss144pTLIV12zuo-NjFPiQ34';

export const errorToken =
	'eyJ0eXAiOiJKV1QiLCJhbGciOiJIUzI1NiJ9.eyJyZWZlcmVuY2UiOiJvcmRlcl80MiIsInB1cmNoYXNlX3N0YXRlIjoiU0NPUklOR19LTyIsInB1cmNoYXNlX3VpZCI6InB1cl90ZXN0In0.wxHW5nBV9IByXZfYYPLroN9UzmIlDOCmM-BmQW53DNE';

export const backMode = {
	created_at: '2026-01-02T03:04:05Z',
	error: '',
	id: 'tx_test',
	reference: 'order_42',
	sandbox: 'true',
	status: 'completed',
	signature: '8A2C59F7FCB5036A92BB06C87084EA7AC4ADA377379641F060D4B208BB4BDDA5',
};

const DEFAULTS = { kinds: ['paid', 'failed', 'status'] };

export const MINUTE = 60_000;

interface Setup {
	parameters?: INodeParameters;
	/** Changes to the credential. */
	credential?: ICredentialDataDecryptedObject | 'cannot be read';
}

export class PledgStage {
	listener!: WebhookListener;
	stage!: TriggerStage;
	url = '';

	async listen({ parameters = {}, credential = {} }: Setup = {}): Promise<void> {
		await this.listener?.close();
		const data = { merchantUid: MERCHANT, secretKey: SECRET };
		const credentials = new CredentialStore(
			[new PledgSignatureApi()],
			credential === 'cannot be read' ? {} : { pledgSignatureApi: { ...data, ...credential } },
		);
		const node = new PledgTrigger();
		this.stage = new TriggerStage({
			node,
			parameters: { ...DEFAULTS, ...parameters },
			credentials,
		});
		this.listener = new WebhookListener(this.stage);
		this.url = await this.listener.listen();
	}

	async post(body: unknown, contentType = 'application/json') {
		const response = await fetch(this.url, {
			method: 'POST',
			headers: { 'content-type': contentType },
			body: typeof body === 'string' ? body : JSON.stringify(body),
		});
		return { status: response.status, body: await response.text() };
	}

	async expectStarted(body: unknown, item: object): Promise<void> {
		expect(await this.post(body)).toEqual({ status: 200, body: '{"status":"ok"}' });
		expect(this.listener.started).toEqual([expect.objectContaining(item)]);
	}

	async expectRefused(body: unknown): Promise<void> {
		expect(await this.post(body)).toEqual({ status: 401, body: '' });
		expect(this.listener.started).toEqual([]);
		expect(this.stage.log.at(-1)).toMatch(/^Pledg Trigger refused a notification: [a-z ,]+$/i);
	}
}

/** Listens anew before each test of a file. One clock for all tests, since the process remembers deliveries. */
export function pledgTrigger(): PledgStage {
	const pledg = new PledgStage();
	beforeAll(() => {
		vi.useFakeTimers({ toFake: ['Date', 'performance'] });
	});
	beforeEach(async () => await pledg.listen());
	afterAll(async () => {
		await pledg.listener.close();
		vi.useRealTimers();
	});
	return pledg;
}
