import {
	CALLBACK,
	CARBON_COPY,
	ID,
	INTERCHANGE,
	MAILBOX,
	NETWORK,
	PARCEL,
	PARTNER,
	USER,
} from './memberNames';
import { pagesOfList } from './pages';

/** How each list is divided. Page sizes: NOTES of the contract, section 6. */

const LARGE_PAGE = 500;

/** What the guides call typical, where no maximum is documented. */
const USUAL_PAGE = 100;

export const networks = pagesOfList({
	rows: 'networks',
	id: 'networkId',
	maximum: LARGE_PAGE,
	synonyms: NETWORK,
});

export const mailboxes = pagesOfList({
	rows: 'mailboxes',
	id: 'mailboxId',
	maximum: LARGE_PAGE,
	synonyms: MAILBOX,
});

export const interchanges = pagesOfList({
	rows: 'interchanges',
	id: 'interchangeId',
	maximum: LARGE_PAGE,
	synonyms: INTERCHANGE,
});

export const callbackEvents = pagesOfList({
	rows: 'events',
	id: 'callbackEventId',
	maximum: LARGE_PAGE,
	synonyms: CALLBACK,
});

export const callbackQueue = pagesOfList({
	rows: 'queueEntries',
	id: 'callbackId',
	maximum: LARGE_PAGE,
	synonyms: CALLBACK,
});

export const carbonCopies = pagesOfList({
	id: 'ccId',
	maximum: 1000,
	synonyms: CARBON_COPY,
});

export const parcels = pagesOfList({ id: 'parcelId', maximum: USUAL_PAGE, synonyms: PARCEL });

export const users = pagesOfList({ id: 'userId', maximum: USUAL_PAGE, synonyms: USER });

export const ids = pagesOfList({ id: 'ecGridId', maximum: USUAL_PAGE, synonyms: ID });

export const partners = pagesOfList({
	id: 'interconnectId',
	maximum: USUAL_PAGE,
	synonyms: PARTNER,
});
