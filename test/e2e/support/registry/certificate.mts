import { join } from 'node:path';
import { run } from '../../../../playground/run.mts';

/** Paths of PEM files. The certificate has signed itself, so it is also the authority to trust. */
export interface Certificate {
	readonly key: string;
	readonly certificate: string;
}

/**
 * A certificate for one host, good for a day. Made by OpenSSL, since Node.js by itself makes keys only.
 *
 * @param folder where its files are written
 */
export async function makeCertificate(folder: string, hostName: string): Promise<Certificate> {
	const key = join(folder, 'key.pem');
	const certificate = join(folder, 'certificate.pem');
	const names = `subjectAltName=DNS:${hostName},IP:127.0.0.1`;
	const request = 'req -x509 -newkey rsa:2048 -nodes -days 1 -subj /CN=local-registry'.split(' ');
	await run('openssl', [...request, '-addext', names, '-keyout', key, '-out', certificate], folder);
	return { key, certificate };
}
