import type { Rule } from '../rules/rule.ts';
import type { Snapshot } from '../snapshot/schema.ts';
import type { Links } from './apart/scope-links.ts';
import type { OccupancyLevels } from './occupancy.ts';
import type { Report, Source } from './report.ts';
import type { Lacking, Selection } from './selection.ts';

export interface AuditOptions extends Selection {
  readonly source: Source;
  readonly version: string;
  /** Those to check; all of them by default. */
  readonly rules?: readonly Rule[];
  /** Fingerprints of the findings that changes are looked for; all of them by default. */
  readonly mended?: ReadonlySet<string>;
  /** What findings come to where nobody calls from; without it, whatever the rules say. */
  readonly occupancy?: OccupancyLevels;
  /** Whether to look for what may be let go once all changes are made: it takes judging once more. */
  readonly seeksReleases?: boolean;
  /** How many VPCs are judged together at least, of those that could not tell of each other. */
  readonly partSize?: number;
}

/** A report, with what reports have to be joined by. */
export interface JoinableReport {
  readonly report: Report;
  /** How many findings each change is for, by its id. */
  readonly concerned: ReadonlyMap<string, number>;
  /** What fingerprints are made of, besides the resource. */
  readonly identities: ReadonlyMap<string, string>;
  /** What keeps it from being judged apart from others, as far as it came out. */
  readonly links: Links;
  /** Of each scope, in their order. */
  readonly lacking: readonly Lacking[];
}

export type Audit = (snapshot: Snapshot, options: AuditOptions) => JoinableReport;
