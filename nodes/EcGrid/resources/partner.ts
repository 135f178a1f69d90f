import { text } from '../../shared/fields';
import { body, local, path } from '../../shared/operation/locations';
import { objectsIn } from '../../../credentials/lib/json';
import { operation, resource } from '../../shared/operation/operation';
import { singlePage } from '../../shared/http/pagination';
import { done } from '../api/done';
import { picker } from '../api/fieldTypes';
import * as lists from '../api/paginations';
import { PARTNER } from '../api/memberNames';
import { plainNumber, thing } from '../api/things';
import * as searches from '../api/searches';
import { ecGridId, status } from './fields';

const interconnect = picker(searches.partners, {
	displayName: 'Partner',
	placeholder: 'e.g. 9001',
	description: 'The interconnect: its number, or one from the list of an ECGrid ID',
});

/** The list of partners is that of one ID. */
const partnerOf = local(
	ecGridId({
		displayName: 'Partner Of',
		description: 'Fills the list of partners below; not needed if you enter the number',
	}),
);

const partnerInPath = {
	partnerOf,
	interconnectId: path(interconnect({ required: true }), { name: 'id' }),
};

const partnerInBody = { partnerOf, interconnectId: body(interconnect({ required: true })) };

export const partner = resource({
	value: 'partner',
	name: 'Partner',
	description: 'Interconnects: which two ECGrid IDs may exchange files',
	common: true,
	operations: [
		operation({
			value: 'getAll',
			name: 'Get Many',
			action: 'Get many partners',
			description: 'Retrieve a list of the partners of an ECGrid ID',
			contract: 'listPartners',
			repeatable: true,
			request: { method: 'POST', service: 'api', path: '/v2/partners/list' },
			parameters: { ecGridId: body(ecGridId({ required: true })) },
			optional: { status: body(status) },
			pages: lists.partners,
		}),
		operation({
			value: 'count',
			name: 'Count',
			action: 'Count the partners of an ECGrid ID',
			description: 'Count the partners of an ECGrid ID',
			contract: 'countPartners',
			repeatable: true,
			request: { method: 'POST', service: 'api', path: '/v2/partners/count' },
			parameters: { ecGridId: body(ecGridId({ required: true })) },
			optional: { status: body(status) },
			read: plainNumber('count'),
			output: (count, { ecGridId: id }) => ({ ecGridId: id, ...objectsIn(count)[0] }),
		}),
		operation({
			value: 'get',
			name: 'Get',
			action: 'Get a partner',
			description: 'Retrieve one interconnect',
			contract: 'getPartner',
			request: { method: 'GET', service: 'api', path: '/v2/partners/{id}' },
			parameters: partnerInPath,
			read: thing(PARTNER),
		}),
		operation({
			value: 'create',
			name: 'Create',
			action: 'Create a partner',
			description: 'Let two ECGrid IDs exchange files, in both directions',
			contract: 'createPartner',
			dryRun: true,
			request: { method: 'POST', service: 'api', path: '/v2/partners' },
			parameters: {
				ecGridIdFrom: body(ecGridId({ displayName: 'First ECGrid ID', required: true })),
				ecGridIdTo: body(ecGridId({ displayName: 'Second ECGrid ID', required: true })),
			},
			optional: { status: body(status) },
			read: thing(PARTNER),
		}),
		operation({
			value: 'addNote',
			name: 'Add Note',
			action: 'Add a note to a partner',
			description: 'Add a note to an interconnect',
			contract: 'addPartnerNote',
			request: { method: 'POST', service: 'api', path: '/v2/partners/note' },
			parameters: {
				...partnerInBody,
				note: body(text({ displayName: 'Note', required: true, rows: 3 })),
			},
			output: (answer, { interconnectId }) => done(answer, { interconnectId }),
		}),
		operation({
			value: 'getNotes',
			name: 'Get Notes',
			action: 'Get the notes of a partner',
			description: 'Retrieve the notes of an interconnect',
			contract: 'listPartnerNotes',
			repeatable: true,
			request: { method: 'POST', service: 'api', path: '/v2/partners/notelist' },
			parameters: partnerInBody,
			pages: singlePage(),
		}),
		operation({
			value: 'delete',
			name: 'Delete',
			action: 'Delete a partner',
			description: 'End an interconnect for good',
			contract: 'deletePartner',
			notice:
				'This cannot be undone. Parcels already on their way still arrive; new ones are not routed.',
			request: { method: 'DELETE', service: 'api', path: '/v2/partners/{id}' },
			parameters: partnerInPath,
		}),
	],
});
