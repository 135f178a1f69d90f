import { ControlError } from '../ControlError.mts';
import type { ChatRequest, Turn } from './chat.mts';
import type { Conversations } from './Conversations.mts';

/** Sets what a model says. */
export interface ScriptRequest {
	readonly model: string;
	readonly turns: readonly Turn[];
}

/** What only the sandbox can do to a language model: tell it what to say, and look at what it saw. */
export class OpenAiControl {
	private readonly conversations: Conversations;

	constructor(conversations: Conversations) {
		this.conversations = conversations;
	}

	/** Sets the turns of a model. Throws `ControlError` where there is none. */
	script({ model, turns }: ScriptRequest): void {
		if (!Array.isArray(turns) || turns.length === 0) throw new ControlError('"turns" are needed');
		this.conversations.script(model, turns);
	}

	/** Everything that a model was sent since its script was set: messages and tools. */
	received(model: string): readonly ChatRequest[] {
		return this.conversations.received(model);
	}
}
