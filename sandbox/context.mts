import { Clock } from './clock.mts';
import { Credentials } from './credentials.mts';
import { Faults } from './faults.mts';
import { forEachProvider, type ProviderId } from './providers.mts';
import { defaultSettings, type Settings } from './settings.mts';
import { Statistics } from './statistics.mts';

/** What all parts of one running sandbox share. */
export class Context {
	settings: Settings = defaultSettings();
	readonly statistics = new Statistics();
	readonly faults = new Faults();
	readonly credentials = new Credentials();
	/** Every token and session ever handed out, to search other places for them; survives a reset. */
	readonly issuedTokens: Readonly<Record<ProviderId, Set<string>>> = forEachProvider(
		() => new Set(),
	);
	readonly clocks: Readonly<Record<ProviderId, Clock>> = forEachProvider(() => new Clock());
	/** Requests that have no answer yet. */
	readonly underWay: Record<ProviderId, number> = forEachProvider(() => 0);
	/** Addresses of the two servers; known once they listen. */
	url = '';
	foreignUrl = '';

	/** Takes a change of one provider's settings into force. */
	adjust<P extends ProviderId>(provider: P, change: Partial<Settings[P]>): void {
		Object.assign(this.settings[provider], change);
		this.clocks[provider].shift(this.settings[provider].clockOffsetSeconds);
	}

	reset(): void {
		this.settings = defaultSettings();
		this.statistics.reset();
		this.faults.clear();
		this.credentials.reset();
		for (const clock of Object.values(this.clocks)) clock.shift(0);
	}
}
