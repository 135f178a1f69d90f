/** Which addresses a credential stands for. */
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { addressBooks } from './addressBooks';
import { BASE_URL, type Addresses } from './addressBooks/addressBook';
import { baseAddress } from './baseAddress';
import { isOn } from './credentialFields';

/**
 * The base addresses of a credential by service, without trailing slashes.
 *
 * @throws CredentialFieldError if a custom address cannot be used
 */
export function addressesOf(
	credentialType: string,
	credentials: ICredentialDataDecryptedObject,
): Addresses {
	const book = addressBooks[credentialType];
	if (book === undefined) throw new Error(`No addresses are known for ${credentialType}.`);
	const environment = String(credentials.environment ?? '');
	const known = book.environments?.[environment];
	if (known !== undefined) return known;
	const allowUnencrypted = mayBeUnencrypted(credentials);
	return Object.fromEntries(
		Object.entries(book.custom).map(([service, field]) => [
			service,
			baseAddress(credentials[field.name], field.displayName, allowUnencrypted),
		]),
	);
}

/** Whether the user allows HTTP to other machines for this credential. */
export function mayBeUnencrypted(credentials: ICredentialDataDecryptedObject): boolean {
	return isOn(credentials, 'allowUnencryptedHttp');
}

/** Display name of the field that holds a service's address. */
export function addressField(credentialType: string, service: string): string {
	const book = addressBooks[credentialType];
	const field = book?.custom[service]?.displayName ?? BASE_URL.displayName;
	return book?.environments === undefined ? field : `Environment or ${field}`;
}
