import { turnsTaken, type ChatRequest, type Turn } from './chat.mts';
import { standInTurn } from './standIn.mts';

/** How many of a model's latest requests are kept. */
const REQUESTS_KEPT = 100;

/** What models are to say, and what they were sent; by the model's name, so that tests do not meet. */
export class Conversations {
	private readonly scripts = new Map<string, readonly Turn[]>();
	private readonly requests = new Map<string, ChatRequest[]>();

	/** Names of the models that have a script. */
	get models(): string[] {
		return [...this.scripts.keys()];
	}

	/** Every conversation with this model follows the turns from the first one on. */
	script(model: string, turns: readonly Turn[]): void {
		this.scripts.set(model, turns);
		this.requests.delete(model);
	}

	/** What a model was sent since its script was set, oldest first. */
	received(model: string): readonly ChatRequest[] {
		return this.requests.get(model) ?? [];
	}

	/** The next turn; undefined where the model's script is over. */
	next(request: ChatRequest): Turn | undefined {
		const { model } = request;
		this.requests.set(model, [...this.received(model), request].slice(-REQUESTS_KEPT));
		const script = this.scripts.get(model);
		return script ? script[turnsTaken(request)] : standInTurn(request);
	}

	reset(): void {
		this.scripts.clear();
		this.requests.clear();
	}
}
