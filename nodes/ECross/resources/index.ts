import type { Resource } from '../../shared/operation';
import { order } from './order';

/** Everything the node offers; the first one is the default. */
export const resources: Resource[] = [order];
