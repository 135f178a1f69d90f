import type { ProviderId } from './providers.mts';

/** What can be adjusted for every provider. */
export interface CommonSettings {
	/** Lifetime of the tokens issued from now on; may be a fraction of a second. */
	tokenLifetimeSeconds: number;
	/** Time that every answer takes. */
	latencyMilliseconds: number;
	/** Requests under way at once, above which it answers 429; 0 for no limit. */
	concurrencyLimit: number;
	/** How far the provider's clock is ahead of the machine's. */
	clockOffsetSeconds: number;
	/** Rows in a page of lists whose size the client cannot choose. */
	pageSize: number;
	/** Hand the same token out again while it is good, as some providers do. */
	repeatToken: boolean;
}

/** Whether the provider is as the contract guesses where no source says, or otherwise. */
type GuessForm = 'guessed' | 'other';

interface ECrossSettings extends CommonSettings {
	guessForm: GuessForm;
	/** Statuses that an order in the hands of logistics moves on at each read. */
	stepsPerRead: number;
}

interface EcartPaySettings extends CommonSettings {
	guessForm: GuessForm;
	/** Stretches or shrinks the documented waits between two attempts to deliver a webhook. */
	webhookWaitFactor: number;
}

/** Where the documentation describes several forms of one thing, these choose which one is spoken. */
export interface EcGridSettings extends CommonSettings {
	refreshTokenLifetimeSeconds: number;
	/** Hand out a new refresh token at each refresh, and refuse the former one. */
	refreshRotation: boolean;
	loginForm: 'any' | 'email' | 'login' | 'username' | 'apiKey';
	refreshForm: 'any' | 'refreshToken' | 'token';
	/** Members of a login's answer, by the tag that NOTES.md gives each source. */
	answerForm: 'AUTH' | 'REF' | 'HELP' | 'QUICK';
	errorForm: 'envelope' | 'problem';
	/** How members are spelt: `parcelId`, `parcelID` or `ParcelId`. */
	memberCase: 'reference' | 'upperId' | 'pascal';
	/** Which page names the members. */
	memberForm: 'reference' | 'guide';
	/** Whether lists are wrapped, plain, or plain with the totals beside them. */
	listForm: 'reference' | 'plain' | 'beside';
	/** A parcel's status: a text, or an object with a code, as later sources have it. */
	statusForm: 'text' | 'object';
	/** What a key is: the API key of a user, or a named value. */
	keyForm: 'reference' | 'quickStart';
	/** SOAP sessions end after this time without a call. */
	idleTimeoutSeconds: number;
	/** SOAP sessions that a user may have open at once. */
	maximumSessions: number;
	loginParameter: 'LoginName' | 'Email' | 'both';
	faultForm: 'A' | 'B' | 'C';
	/** HTTP status of SOAP faults: not documented; SOAP 1.1 prescribes 500. */
	faultStatus: number;
}

export interface Settings {
	ecross: ECrossSettings;
	ecartpay: EcartPaySettings;
	ecgrid: EcGridSettings;
	pledg: CommonSettings;
	metabase: CommonSettings;
	openai: CommonSettings;
}

const common = {
	latencyMilliseconds: 0,
	concurrencyLimit: 0,
	clockOffsetSeconds: 0,
	pageSize: 50,
	repeatToken: false,
};

const choices: Readonly<Record<string, readonly string[]>> = {
	loginForm: ['any', 'email', 'login', 'username', 'apiKey'],
	refreshForm: ['any', 'refreshToken', 'token'],
	answerForm: ['AUTH', 'REF', 'HELP', 'QUICK'],
	errorForm: ['envelope', 'problem'],
	memberCase: ['reference', 'upperId', 'pascal'],
	memberForm: ['reference', 'guide'],
	listForm: ['reference', 'plain', 'beside'],
	keyForm: ['reference', 'quickStart'],
	statusForm: ['text', 'object'],
	guessForm: ['guessed', 'other'],
	loginParameter: ['LoginName', 'Email', 'both'],
	faultForm: ['A', 'B', 'C'],
};

/**
 * Lifetimes as documented; where none is (ECGrid), an hour. Metabase keeps a session 14 days; OpenAI
 * has no tokens.
 */
export function defaultSettings(): Settings {
	return {
		ecross: { ...common, tokenLifetimeSeconds: 28_800, stepsPerRead: 1, guessForm: 'guessed' },
		ecartpay: {
			...common,
			tokenLifetimeSeconds: 3_600,
			webhookWaitFactor: 1,
			guessForm: 'guessed',
		},
		ecgrid: {
			...common,
			tokenLifetimeSeconds: 3_600,
			refreshTokenLifetimeSeconds: 86_400,
			refreshRotation: true,
			loginForm: 'any',
			refreshForm: 'any',
			answerForm: 'AUTH',
			errorForm: 'envelope',
			memberCase: 'reference',
			memberForm: 'reference',
			listForm: 'reference',
			keyForm: 'reference',
			statusForm: 'text',
			idleTimeoutSeconds: 3_600,
			maximumSessions: 1_000,
			loginParameter: 'both',
			faultForm: 'C',
			faultStatus: 500,
		},
		pledg: { ...common, tokenLifetimeSeconds: 600 },
		metabase: { ...common, tokenLifetimeSeconds: 14 * 86_400 },
		openai: { ...common, tokenLifetimeSeconds: 0 },
	};
}

/** Some settings of one provider. */
export type SettingsChange<P extends ProviderId = ProviderId> = Partial<Settings[P]>;

/**
 * Says what is wrong with a change of settings: an unknown name, a value of another type, or a
 * choice that does not exist. `undefined` when nothing is.
 */
export function problemWithSettings(
	current: CommonSettings,
	change: Readonly<Record<string, unknown>>,
): string | undefined {
	const known = new Map<string, unknown>(Object.entries(current));
	for (const [name, value] of Object.entries(change)) {
		if (!known.has(name)) return `There is no setting "${name}"; there are: ${[...known.keys()]}`;
		if (typeof value !== typeof known.get(name)) {
			return `The setting "${name}" takes a ${typeof known.get(name)}`;
		}
		const allowed = choices[name];
		if (allowed && !allowed.includes(String(value))) {
			return `The setting "${name}" takes one of: ${allowed.join(', ')}`;
		}
	}
	return undefined;
}
