/** What is said of an answer that was not read to its end. */
import type { Excess } from '../../../credentials/lib/boundedBody';

/** What was answered instead of a whole answer. */
export interface Unread {
	unreadable: string;
	advice: string;
}

/** The words for an answer that is larger than the user allows, or slower. */
export function unread(excess: Excess, megabytes: number): Unread {
	return excess === 'tooSlow'
		? {
				unreadable: 'only a part of it within the time limit',
				advice: 'Raise Time Limit under Options, or ask for less.',
			}
		: {
				unreadable: `more than ${megabytes} MB`,
				advice: 'Raise Largest Answer under Options, or ask for less.',
			};
}
