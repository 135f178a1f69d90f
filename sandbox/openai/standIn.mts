import type { ArgumentSchema, ChatRequest, ChatTool, Turn } from './chat.mts';

/**
 * What is said where no script is set. It is no language model: it calls the tool whose name has
 * most words in common with the prompt, takes quoted texts and numbers of the prompt for its
 * arguments, and repeats what the tool gave back. Enough to try a workflow without an account.
 */
export function standInTurn({ messages, tools = [] }: ChatRequest): Turn {
	const prompt = messages.findLast(({ role }) => role === 'user')?.content ?? '';
	const tool = bestTool(tools, prompt);
	const isAnswered = messages.some(({ role }) => role === 'tool');
	if (isAnswered) return { answer: 'The tool says: {result}' };
	if (tool === undefined) return { answer: `There is no tool to call. You said: ${prompt}` };
	const { name, parameters } = tool.function;
	return { tool: name, arguments: argumentsFrom(prompt, parameters) };
}

function bestTool(tools: readonly ChatTool[], prompt: string): ChatTool | undefined {
	const asked = new Set(words(prompt));
	const score = ({ function: { name } }: ChatTool) =>
		words(name).filter((word) => asked.has(word)).length;
	return tools.toSorted((a, b) => score(b) - score(a))[0];
}

function words(text: string): string[] {
	return text.toLowerCase().match(/[a-z0-9]+/g) ?? [];
}

/** Quoted texts fill the text arguments in their order, numbers the others. */
function argumentsFrom(prompt: string, schema: ArgumentSchema | undefined) {
	const texts = [...prompt.matchAll(/"([^"]+)"/g)].map(([, text]) => text);
	const unquoted = prompt.replaceAll(/"[^"]*"/g, '');
	const numbers = unquoted.match(/\d+(\.\d+)?/g)?.map(Number) ?? [];
	const given = Object.entries(schema?.properties ?? {}).map(([name, { type }]) => [
		name,
		type === 'number' ? numbers.shift() : texts.shift(),
	]);
	return Object.fromEntries(given) as Record<string, unknown>;
}
