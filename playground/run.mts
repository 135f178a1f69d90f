import { spawn } from 'node:child_process';
import { once } from 'node:events';

const SHOWN_OUTPUT_LINES = 40;

/**
 * Runs a program to its end and returns what it printed to standard output.
 *
 * @throws Error with the end of its output, when it cannot be started or fails
 */
export async function run(
	program: string,
	args: readonly string[],
	folder: string,
): Promise<string> {
	const child = spawn(program, args, {
		cwd: folder,
		stdio: ['ignore', 'pipe', 'pipe'],
		// On Windows npm is a script, which only a shell can start.
		shell: process.platform === 'win32',
	});
	let output = '';
	let everything = '';
	child.stdout.setEncoding('utf8').on('data', (text: string) => {
		output += text;
		everything += text;
	});
	child.stderr.setEncoding('utf8').on('data', (text: string) => {
		everything += text;
	});
	await once(child, 'close');
	if (child.exitCode !== 0) {
		const tail = everything.trimEnd().split('\n').slice(-SHOWN_OUTPUT_LINES).join('\n');
		throw new Error(`"${program} ${args.join(' ')}" failed:\n${tail}`);
	}
	return output;
}
