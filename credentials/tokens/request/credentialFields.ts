/** Reads the fields of a credential. Errors name a field as the form does. */
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { CredentialFieldError } from '../endpoint/problems';

type Credentials = ICredentialDataDecryptedObject;

/**
 * An id or key. Spaces and line breaks around it, which are often pasted along, are removed.
 *
 * @throws CredentialFieldError if it is blank
 */
export function key(credentials: Credentials, name: string, field: string): string {
	const value = optionalText(credentials, name).trim();
	if (value === '') throw empty(field);
	return value;
}

/**
 * A password, byte for byte as entered.
 *
 * @throws CredentialFieldError if it is blank
 */
export function password(credentials: Credentials, name: string, field: string): string {
	const value = optionalText(credentials, name);
	if (value.trim() === '') throw empty(field);
	return value;
}

/** A text; '' if it is missing. */
export function optionalText(credentials: Credentials, name: string): string {
	const value = credentials[name];
	return typeof value === 'string' ? value : '';
}

/** A switch; off if it is missing. */
export function isOn(credentials: Credentials, name: string): boolean {
	return credentials[name] === true;
}

function empty(field: string): CredentialFieldError {
	return new CredentialFieldError(`${field} is empty. Enter it in the credential.`);
}
