import type { Answer } from '../exchange.mts';

/** An answer as it might be where the contract has guessed wrongly: SKUs call their status otherwise. */
export function inOtherForm(answer: Answer): Answer {
	return { ...answer, body: renamed(answer.body) };
}

function renamed(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(renamed);
	if (typeof value !== 'object' || value === null || Buffer.isBuffer(value)) return value;
	return Object.fromEntries(
		Object.entries(value).map(([name, member]) => [
			name === 'localizationStatus' ? 'catalogStatus' : name,
			renamed(member),
		]),
	);
}
