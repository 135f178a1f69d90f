import { randomUUID } from 'node:crypto';
import type { Call, Handler } from '../exchange.mts';
import { success } from './envelope.mts';
import type { Grid } from './Grid.mts';
import { bodyOf } from './lists.mts';
import type { Key } from './records.mts';

/** Handlers of the tag Keys, in the form of the reference; see `forms.mts` for the other one. */
export function keyHandlers(grid: Grid): Readonly<Record<string, Handler>> {
	const ofUser = (call: Call) => {
		const { userId, visibility } = bodyOf<Key>(call);
		return grid
			.recordsOf(call)
			.keys.list()
			.filter((key) => key.userId === userId)
			.filter((key) => visibility === undefined || key.visibility === visibility);
	};
	return {
		getKey: (call) => success(grid.found(ofUser(call).at(-1), 'Key')),
		listKeys: (call) => success(ofUser(call)),
		createKey: (call) => {
			const given = bodyOf<Key>(call);
			const { userId = grid.userOf(call).userId, visibility = '', value, meta } = given;
			// A named value brings its name; the key of a user is made here.
			const key = given.key ?? `ek_${visibility.toLowerCase()}_${randomUUID()}`;
			const record = { userId, key, visibility, created: grid.now(), value, meta };
			return success(grid.recordsOf(call).keys.add((keyId) => ({ keyId, ...record })));
		},
		deleteKey: (call) => {
			const { keys } = grid.recordsOf(call);
			const { keyId } = grid.found(keys.find(bodyOf<Key>(call).keyId), 'Key');
			return success(keys.remove(keyId));
		},
	};
}
