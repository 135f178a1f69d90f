/** What is known of a credential type's addresses. */
export type Addresses = Readonly<Record<string, string>>;

interface AddressField {
	/** Name of the field in the credential. */
	readonly name: string;
	/** Display name, for errors. */
	readonly displayName: string;
}

export interface AddressBook {
	/**
	 * The field that holds each service's address if the environment is `custom`, or if there is
	 * none.
	 */
	readonly custom: Readonly<Record<string, AddressField>>;
	/** Addresses by environment and service; contracts: NOTES "Environments" of each provider. */
	readonly environments?: Readonly<Record<string, Addresses>>;
}

/** By name of the credential type. */
export type AddressBooks = Readonly<Record<string, AddressBook>>;

export const BASE_URL = { name: 'baseUrl', displayName: 'Base URL' };
