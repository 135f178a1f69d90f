export type { TokenStatus } from './TokenManager';
