import { addressesAt, type SandboxAddresses } from '../../../sandbox/addresses.mts';
import type { SendRequest, SendResult } from '../../../sandbox/ecartpay/EcartPayControl.mts';
import type { SeedRequest, SeedResult } from '../../../sandbox/ecross/seed.mts';
import type { Fault } from '../../../sandbox/faults.mts';
import type { ChatRequest } from '../../../sandbox/openai/chat.mts';
import type { ScriptRequest } from '../../../sandbox/openai/OpenAiControl.mts';
import { laneUrl } from '../../../sandbox/lanes.mts';
import type { PayMode } from '../../../sandbox/pledg/PledgControl.mts';
import type { ProviderId } from '../../../sandbox/providers.mts';
import type { SettingsChange } from '../../../sandbox/settings.mts';
import type { ProviderStatistics, StatisticsReport } from '../../../sandbox/statistics.mts';

/** Where a sandbox listens. */
export interface SandboxPlace {
	readonly url: string;
	readonly foreignUrl: string;
}

/** The control endpoints of a running sandbox. Every method rejects if the sandbox refuses. */
export class SandboxClient {
	readonly addresses: SandboxAddresses;
	private readonly place: SandboxPlace;

	constructor(place: SandboxPlace) {
		const { url, foreignUrl } = place;
		this.place = place;
		this.addresses = addressesAt(url, foreignUrl);
	}

	/** The addresses of the same providers in a lane, which has faults and statistics of its own. */
	addressesIn(lane: string): SandboxAddresses {
		return addressesAt(laneUrl(this.place.url, lane), this.place.foreignUrl);
	}

	async statistics(): Promise<StatisticsReport> {
		return (await this.call('GET', 'statistics')) as StatisticsReport;
	}

	async statisticsOf(provider: ProviderId): Promise<ProviderStatistics> {
		return (await this.statistics()).providers[provider];
	}

	/** What has happened in a lane; undefined where nothing has. */
	async statisticsIn(lane: string): Promise<ProviderStatistics | undefined> {
		return (await this.statistics()).lanes[lane];
	}

	/** Login requests that reached a provider since the last reset, whatever became of them. */
	async tokenRequests(provider: ProviderId): Promise<number> {
		return (await this.statisticsOf(provider)).token.total;
	}

	/** Forgets statistics, faults, settings, records and tokens: a stored token is unknown afterwards. */
	async reset(): Promise<void> {
		await this.call('POST', 'reset', {});
	}

	async settings<P extends ProviderId>(provider: P, change: SettingsChange<P>): Promise<void> {
		await this.call('POST', 'settings', { provider, ...change });
	}

	/** From now on every token issued so far is refused. */
	async revoke(provider: ProviderId): Promise<void> {
		await this.call('POST', 'revoke', { provider });
	}

	/** Gives an account another secret. */
	async changeSecret(provider: ProviderId, account: string, secret: string): Promise<void> {
		await this.call('POST', 'secrets', { provider, account, secret });
	}

	async fault(fault: Fault): Promise<void> {
		await this.call('POST', 'faults', fault);
	}

	async clearFaults(): Promise<void> {
		await this.call('DELETE', 'faults');
	}

	/** Every token, refresh token and session handed out since the sandbox started. */
	async issuedTokens(provider: ProviderId): Promise<string[]> {
		return (await this.call('POST', 'issued-tokens', { provider })) as string[];
	}

	/** Fills an E-CROSS account with records whose dates increase. */
	async seedECross(request: SeedRequest): Promise<SeedResult> {
		return (await this.call('POST', 'ecross/seed', request)) as SeedResult;
	}

	/** Ends the payment of a purchase, as its buyer does. */
	async payPledg(purchaseUid: string, mode: PayMode): Promise<void> {
		await this.call('POST', 'pledg/pay', { purchaseUid, mode });
	}

	/** The buyer of an Ecart Pay order pays it. */
	async payEcartPay(orderId: string): Promise<void> {
		await this.call('POST', 'ecartpay/pay', { orderId });
	}

	/** How much was given back of an Ecart Pay order, refund by refund. */
	async ecartPayRefunds(orderId: string): Promise<number[]> {
		return (await this.call('POST', 'ecartpay/refunds', { orderId })) as number[];
	}

	/** Sends one webhook of Ecart Pay, right or wrong. */
	async sendEcartPay(request: SendRequest): Promise<SendResult> {
		return (await this.call('POST', 'ecartpay/send', request)) as SendResult;
	}

	/** Sets what a model of the sandbox says, turn by turn. */
	async scriptModel(request: ScriptRequest): Promise<void> {
		await this.call('POST', 'openai/script', request);
	}

	/** Everything that a model was sent since its script was set. */
	async receivedByModel(model: string): Promise<ChatRequest[]> {
		return (await this.call('POST', 'openai/received', { model })) as ChatRequest[];
	}

	private async call(method: string, name: string, body?: unknown): Promise<unknown> {
		const response = await fetch(`${this.addresses.control}/${name}`, {
			method,
			...(body !== undefined && {
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify(body),
			}),
		});
		const text = await response.text();
		if (!response.ok) throw new Error(`The sandbox refused ${method} ${name}: ${text}`);
		return JSON.parse(text);
	}
}
