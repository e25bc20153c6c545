import type { Sighting } from '../sighting.ts';

/** The fingerprint is the identity; what stands beside it says what was accepted. */
export interface BaselineEntry extends Sighting {
  readonly fingerprint: string;
  readonly reason: string;
  /** The first day (UTC) on which the finding counts again. */
  readonly expires?: string;
}

/** The findings of one day that somebody answers for, told one by one: the file `vpce-audit.baseline.json`. */
export interface Baseline {
  /** Entries of version 1 say nothing of severity and exits. */
  readonly schemaVersion: 1 | 2;
  readonly accepted: readonly BaselineEntry[];
}
