/** Operations of the contracts that no node performs, each with the reason. */
export const leftOut: Record<string, Record<string, string>> = {
	ecross: {},
	pledg: {},
};
