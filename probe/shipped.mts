import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { ICredentialType } from 'n8n-workflow';
import type { redactor } from '../credentials/lib/redaction';
import type { headersOf, readAnswer, writeCall } from '../nodes/EcGridSoap/soap/envelope';
import { checkoutFolder } from '../playground/folders.mts';

/** What the probe has from the package itself, so that it asks as a workflow would. */
export interface Shipped {
	credentialType(name: string): ICredentialType;
	readonly redactor: typeof redactor;
	readonly soap: {
		readonly headersOf: typeof headersOf;
		readonly readAnswer: typeof readAnswer;
		readonly writeCall: typeof writeCall;
	};
}

/** As `npm run build` has made it. */
export function builtPackage(): Shipped {
	const load = createRequire(import.meta.url);
	const built = (path: string) => load(join(checkoutFolder, 'dist', `${path}.js`)) as object;
	const { redactor } = built('credentials/lib/redaction') as Pick<Shipped, 'redactor'>;
	return {
		redactor,
		soap: built('nodes/EcGridSoap/soap/envelope') as Shipped['soap'],
		credentialType: (name) => {
			const className = name.charAt(0).toUpperCase() + name.slice(1);
			const exported = built(`credentials/${className}.credentials`);
			const Type = Reflect.get(exported, className) as new () => ICredentialType;
			return new Type();
		},
	};
}
