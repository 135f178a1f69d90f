/** Runs of a property test: as many as usual, or as PROPERTY_RUNS says. */
export function propertyRuns(usual: number): number {
	return Number(process.env.PROPERTY_RUNS ?? usual);
}
