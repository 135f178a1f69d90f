/** An ECGrid in the sandbox with an account of its own for each test. */
import type { IDataObject, INode, INodeExecutionData, INodeParameters } from 'n8n-workflow';

import { EcGridApi } from '../../../credentials/EcGridApi.credentials';
import { EcGridLoginApi } from '../../../credentials/EcGridLoginApi.credentials';
import { EcGrid } from '../../../nodes/EcGrid/EcGrid.node';
import { startSandbox, type Sandbox } from '../../../sandbox/server.mts';
import { byId, CredentialStore, jsonOf, runNode } from '../harness.mts';

export class Stage {
	readonly sandbox: Sandbox;
	account = '';
	private accounts = 0;

	private constructor(sandbox: Sandbox) {
		this.sandbox = sandbox;
	}

	static async open(): Promise<Stage> {
		return new Stage(await startSandbox());
	}

	/** A fresh account and no faults; a reset also revokes the tokens of former accounts. */
	begin(): void {
		this.account = `user-${++this.accounts}@example.com`;
		this.sandbox.control.reset();
	}

	credentials(): CredentialStore {
		const { baseUrl } = this.sandbox.addresses.ecgrid;
		const name = this.account.replace('@example.com', '');
		return new CredentialStore([new EcGridApi(), new EcGridLoginApi()], {
			ecGridApi: { baseUrl, apiKey: `key-of-${this.account}` },
			ecGridLoginApi: {
				baseUrl,
				email: this.account,
				password: `Secret-of-${name}1!`,
				loginField: 'automatic',
				storage: true,
			},
		});
	}

	/** Runs an operation, named "resource operation". */
	async run(
		name: string,
		parameters: INodeParameters = {},
		more: {
			items?: INodeExecutionData[];
			credentials?: CredentialStore;
			settings?: Partial<INode>;
			signal?: AbortSignal;
		} = {},
	): Promise<INodeExecutionData[]> {
		const [resource = '', operation = ''] = name.split(' ');
		return await runNode({
			node: new EcGrid(),
			parameters: { resource, operation, ...parameters },
			credentials: more.credentials ?? this.credentials(),
			...(more.items && { items: more.items }),
			...(more.settings && { settings: more.settings }),
			...(more.signal && { signal: more.signal }),
		});
	}

	async rows(name: string, parameters: INodeParameters = {}): Promise<IDataObject[]> {
		return jsonOf(await this.run(name, parameters));
	}

	async row(name: string, parameters: INodeParameters = {}): Promise<IDataObject> {
		const [row] = await this.rows(name, parameters);
		if (!row) throw new Error(`${name} gave nothing out`);
		return row;
	}

	/** One member of the first row, as a locator's value. */
	async id(member: string, name: string, parameters: INodeParameters = {}) {
		return byId(String((await this.row(name, parameters))[member]));
	}

	async me(): Promise<IDataObject> {
		return await this.row('user getMe');
	}

	async myMailbox() {
		return byId(String((await this.me()).mailboxId));
	}

	async myNetwork() {
		return byId(String((await this.me()).networkId));
	}

	async myself() {
		return byId(String((await this.me()).userId));
	}

	/** The mailbox of the partner, in the same network. */
	async otherMailbox() {
		const rows = await this.rows('mailbox getAll', { returnAll: true });
		return byId(String(rows[1]?.mailboxId));
	}

	/** The account's own ID and that of its partner. */
	async ids() {
		const [own, partner] = await this.rows('id getAll');
		return { own: byId(String(own?.ecGridId)), partner: byId(String(partner?.ecGridId)) };
	}

	/** A new ID that is nobody's partner yet. */
	async newId() {
		const mailboxId = await this.myMailbox();
		const isaId = `NEW${++this.accounts}`;
		return await this.id('ecGridId', 'id create', { mailboxId, qualifier: 'ZZ', isaId });
	}

	async pendingParcel() {
		return await this.id('parcelId', 'parcel getPending');
	}

	async sentParcel() {
		const { own, partner } = await this.ids();
		return await this.id('parcelId', 'parcel sendTestFile', {
			ecGridIdFrom: own,
			ecGridIdTo: partner,
		});
	}

	async interchange(list: 'getInbox' | 'getOutbox') {
		if (list === 'getOutbox') await this.sentParcel();
		return await this.id('interchangeId', `interchange ${list}`);
	}

	async partner() {
		return await this.id('interconnectId', 'partner getAll', { ecGridId: (await this.ids()).own });
	}

	async channel() {
		return await this.id('commId', 'channel getAll');
	}

	async copyRule() {
		return await this.id('ccId', 'carbonCopy create', {
			fromMailboxId: await this.myMailbox(),
			toMailboxId: await this.otherMailbox(),
		});
	}

	/** A webhook to an address that nobody listens on. */
	async callback(): Promise<number> {
		const { callbackId } = await this.row('callback create', { url: UNHEARD });
		return Number(callbackId);
	}

	async newUser() {
		const login = `colleague-${++this.accounts}`;
		return await this.id('userId', 'user create', {
			login,
			password: 'Sandbox-Pass1!',
			email: `${login}@example.org`,
		});
	}
}

/** Port 9 (discard) answers nobody here. */
export const UNHEARD = 'https://127.0.0.1:9/hook';
