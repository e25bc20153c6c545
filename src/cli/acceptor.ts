import type { AuditOptions, Report } from '../audit.ts';
import type { Snapshot } from '../snapshot/schema.ts';

/** An audit, and what it was of. */
export interface Audited {
  readonly report: Report;
  readonly snapshot: Snapshot;
  readonly options: AuditOptions;
}

/** A report that accepts more, and what there is to say about how it came to that. */
export interface Accepted {
  readonly report: Report;
  readonly notices: readonly string[];
}

/** Its files are read already: what is wrong with them is said before AWS is asked. */
export type Acceptor = (audited: Audited) => Accepted;
