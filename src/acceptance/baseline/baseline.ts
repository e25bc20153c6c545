import type { Finding } from '../../audit.ts';

type FindingPlace = Pick<Finding, 'rule' | 'account' | 'region' | 'vpcId' | 'resource' | 'service'>;

/** The fingerprint is the identity; the ids beside it say what it stands for. */
export interface BaselineEntry extends FindingPlace {
  readonly fingerprint: string;
  readonly reason: string;
  /** The first day (UTC) on which the finding counts again. */
  readonly expires?: string;
}

/** The findings of one day that somebody answers for, told one by one: the file `vpce-audit.baseline.json`. */
export interface Baseline {
  readonly schemaVersion: 1;
  readonly accepted: readonly BaselineEntry[];
}
