import type { IDataObject } from 'n8n-workflow';

import { singlePage } from '../../shared/http/pagination';
import type { Search } from '../../shared/fields/search';
import * as lists from './paginations';

/** Lists behind the resource locators. */

export const mailboxes: Search = {
	name: 'searchMailboxes',
	request: { method: 'POST', service: 'api', path: '/v2/mailboxes/list', repeatable: true },
	pages: lists.mailboxes,
	id: ({ mailboxId }) => String(mailboxId),
	label: ({ mailboxId, companyName, uniqueId }) => labelled(companyName ?? uniqueId, mailboxId),
};

export const networks: Search = {
	name: 'searchNetworks',
	request: { method: 'POST', service: 'api', path: '/v2/networks/list', repeatable: true },
	pages: lists.networks,
	id: ({ networkId }) => String(networkId),
	label: ({ networkId, companyName, uniqueId }) => labelled(companyName ?? uniqueId, networkId),
};

export const ids: Search = {
	name: 'searchIds',
	request: { method: 'POST', service: 'api', path: '/v2/ids/list', repeatable: true },
	pages: lists.ids,
	id: ({ ecGridId }) => String(ecGridId),
	label: ({ ecGridId, qualifier, id, description }) => {
		// The ID in an envelope is padded to 15 characters.
		const pair = [qualifier, String(id ?? '').trim()].filter(Boolean).join('/');
		return labelled([pair, description].filter(Boolean).join(' '), ecGridId);
	},
};

export const users: Search = {
	name: 'searchUsers',
	request: { method: 'POST', service: 'api', path: '/v2/users/list', repeatable: true },
	pages: lists.users,
	id: ({ userId }) => String(userId),
	label: ({ userId, login }) => labelled(login, userId),
};

/** The interconnects of the ID in the field Partner Of: without an ID there is no list of them. */
export const partners: Search = {
	name: 'searchPartners',
	request: { method: 'POST', service: 'api', path: '/v2/partners/list', repeatable: true },
	body: (field) => {
		const ecGridId = field('partnerOf');
		return ecGridId === '' ? undefined : { ecGridId: Number(ecGridId) };
	},
	pages: lists.partners,
	id: ({ interconnectId }) => String(interconnectId),
	label: ({ interconnectId, ecGridIdFrom, ecGridIdTo }) =>
		labelled(`${ecGridIdFrom} to ${ecGridIdTo}`, interconnectId),
};

export const pendingParcels: Search = {
	name: 'searchPendingParcels',
	request: {
		method: 'POST',
		service: 'api',
		path: '/v2/parcels/pending-inbox-list',
		repeatable: true,
	},
	pages: lists.parcels,
	id: parcelIdOf,
	label: parcelLabel,
};

export const inboxParcels: Search = {
	name: 'searchInboxParcels',
	request: { method: 'POST', service: 'api', path: '/v2/parcels/inbox-list', repeatable: true },
	pages: lists.parcels,
	id: parcelIdOf,
	label: parcelLabel,
};

export const outboxParcels: Search = {
	...inboxParcels,
	name: 'searchOutboxParcels',
	request: { method: 'POST', service: 'api', path: '/v2/parcels/outbox-list', repeatable: true },
};

export const inboxInterchanges: Search = {
	name: 'searchInboxInterchanges',
	request: {
		method: 'POST',
		service: 'api',
		path: '/v2/interchanges/inbox-list',
		repeatable: true,
	},
	pages: lists.interchanges,
	id: ({ interchangeId }) => String(interchangeId),
	label: ({ interchangeId, documentType, sender, receiver }) =>
		labelled(
			[documentType, [sender, receiver].filter(Boolean).join(' to ')].join(' '),
			interchangeId,
		),
};

export const outboxInterchanges: Search = {
	...inboxInterchanges,
	name: 'searchOutboxInterchanges',
	request: {
		method: 'POST',
		service: 'api',
		path: '/v2/interchanges/outbox-list',
		repeatable: true,
	},
};

export const carbonCopies: Search = {
	name: 'searchCarbonCopies',
	request: { method: 'POST', service: 'api', path: '/v2/carboncopies/list', repeatable: true },
	pages: lists.carbonCopies,
	id: ({ ccId }) => String(ccId),
	label: ({ ccId, fromMailboxId, toMailboxId }) =>
		labelled(`${fromMailboxId} to ${toMailboxId}`, ccId),
};

export const channels: Search = {
	name: 'searchChannels',
	request: { method: 'POST', service: 'api', path: '/v2/comms/list', repeatable: true },
	pages: singlePage(),
	id: ({ commId }) => String(commId),
	label: ({ commId, commType, identifier }) =>
		labelled([commType, identifier].filter(Boolean).join(' '), commId),
};

export const reports: Search = {
	name: 'searchReports',
	request: { method: 'GET', service: 'api', path: '/v2/reports/false' },
	pages: singlePage(),
	id: ({ reportId }) => String(reportId),
	label: ({ reportId, name }) => labelled(name, reportId),
};

function parcelIdOf({ parcelId }: IDataObject): string {
	return String(parcelId);
}

function parcelLabel({ parcelId, fileName, created }: IDataObject): string {
	return labelled([fileName, created].filter(Boolean).join(', '), parcelId);
}

function labelled(name: unknown, id: unknown): string {
	const text = typeof name === 'string' ? name.trim() : '';
	return text === '' ? String(id) : `${text} (${String(id)})`;
}
