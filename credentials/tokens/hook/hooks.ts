import { type CredentialTypeName, sources } from '../sources';
import type { CredentialSource } from '../sources/source';
import { TokenHook } from './TokenHook';

const named: Array<[string, CredentialSource<unknown>]> = Object.entries(sources);

/** The one hook of each credential type in this process: a hook knows its own requests. */
export const hooks = Object.fromEntries(
	named.map(([name, source]) => [name, new TokenHook(source)]),
) as Readonly<Record<CredentialTypeName, TokenHook<unknown>>>;
