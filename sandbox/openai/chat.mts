/** The part of OpenAI's chat completions that n8n's OpenAI Chat Model uses. */
export interface ChatMessage {
	readonly role: 'system' | 'user' | 'assistant' | 'tool';
	readonly content?: string | null;
	readonly tool_calls?: readonly ToolCall[];
	/** In a tool's message: the call that it answers. */
	readonly tool_call_id?: string;
}

interface ToolCall {
	readonly id: string;
	readonly type: 'function';
	/** The arguments are JSON as text. */
	readonly function: { readonly name: string; readonly arguments: string };
}

/** JSON schema of a tool's arguments, as n8n makes it from `$fromAI`. */
export interface ArgumentSchema {
	readonly type: 'object';
	readonly properties?: Readonly<
		Record<string, { readonly type?: string; readonly description?: string }>
	>;
	readonly required?: readonly string[];
}

/** A tool that the model may call. */
export interface ChatTool {
	readonly type: 'function';
	readonly function: {
		readonly name: string;
		readonly description?: string;
		readonly parameters?: ArgumentSchema;
	};
}

export interface ChatRequest {
	readonly model: string;
	readonly messages: readonly ChatMessage[];
	readonly tools?: readonly ChatTool[];
	readonly stream?: boolean;
}

/** What a model says next: it calls a tool, or ends with an answer. */
export type Turn =
	| { readonly tool: string; readonly arguments: Readonly<Record<string, unknown>> }
	/** `{result}` stands for what the last tool gave back. */
	| { readonly answer: string };

/** Which turn of its script a model has reached: one for each of its messages so far. */
export function turnsTaken({ messages }: ChatRequest): number {
	return messages.filter(({ role }) => role === 'assistant').length;
}

/** A turn as the body of a chat completion. */
export function completionOf(request: ChatRequest, turn: Turn, createdSeconds: number): unknown {
	const number = turnsTaken(request) + 1;
	return {
		id: `chatcmpl-${number}`,
		object: 'chat.completion',
		created: createdSeconds,
		model: request.model,
		choices: [
			{
				index: 0,
				message: messageOf(request, turn, number),
				finish_reason: 'tool' in turn ? 'tool_calls' : 'stop',
			},
		],
		usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
	};
}

function messageOf(request: ChatRequest, turn: Turn, number: number): ChatMessage {
	if ('answer' in turn) {
		return { role: 'assistant', content: turn.answer.replace('{result}', () => resultIn(request)) };
	}
	const call = { name: turn.tool, arguments: JSON.stringify(turn.arguments) };
	return {
		role: 'assistant',
		content: null,
		tool_calls: [{ id: `call_${number}`, type: 'function', function: call }],
	};
}

function resultIn({ messages }: ChatRequest): string {
	return messages.findLast(({ role }) => role === 'tool')?.content ?? '';
}
