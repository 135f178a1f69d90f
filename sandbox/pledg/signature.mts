import { decodeJwt, errors, jwtVerify, SignJWT, type JWTPayload } from 'jose';

/** A signed payload that could not be trusted: not a JWT, by another key, or past its `exp`. */
export type SignatureProblem = 'unknown' | 'expired';

/** The payload of a JWT, unverified: only to find out whose secret to verify it with. */
export function readUnverified(jwt: string): JWTPayload | undefined {
	try {
		return decodeJwt(jwt);
	} catch {
		return undefined;
	}
}

/** The payload when the signature is HS256 with this secret; `exp` counts if it is there. */
export async function verify(
	jwt: string,
	secret: string,
	now: Date,
): Promise<JWTPayload | SignatureProblem> {
	const options = { algorithms: ['HS256'], currentDate: now };
	return await jwtVerify(jwt, keyOf(secret), options).then(
		({ payload }) => payload,
		(error: unknown) => (error instanceof errors.JWTExpired ? 'expired' : 'unknown'),
	);
}

/** A compact JWT as Pledg makes them: HS256, no claims beside the payload. */
export async function sign(payload: JWTPayload, secret: string): Promise<string> {
	return await new SignJWT(payload)
		.setProtectedHeader({ typ: 'JWT', alg: 'HS256' })
		.sign(keyOf(secret));
}

function keyOf(secret: string): Uint8Array {
	return new TextEncoder().encode(secret);
}
