/** The node, a sandbox, and a user of its own for each test, since a reset also ends the sessions. */
import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { afterAll, beforeAll, beforeEach } from 'vitest';

import { EcGridSoapApi } from '../../../credentials/EcGridSoapApi.credentials';
import { EcGridSoap } from '../../../nodes/EcGridSoap/EcGridSoap.node';
import { startSandbox, type Sandbox } from '../../../sandbox/server.mts';
import { CredentialStore, runNode, type RunOptions } from '../harness.mts';

let running: Sandbox | undefined;
let users = 0;

export const node = new EcGridSoap();

/** Starts the sandbox for the tests of a file. */
export function useSandbox(): void {
	beforeAll(async () => {
		running = await startSandbox();
	});
	beforeEach(() => {
		users += 1;
		sandbox().control.reset();
	});
	afterAll(async () => await running?.close());
}

export function sandbox(): Sandbox {
	if (!running) throw new Error('The sandbox is not running yet');
	return running;
}

/** A credential of this test's own user. */
export function credentials(
	authentication: 'session' | 'apiKey' = 'session',
	change: object = {},
): CredentialStore {
	const name = `soap-${users}`;
	return new CredentialStore([new EcGridSoapApi()], {
		ecGridSoapApi: {
			authentication,
			url: sandbox().addresses.ecgrid.soapUrl,
			namespace: 'https://os.ecgrid.io/',
			email: `${name}@example.com`,
			password: `Secret-of-${name}1!`,
			apiKey: `key-of-${name}@example.com`,
			loginParameter: 'LoginName',
			storage: true,
			...change,
		},
	});
}

type Settings = Partial<Omit<RunOptions, 'node' | 'parameters'>>;

/** Runs a method; for one that is in several resources, the resource decides. */
export async function run(
	resource: string,
	operation: string,
	parameters: INodeParameters = {},
	{ credentials: store = credentials(), ...settings }: Settings = {},
): Promise<INodeExecutionData[]> {
	return await runNode({
		node,
		parameters: { resource, operation, ...parameters },
		credentials: store,
		...settings,
	});
}

/** An answer of the service around a result, in the form of ASP.NET. */
export function answerWith(method: string, inner: string): string {
	return envelope(`<${method}Response xmlns="https://os.ecgrid.io/">${inner}</${method}Response>`);
}

export function envelope(body: string): string {
	return (
		'<?xml version="1.0" encoding="utf-8"?>' +
		'<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">' +
		`<soap:Body>${body}</soap:Body></soap:Envelope>`
	);
}
