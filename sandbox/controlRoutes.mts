import type { FastifyInstance, FastifyRequest } from 'fastify';
import { readBody } from './bodies.mts';
import type { Control } from './Control.mts';
import { ControlError } from './ControlError.mts';
import type { ReceiveRequest } from './ecgrid/EcGridControl.mts';
import type { SendRequest } from './ecartpay/EcartPayControl.mts';
import type { ChargeOutcome } from './ecartpay/Subscriptions.mts';
import type { SeedRequest } from './ecross/seed.mts';
import type { Fault } from './faults.mts';
import type { ScriptRequest } from './openai/OpenAiControl.mts';
import type { PayMode } from './pledg/PledgControl.mts';
import type { ProviderId } from './providers.mts';

const PREFIX = '/__sandbox';

/** The body of a control request that addresses one provider. */
interface Addressed {
	readonly provider: ProviderId;
	readonly [member: string]: unknown;
}

/** Offers `Control` over HTTP, as JSON under `/__sandbox/`. */
export function registerControl(app: FastifyInstance, control: Control): void {
	app.get(`${PREFIX}/statistics`, () => control.statistics());
	post(app, 'issued-tokens', ({ provider }) => control.issuedTokens(provider));
	post(app, 'reset', () => control.reset());
	post(app, 'settings', ({ provider, ...change }) => control.settings(provider, change));
	post(app, 'revoke', ({ provider }) => control.revoke(provider));
	post(app, 'secrets', ({ provider, ...change }) =>
		control.secrets(provider, change as Record<string, string>),
	);
	post(app, 'faults', (body) => control.fault(body as unknown as Fault));
	post(app, 'ecgrid/receive', async (body) => ({
		parcelIds: await control.ecgrid.receive(body as ReceiveRequest),
	}));
	post(app, 'ecgrid/parcels', (body) => control.ecgrid.list((body as ReceiveRequest).account));
	post(app, 'ecross/seed', (body) => control.ecross.seed(body as SeedRequest));
	post(app, 'ecross/advance', ({ orderId }) => control.ecross.advance(String(orderId)));
	post(app, 'ecartpay/pay', ({ orderId }) => control.ecartpay.pay(String(orderId)));
	post(app, 'ecartpay/charge', ({ subscriptionId, outcome = 'paid' }) =>
		control.ecartpay.charge(String(subscriptionId), outcome as ChargeOutcome),
	);
	post(app, 'ecartpay/send', async (body) => control.ecartpay.send(body as unknown as SendRequest));
	post(app, 'ecartpay/deliveries', ({ account }) =>
		control.ecartpay.deliveries(account as string | undefined),
	);
	post(app, 'ecartpay/refunds', ({ orderId }) => control.ecartpay.refunds(String(orderId)));
	post(app, 'openai/script', (body) => control.openai.script(body as unknown as ScriptRequest));
	post(app, 'openai/received', ({ model }) => control.openai.received(String(model)));
	post(app, 'pledg/pay', async ({ purchaseUid, mode = 'transfer' }) =>
		control.pledg.pay(String(purchaseUid), mode as PayMode),
	);
	app.delete(`${PREFIX}/faults`, () => {
		control.clearFaults();
		return { ok: true };
	});
}

function post(app: FastifyInstance, name: string, run: (body: Addressed) => unknown): void {
	app.post(`${PREFIX}/${name}`, async (request, reply) => {
		try {
			return (await run(addressed(request))) ?? { ok: true };
		} catch (error) {
			if (!(error instanceof ControlError)) throw error;
			return await reply.code(400).send({ error: error.message });
		}
	});
}

function addressed(request: FastifyRequest): Addressed {
	const body = readBody(request);
	if ('problem' in body) throw new ControlError(body.problem);
	return (body.value ?? {}) as Addressed;
}
