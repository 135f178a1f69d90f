// Loaded before n8n by NODE_OPTIONS=--require: a machine whose clock is wrong by CLOCK_SHIFT_SECONDS.
'use strict';

const shift = Number(process.env.CLOCK_SHIFT_SECONDS) * 1_000;
const RightDate = Date;
const rightNow = Date.now;

Date.now = () => rightNow() + shift;
globalThis.Date = new Proxy(RightDate, {
	construct: (target, args, newTarget) =>
		Reflect.construct(target, args.length === 0 ? [Date.now()] : args, newTarget),
	apply: () => new RightDate(Date.now()).toString(),
});
