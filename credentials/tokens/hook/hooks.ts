import { type CredentialTypeName, sources } from '../sources';
import type { CredentialSource } from '../sources/source';
import { TokenHook } from './TokenHook';

/**
 * One for each credential type, made when first needed. A hook knows its own requests, so there is
 * only one.
 */
const hooks = new Map<string, TokenHook<unknown>>();

/** The hook of a credential type of this package; undefined for any other. */
export function hookFor(credentialType: string): TokenHook<unknown> | undefined {
	return credentialType in sources ? hookOf(credentialType as CredentialTypeName) : undefined;
}

/** The one hook of a credential type in this process. */
export function hookOf(credentialType: CredentialTypeName): TokenHook<unknown> {
	const source: CredentialSource<unknown> = sources[credentialType];
	const hook = hooks.get(credentialType) ?? new TokenHook(source);
	hooks.set(credentialType, hook);
	return hook;
}
