/** The providers that the package connects to. */
export const connectedProviders = ['ecross', 'ecartpay', 'ecgrid', 'pledg'] as const;

/**
 * The services that the sandbox plays. Metabase is here to compare with n8n's own session credential,
 * OpenAI to be the model of an AI agent.
 */
const providerIds = [...connectedProviders, 'metabase', 'openai'] as const;

export type ProviderId = (typeof providerIds)[number];

/** Whether a text names one of the services. */
export function isProviderId(value: unknown): value is ProviderId {
	return providerIds.some((id) => id === value);
}

/** Builds one value per service, so that every service certainly has one. */
export function forEachProvider<T>(create: (id: ProviderId) => T): Record<ProviderId, T> {
	return Object.fromEntries(providerIds.map((id) => [id, create(id)])) as Record<ProviderId, T>;
}
