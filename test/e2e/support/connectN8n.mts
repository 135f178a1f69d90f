import { TestRunner } from 'vitest';
import type { N8nHandle, N8nPlace } from './remoteN8n.mts';

/**
 * The n8n of another process, as if it were this one's. Of an n8n that runs elsewhere there is the
 * address alone: a test that asks for its process is skipped at that point.
 */
export function connectN8n({ process, ...facts }: N8nPlace): N8nHandle {
	return process === undefined ? withoutProcess(facts) : withProcess(facts, process);
}

function withoutProcess(facts: Pick<N8nHandle, 'url' | 'version'>): N8nHandle {
	return {
		...facts,
		get userFolder(): string {
			return skipTest();
		},
		get logFile(): string {
			return skipTest();
		},
		stop: async () => skipTest(),
		kill: async () => skipTest(),
		restart: async () => skipTest(),
		command: async () => skipTest(),
	};
}

function skipTest(): never {
	const test = TestRunner.getCurrentTest();
	if (test === undefined) throw new Error('Only an n8n that this run has started has a process');
	return test.context.skip('needs the process of n8n');
}

function withProcess(
	facts: Pick<N8nHandle, 'url' | 'version'>,
	{ handleUrl, ...places }: NonNullable<N8nPlace['process']>,
): N8nHandle {
	const call = async (name: string, body: unknown = []): Promise<{ output?: string }> => {
		const response = await fetch(`${handleUrl}/${name}`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify(body),
		});
		const answer = (await response.json()) as { output?: string; message?: string };
		if (!response.ok) throw new Error(answer.message);
		return answer;
	};
	return {
		...facts,
		...places,
		stop: async () => void (await call('stop')),
		kill: async () => void (await call('kill')),
		restart: async () => void (await call('restart')),
		command: async (args) => (await call('command', args)).output ?? '',
	};
}
