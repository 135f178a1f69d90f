/** The report of a probe, as a text that can be put into an issue. */
import type { SoapContract } from '../sandbox/ecgrid/soap/contract.mts';
import { isSuccess, type Answers, type Asked } from './answers.mts';
import { compare, type ShapeLine } from './comparison.mts';
import type { Contract } from './contract.mts';
import { namingFor, type Naming } from './names.mts';
import type { Guess, ProviderPlan, Verdict } from './plan.mts';
import { shapeOf } from './shapes.mts';

export interface Decided {
	readonly guess: Guess;
	readonly verdict: Verdict | { readonly notProbeable: string };
}

export interface ReportInput {
	readonly provider: string;
	/** Such as `2026-11-27`. */
	readonly date: string;
	/** Whether the provider itself was asked, or what stands in for it. */
	readonly asked: string;
	readonly plan: ProviderPlan;
	readonly contract: Contract;
	readonly soapContract: SoapContract;
	readonly answers: Answers;
}

/** What became of each guess. */
export function decide({ guesses }: ProviderPlan, answers: Answers): Decided[] {
	return guesses.map((guess) => ({
		guess,
		verdict: typeof guess.check === 'function' ? guess.check(answers) : guess.check,
	}));
}

/** One line for each guess, for the screen. */
export function summaryOf(decided: readonly Decided[]): string[] {
	return decided.map(({ guess, verdict }) => {
		const [word, because] = wordsOf(verdict);
		return `${word.padEnd(14)} ${guess.place}: ${because}`;
	});
}

/** The whole report in Markdown. It holds no value that came from the account. */
export function writeReport(input: ReportInput): string {
	const { provider, date, asked, plan, answers } = input;
	const naming = namingOf(input);
	const shapes = answers.asked.map((one) => ({ one, lines: linesOf(input, one, naming) }));
	return [
		`# Probe of ${provider}, ${date}`,
		'',
		`Read-only. ${asked} Names and types only: no value of the account stands here.`,
		'',
		'## Guesses of the contract',
		'',
		...table(['Guess', 'Assumes', 'Result', 'Because'], decide(plan, answers).map(guessRow)),
		'',
		'## What was asked',
		'',
		...table(['Read', 'Answer', 'Differences from the contract'], shapes.map(readRow)),
		'',
		'## Shapes that came',
		...shapes.flatMap(({ one, lines }) => shapeSection(one, lines)),
		'',
		'## What was not asked',
		'',
		...table(['Operation', 'Why'], Object.entries(plan.notAsked)),
		'',
	].join('\n');
}

function namingOf({ contract, soapContract, answers }: ReportInput): Naming {
	const soapWords = [...soapContract.structures].flatMap(([name, members]) => [
		name,
		`ArrayOf${name}`,
		`${name}List`,
		...members.map((member) => member.name),
	]);
	const results = [...soapContract.methods.keys()].map((method) => `${method}Result`);
	// What a fault is read into; see `readFault` of the package.
	const fault = ['fault', 'message', 'texts', 'word', 'item', 'ofService'];
	const words = [...soapWords, ...results, ...fault].map((word) => word.toLowerCase());
	return namingFor(new Set([...contract.words, ...words]), answers.values());
}

function linesOf({ contract }: ReportInput, one: Asked, naming: Naming): ShapeLine[] {
	const body = one.received?.body;
	if (body === undefined) return [];
	const isKnown = !one.isSoap && contract.operations.has(one.operationId);
	const isGood = one.received !== undefined && isSuccess(one.received);
	const schema = isKnown && isGood ? contract.operation(one.operationId).answer : undefined;
	return compare(contract, shapeOf(body), { schema, naming });
}

function wordsOf(verdict: Decided['verdict']): [word: string, because: string] {
	return 'notProbeable' in verdict
		? ['not probeable', verdict.notProbeable]
		: [verdict.held, verdict.because];
}

function guessRow({ guess, verdict }: Decided): string[] {
	return [`\`${guess.place}\``, guess.assumes, ...wordsOf(verdict)];
}

function readRow({ one, lines }: { one: Asked; lines: readonly ShapeLine[] }): string[] {
	const { received, problem } = one;
	const differences = lines.filter(({ remark }) => remark !== '').length;
	return [
		one.isSoap ? `SOAP ${one.name}` : one.name,
		received ? `${received.status}, ${received.content}` : (problem ?? 'none'),
		received ? String(differences) : '',
	];
}

function shapeSection({ name, isSoap }: Asked, lines: readonly ShapeLine[]): string[] {
	if (lines.length === 0) return [];
	const rows = lines.map(({ place, types, remark }) => [`\`${place}\``, types, remark]);
	const title = isSoap ? `SOAP ${name}` : name;
	return ['', `### ${title}`, '', ...table(['Member', 'Types', 'Remark'], rows)];
}

function table(heads: readonly string[], rows: ReadonlyArray<readonly string[]>): string[] {
	const line = (cells: readonly string[]) =>
		`| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
	return [line(heads), line(heads.map(() => '---')), ...rows.map(line)];
}
