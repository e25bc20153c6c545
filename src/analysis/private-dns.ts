import type { Endpoint, Scope } from '../network/network.ts';

export type PrivateDnsStatus = 'effective' | 'off' | 'covered-elsewhere' | 'ineffective' | 'not-offered' | 'unknown';

export interface PrivateDns {
  readonly scope: Scope;
  readonly endpoint: Endpoint;
  readonly status: PrivateDnsStatus;
  readonly names: readonly string[];
  readonly reasons: readonly string[];
}
