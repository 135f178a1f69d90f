import { connection } from '../../shared/operation/connection';
import type { Resource } from '../../shared/operation/operation';
import { WHO_AM_I } from '../api/logOut';
import { rowsOf, USER } from '../api/memberNames';
import { callback } from './callback';
import { carbonCopy } from './carbonCopy';
import { certificate } from './certificate';
import { channel } from './channel';
import { id } from './id';
import { interchange } from './interchange';
import { key } from './key';
import { mailbox } from './mailbox';
import { network } from './network';
import { parcel } from './parcel';
import { partner } from './partner';
import { portal } from './portal';
import { report } from './report';
import { session } from './session';
import { statusList } from './statusList';
import { user } from './user';

/** Everything the node offers; the first one is the default. */
export const resources: Resource[] = [
	parcel,
	mailbox,
	interchange,
	id,
	partner,
	callback,
	carbonCopy,
	certificate,
	channel,
	key,
	network,
	portal,
	report,
	session,
	statusList,
	user,
	connection({
		contract: 'getMe',
		check: WHO_AM_I,
		account: (answer) => {
			const [{ login, userId, networkId, mailboxId, authLevel } = {}] = rowsOf(answer, USER);
			return { login, userId, networkId, mailboxId, authLevel };
		},
		forgettable: ['login'],
	}),
];
