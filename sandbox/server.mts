import fastify, {
	type FastifyInstance,
	type InjectOptions,
	type LightMyRequestResponse,
} from 'fastify';
import { addressesAt, type SandboxAddresses } from './addresses.mts';
import { Context } from './context.mts';
import { Control } from './Control.mts';
import { registerControl } from './controlRoutes.mts';
import { EcartPayControl } from './ecartpay/EcartPayControl.mts';
import { createEcartPay } from './ecartpay/provider.mts';
import { createEcGrid } from './ecgrid/provider.mts';
import { ECrossControl } from './ecross/ECrossControl.mts';
import { createECross } from './ecross/provider.mts';
import { registerForeignHost } from './foreign.mts';
import { withoutLane } from './lanes.mts';
import { MetabaseService } from './metabase/MetabaseService.mts';
import { Conversations } from './openai/Conversations.mts';
import { OpenAiControl } from './openai/OpenAiControl.mts';
import { OpenAiService } from './openai/OpenAiService.mts';
import { asPage, filledForms } from './overview.mts';
import { PledgControl } from './pledg/PledgControl.mts';
import { createPledg } from './pledg/provider.mts';
import { registerProvider, type ContractProvider } from './provider.mts';

export { sandboxCredentials } from './credentials.mts';

export interface SandboxOptions {
	/** A free port unless told. */
	readonly port?: number;
	/** Port of the foreign host; a free one unless told. */
	readonly foreignPort?: number;
	readonly host?: '127.0.0.1';
}

export interface Sandbox {
	/** Address of the providers' server. */
	readonly url: string;
	/** Address of a host that no credential may reach. */
	readonly foreignUrl: string;
	readonly addresses: SandboxAddresses;
	readonly control: Control;
	/** Answers a request to the providers' server without a connection, for tests with very many. */
	inject(request: InjectOptions): Promise<LightMyRequestResponse>;
	/** Stops both servers and breaks the connections that are still open. */
	close(): Promise<void>;
}

/** Room for the largest file that is promised, 100 MB: uploads are Base64 inside JSON. */
const BODY_LIMIT_BYTES = 160 * 1024 * 1024;

/** Starts the four providers, and a foreign host beside them, on loopback. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
	const { port = 0, foreignPort = 0, host = '127.0.0.1' } = options;
	const context = new Context();
	const services = await createServices(context);
	const control = createControl(context, services);
	const app = createApp(context, services, control);
	const foreignApp = newApp();
	registerForeignHost(foreignApp, context);

	context.url = await app.listen({ port, host });
	context.foreignUrl = await foreignApp.listen({ port: foreignPort, host }).catch(async (error) => {
		await app.close();
		throw error;
	});
	const { url, foreignUrl } = context;
	const close = async () => {
		await Promise.all([app.close(), foreignApp.close()]);
	};
	const inject = async (request: InjectOptions) => await app.inject(request);
	return { url, foreignUrl, addresses: addressesAt(url, foreignUrl), control, inject, close };
}

type Services = Awaited<ReturnType<typeof createServices>>;

async function createServices(context: Context) {
	const [ecross, ecartpay, ecgrid, pledg] = await Promise.all([
		createECross(context),
		createEcartPay(context),
		createEcGrid(context),
		createPledg(context),
	]);
	const metabase = new MetabaseService(context);
	const conversations = new Conversations();
	const openai = new OpenAiService(context, conversations);
	return { ecross, ecartpay, ecgrid, pledg, metabase, openai, conversations };
}

function createControl(context: Context, services: Services): Control {
	const { ecross, ecartpay, ecgrid, pledg, metabase, openai, conversations } = services;
	const byId = {
		ecross: ecross.provider,
		ecartpay: ecartpay.provider,
		ecgrid: ecgrid.provider,
		pledg: pledg.provider,
		metabase,
		openai,
	};
	return new Control(context, byId, {
		ecartpay: new EcartPayControl(context, ecartpay.merchants),
		ecgrid: ecgrid.control,
		ecross: new ECrossControl(context, ecross.merchants),
		openai: new OpenAiControl(conversations),
		pledg: new PledgControl(context, pledg.purchases),
	});
}

function createApp(context: Context, services: Services, control: Control): FastifyInstance {
	const { ecross, ecartpay, ecgrid, pledg, metabase, openai } = services;
	const app = newApp();
	const providers = [ecross.provider, ecartpay.provider, ecgrid.provider, pledg.provider];
	for (const provider of providers) registerProvider(app, context, provider);
	ecgrid.soap.register(app);
	ecartpay.registerPayPage(app);
	pledg.registerPayPage(app);
	metabase.register(app);
	openai.register(app);
	registerControl(app, control);
	app.get('/', async (_request, reply) => {
		const addresses = addressesAt(context.url, context.foreignUrl);
		return await reply.type('text/html').send(asPage(filledForms(addresses), addresses.control));
	});
	answerUnknownPaths(app, providers);
	return app;
}

/** A server that hands bodies over as text, so that each provider reads them in its own way. */
function newApp(): FastifyInstance {
	const app = fastify({
		bodyLimit: BODY_LIMIT_BYTES,
		forceCloseConnections: true,
		rewriteUrl: ({ url = '/' }) => withoutLane(url),
	});
	app.removeAllContentTypeParsers();
	app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body));
	return app;
}

/** A path that no contract has gets the 404 of the provider under whose prefix it lies. */
function answerUnknownPaths(app: FastifyInstance, providers: readonly ContractProvider[]): void {
	app.setNotFoundHandler(async (request, reply) => {
		const message = `There is no ${request.method} ${request.url.split('?')[0]}`;
		const provider = providers.find(({ prefixes }) =>
			Object.values(prefixes).some((prefix) => request.url.startsWith(`${prefix}/`)),
		);
		const answer = provider?.errors.notFound(message) ?? { status: 404, body: { message } };
		return await reply.code(answer.status).send(answer.body);
	});
}
