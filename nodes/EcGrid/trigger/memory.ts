/** Where a trigger's holds are kept: in this process, and in the node's static data. */
import type { ITriggerFunctions } from 'n8n-workflow';

import { isObject } from '../../../credentials/lib/json';
import { staticDataOf } from '../../shared/http/staticData';
import { Leases, type KeptLease } from './Leases';
import type { Confirmation } from './fields';

interface Watched {
	holds: Leases;
	confirmation: Confirmation;
}

/**
 * By node. Beside the trigger, since n8n starts the trigger anew whenever the workflow is saved,
 * while runs go on.
 */
const watched = new Map<string, Watched>();

/** The holds of this node; those of another mode of confirmation mean nothing. */
export function holdsOf(functions: ITriggerFunctions, confirmation: Confirmation): Leases {
	const key = `${functions.getWorkflow().id} ${functions.getNode().id}`;
	const known = watched.get(key);
	if (known?.confirmation === confirmation) return known.holds;
	const holds = new Leases();
	holds.restore(keptIn(staticDataOf(functions).state, confirmation));
	watched.set(key, { holds, confirmation });
	return holds;
}

/** Notes the holds in the static data, which n8n saves when the next run starts. */
export function keepHolds(
	functions: ITriggerFunctions,
	confirmation: Confirmation,
	holds: Leases,
): void {
	const kept = holds.kept();
	const data = staticDataOf(functions);
	if (JSON.stringify(keptIn(data.state, confirmation)) === JSON.stringify(kept)) return;
	// As a new object: n8n notices only a change at the top of the static data.
	data.state = { confirmation, kept };
}

/** What static data hold, as far as it can be read; of another mode of confirmation it means nothing. */
function keptIn(state: unknown, confirmation: Confirmation): KeptLease[] {
	if (!isObject(state) || state.confirmation !== confirmation) return [];
	return Array.isArray(state.kept) ? (state.kept as unknown[]).filter(isKeptLease) : [];
}

function isKeptLease(value: unknown): value is KeptLease {
	if (!Array.isArray(value)) return false;
	const [parcelId, reason, until] = value as unknown[];
	return (
		Number.isSafeInteger(parcelId) &&
		(reason === 'waiting' || reason === 'handedOver') &&
		(until === null || typeof until === 'number')
	);
}
