import type { IDataObject } from 'n8n-workflow';

import { signHs256 } from '../../../credentials/lib/jwt';
import type { OperationContext } from '../../shared/operation/context';

/** The merchant whose secret key the credential holds. */
export interface Signer {
	merchantUid: string;
	/** The settings, and what stands beside them, as one signed token. */
	sign(payload: IDataObject): string;
	secretKey: string;
}

/** Reads the signature credential. Pledg's tokens are HS256 with the merchant's secret key. */
export async function signerOf(context: OperationContext): Promise<Signer> {
	const { merchantUid, secretKey } = await context.credentials();
	const key = String(secretKey ?? '').trim();
	if (key === '') {
		throw context.refuse(
			'The secret key is missing',
			'Enter it in the Pledg Signature credential; the dashboard shows it next to the merchant UID.',
		);
	}
	return {
		merchantUid: String(merchantUid ?? '').trim(),
		secretKey: key,
		sign: (payload) => signHs256(payload, key),
	};
}
