/**
 * Lanes: the same providers once more below `/lane/<name>`, with faults and statistics of their own.
 * A client whose addresses lie in a lane meets only what is planned for it, so that many faulty
 * situations can be played at once.
 */
const LANE = /^\/lane\/([\w-]+)(?=\/)/;

/** The lane of a request, by its path; undefined outside of all lanes. */
export function laneOf(path: string): string | undefined {
	return LANE.exec(path)?.[1];
}

/** A path as if there were no lanes. */
export function withoutLane(path: string): string {
	return path.replace(LANE, '');
}

/** The address that stands for the sandbox's own in one lane. */
export function laneUrl(url: string, lane: string): string {
	return `${url}/lane/${lane}`;
}
