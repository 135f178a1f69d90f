import type { Handler } from '../exchange.mts';
import { success } from './envelope.mts';

/** An excerpt of the appendix of the reference. */
const LISTS = {
	parcelStatuses: [
		{ code: 'InBoxReady', description: 'Ready for download' },
		{ code: 'InBoxTransferred', description: 'Downloaded and confirmed' },
		{ code: 'outboxPending', description: 'Waits for delivery' },
		{ code: 'outboxSent', description: 'Sent' },
		{ code: 'outboxAcknowledged', description: 'Delivered and acknowledged' },
		{ code: 'Cancelled', description: 'Cancelled before delivery' },
	],
	interchangeStatuses: [
		{ code: 'Received', description: 'Received' },
		{ code: 'Delivered', description: 'Delivered' },
		{ code: 'Cancelled', description: 'Cancelled' },
	],
};

/** Handlers of the tag StatusLists. */
export const statusListHandlers: Readonly<Record<string, Handler>> = {
	getStatusLists: () => success(LISTS),
};
