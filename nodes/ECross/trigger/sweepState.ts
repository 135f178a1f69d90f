import { isObject } from '../../../credentials/lib/json';

/** How far the sweep over older orders has got. Plain JSON; times in milliseconds. */
export interface Sweep {
	/** Each poll reads the orders that were created in the last so much time. */
	span: number;
	/** The older ones are read in parts of so much time of creation. */
	step: number;
	/** This pass has read everything created from here on, up to where it began. */
	position: number;
	/** Until the first pass has ended: what was there before the trigger began is no news. */
	baseline?: Baseline;
	/** E-CROSS does not honour the filters by creation date, so that each answer holds all orders. */
	isUnfiltered?: true;
}

interface Baseline {
	/** The earlier one of both clocks at the first poll. */
	began: number;
	/** Of the orders created before this, none has been read. */
	position: number;
}

/** The sweep that static data hold; undefined where something else stands there. */
export function sweepIn(value: unknown): Sweep | undefined {
	if (!isObject(value)) return undefined;
	const { span, step, position, isUnfiltered } = value;
	if (!isPositive(span) || !isPositive(step) || !isPositive(position)) return undefined;
	const baseline = baselineIn(value.baseline);
	return {
		span,
		step,
		position,
		...(baseline ? { baseline } : {}),
		...(isUnfiltered === true ? { isUnfiltered } : {}),
	};
}

function baselineIn(value: unknown): Baseline | undefined {
	if (!isObject(value)) return undefined;
	const { began, position } = value;
	return isPositive(began) && isPositive(position) ? { began, position } : undefined;
}

function isPositive(value: unknown): value is number {
	return typeof value === 'number' && Number.isFinite(value) && value > 0;
}
