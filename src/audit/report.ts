import type { Hop, NextHop, Part, VerdictKind } from '../analysis/path.ts';
import type { PrivateDnsStatus } from '../analysis/private-dns.ts';
import type { Category, Confidence, Severity } from '../rules/rule.ts';
import type { Gap } from '../snapshot/schema.ts';

export type Source = 'aws' | 'snapshot' | 'aws-cli' | 'demo';

/** The JSON report, `schemaVersion` 1. Field order here is field order there. */
export interface Report {
  readonly schemaVersion: 1;
  readonly tool: { readonly name: 'vpce-audit'; readonly version: string };
  readonly scopes: readonly ReportScope[];
  readonly paths: readonly ReportPath[];
  readonly endpoints: readonly ReportEndpoint[];
  readonly findings: readonly Finding[];
  readonly rules: readonly RuleOutcome[];
  readonly gaps: readonly ReportGap[];
  readonly summary: {
    readonly paths: Partial<Record<VerdictKind, number>>;
    /** Open ones only: what is accepted fails nothing. */
    readonly findings: Record<Severity, number>;
    /** How many findings are accepted. Absent where none is. */
    readonly accepted?: number;
    readonly complete: boolean;
  };
}

export interface ReportScope {
  readonly account: string | null;
  readonly region: string;
  readonly takenAt: string | null;
  readonly source: Source;
}

export interface ReportPath {
  readonly account: string | null;
  readonly region: string;
  readonly vpcId: string;
  readonly vpcName: string | null;
  readonly subnetId: string;
  readonly subnetName: string | null;
  readonly service: string;
  readonly name: string;
  readonly primary: boolean;
  readonly family: 'ipv4' | 'ipv6';
  readonly verdict: VerdictKind;
  readonly via: NextHop | null;
  readonly through: readonly NextHop[];
  readonly reason: string | null;
  readonly parts: readonly Part[];
  readonly hops: readonly Hop[];
  readonly confidence: Confidence;
  readonly doubts: readonly string[];
}

export interface ReportEndpoint {
  readonly account: string | null;
  readonly region: string;
  readonly vpcId: string;
  readonly endpointId: string;
  /** AWS's word in kebab-case: `interface`, `gateway`, `gateway-load-balancer`, `resource`, … */
  readonly type: string;
  readonly serviceName: string;
  readonly service: string;
  readonly state: string;
  readonly privateDns?: {
    readonly status: PrivateDnsStatus;
    readonly names: readonly string[];
    readonly reasons: readonly string[];
  };
}

export interface Finding {
  readonly rule: string;
  readonly severity: Severity;
  readonly account: string | null;
  readonly region: string;
  readonly vpcId: string;
  readonly resource: string;
  /** Of a finding about a subnet: the route table it has, where that was read. */
  readonly routeTableId?: string;
  readonly service: string | null;
  readonly message: string;
  /** One imperative that could be a ticket's title. */
  readonly remedy: string;
  /** What to paste into a shell to do it; null where no command does. */
  readonly command: string | null;
  readonly fingerprint: string;
  readonly confidence: Confidence;
  /** Somebody answers for it: it stays visible, is counted apart and fails nothing. */
  readonly accepted?: Acceptance;
}

export interface Acceptance {
  /** What accepts it: `baseline`, `config`, `tag`, with the entry or owner where there is one. */
  readonly by: string;
  readonly reason: string;
  /** The first day (UTC, `YYYY-MM-DD`) on which the finding counts again. */
  readonly expires?: string;
}

export interface RuleOutcome {
  readonly id: string;
  readonly outcome: 'checked' | 'inconclusive';
  readonly findings: number;
  /** IAM actions whose answers the rule needed and did not get. */
  readonly gaps: readonly string[];
  readonly title?: string;
  readonly severity?: Severity;
  readonly category?: Category;
  /** Why it matters, in prose. */
  readonly help?: string;
  /** URL of the rule's page. */
  readonly page?: string;
}

export interface ReportGap {
  readonly account: string | null;
  readonly region: string;
  readonly section: string;
  readonly action: string;
  readonly reason: string;
  readonly kind: Gap['kind'];
  readonly resource?: string;
}
