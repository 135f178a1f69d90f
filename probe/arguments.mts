import { parseArgs } from 'node:util';
import { providerIds, variables, type ProbedProvider } from './accounts.mts';

export interface ProbeArguments {
	readonly provider: ProbedProvider;
	/** Ask a sandbox of our own instead of the provider. */
	readonly sandbox: boolean;
	/** File for the report. */
	readonly report: string;
}

export const PROBE_USAGE = `Usage: npm run probe -- <provider> [options]

  <provider>       one of: ${providerIds.join(', ')}
  --sandbox        asks the sandbox of this checkout instead of the provider
  --report <file>  where the report goes (probe-<provider>.md)
  --help           shows this

The account comes from environment variables:
${providerIds.map(describeVariables).join('\n')}`;

/**
 * Reads what followed `npm run probe --`; nothing where help is asked for.
 *
 * @throws Error with a sentence for the user, when the provider or an option is unknown
 */
export function parseProbeArguments(args: readonly string[]): ProbeArguments | undefined {
	const { values, positionals } = parseArgs({
		args: [...args],
		allowPositionals: true,
		options: {
			sandbox: { type: 'boolean', default: false },
			report: { type: 'string' },
			help: { type: 'boolean', default: false },
		},
	});
	if (values.help) return undefined;
	const [name, ...others] = positionals;
	const provider = providerIds.find((id) => id === name);
	if (provider === undefined || others.length > 0) {
		throw new Error(`Name one provider of: ${providerIds.join(', ')}.`);
	}
	return { provider, sandbox: values.sandbox, report: values.report ?? `probe-${provider}.md` };
}

function describeVariables(provider: ProbedProvider): string {
	const lines = variables[provider].map(
		({ name, holds, isRequired }) =>
			`    ${name.padEnd(22)} ${holds}${isRequired ? ' (needed)' : ''}`,
	);
	return [`  ${provider}`, ...lines].join('\n');
}
