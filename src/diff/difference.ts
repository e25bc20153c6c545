import type { Finding, Report, ReportPath } from '../audit.ts';

/** What changed between two audits, and which change of the facts did it. `before` and `after` are in time or in thought. */
export interface Difference {
  readonly schemaVersion: 1;
  readonly tool: Report['tool'];
  readonly before: Side;
  readonly after: Side;
  readonly paths: readonly PathChange[];
  readonly findings: { readonly appeared: readonly Finding[]; readonly disappeared: readonly Finding[] };
}

export interface Side {
  readonly scopes: Report['scopes'];
  readonly complete: boolean;
}

type PathKey = Pick<
  ReportPath,
  'account' | 'region' | 'vpcId' | 'vpcName' | 'subnetId' | 'subnetName' | 'service' | 'name' | 'primary' | 'family'
>;

/** A path that one side does not have is null there. */
export interface PathChange extends PathKey {
  readonly before: PathDisposition | null;
  readonly after: PathDisposition | null;
  /** It goes out publicly, gets nowhere, cannot be told any more, or was private and is not. */
  readonly worse: boolean;
  readonly causes: readonly ChangeCause[];
}

export type PathDisposition = Pick<ReportPath, 'verdict' | 'via' | 'through' | 'reason' | 'parts'>;

/** The change of one resource, in AWS's own words where there are none better: `route pl-1 → vpce-1 removed`. */
export interface ChangeCause {
  readonly resource: string;
  readonly change: string;
}
