/** What all tests of the node share: a sandbox, and an account of its own for each test. */
import type { INodeExecutionData, INodeParameters, INode } from 'n8n-workflow';

import { EcartPayApi } from '../../../credentials/EcartPayApi.credentials';
import { EcartPay } from '../../../nodes/EcartPay/EcartPay.node';
import { sandboxCredentials, startSandbox, type Sandbox } from '../../../sandbox/server.mts';
import { byId, CredentialStore, runNode } from '../harness.mts';

export class Stage {
	readonly sandbox: Sandbox;
	/** Public key of the account of this test. */
	account = '';
	private accounts = 0;
	private references = 0;

	private constructor(sandbox: Sandbox) {
		this.sandbox = sandbox;
	}

	static async start(): Promise<Stage> {
		return new Stage(await startSandbox());
	}

	/** Forgets everything and takes another account, since a reset also revokes the tokens. */
	next(): void {
		this.accounts += 1;
		this.account = `pub-${this.accounts}`;
		this.sandbox.control.reset();
	}

	credentials(): CredentialStore {
		return new CredentialStore([new EcartPayApi()], {
			ecartPayApi: {
				environment: 'custom',
				...this.sandbox.addresses.ecartpay,
				...sandboxCredentials.ecartpay,
				publicKey: this.account,
				privateKey: `secret-of-${this.account}`,
				storage: true,
			},
		});
	}

	/** Runs an operation, and returns what comes out. */
	async run(
		resource: string,
		operation: string,
		parameters: INodeParameters = {},
		more: { items?: INodeExecutionData[]; settings?: Partial<INode> } = {},
	): Promise<INodeExecutionData[]> {
		return await runNode({
			node: new EcartPay(),
			parameters: { resource, operation, ...parameters },
			credentials: this.credentials(),
			...more,
		});
	}

	/** The first record that an operation gives. */
	async record(resource: string, operation: string, parameters: INodeParameters = {}) {
		const [first] = await this.run(resource, operation, parameters);
		return first?.json ?? {};
	}

	async idOf(resource: string, operation: string, parameters: INodeParameters = {}) {
		const { id, _id } = await this.record(resource, operation, parameters);
		return String(id ?? _id);
	}

	/** An order of 243.33 MXN that waits to be paid. */
	async newOrder(): Promise<string> {
		this.references += 1;
		return await this.idOf('order', 'create', {
			items: items(),
			currency: 'MXN',
			// All runs of a test belong to the same execution, and would have the same reference.
			additionalFields: { reference_id: `order-${this.references}` },
		});
	}

	async paidOrder(): Promise<string> {
		const id = await this.newOrder();
		this.sandbox.control.ecartpay.pay(id);
		return id;
	}

	async newCustomer(): Promise<string> {
		const email = `new-${Math.random()}@example.com`;
		return await this.idOf('customer', 'create', { first_name: 'José', email });
	}

	async newCard(customerId: string): Promise<string> {
		return await this.idOf('customerCard', 'create', {
			customer_id: byId(customerId),
			...CARD,
		});
	}

	async newCardToken(): Promise<string> {
		const { token } = await this.record('cardToken', 'create', { card: 'data', ...CARD });
		return String(token);
	}

	async newPayout(more: INodeParameters = {}): Promise<string> {
		return await this.idOf('payout', 'create', { ...PAYOUT, ...more });
	}
}

/** The card of the documented sample. */
export const CARD = {
	number: '4242424242424242',
	exp_month: '10',
	exp_year: '2028',
	cvc: '111',
	name: 'Ana Gómez',
};

export const PAYOUT = { email: 'partner@example.com', amount: 150.5, currency: 'MXN' };

/** One line of 243.33. */
export function items(): INodeParameters {
	return { values: [{ name: 'T-shirt', quantity: 1, price: 243.33 }] };
}
