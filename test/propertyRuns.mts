/** Runs of each property test: some hundred, or as many as PROPERTY_RUNS says. */
export const PROPERTY_RUNS = Number(process.env.PROPERTY_RUNS ?? 300);
