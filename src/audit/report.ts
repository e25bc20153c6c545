import type { ClientTally, Occupancy } from '../analysis/occupancy.ts';
import type { Hop, NextHop, Part, VerdictKind } from '../analysis/path.ts';
import type { PrivateDnsStatus } from '../analysis/private-dns.ts';
import type { Change, ChangeKindName } from '../changes/change.ts';
import type { Category, Confidence, Severity } from '../rules/rule.ts';
import type { Gap } from '../snapshot/schema.ts';

export type Source = 'aws' | 'snapshot' | 'aws-cli' | 'demo';

/** What every format is made of. A path is said once for all subnets that share it: `pathsOf` takes them apart. */
export interface Report {
  readonly schemaVersion: 2;
  readonly tool: { readonly name: 'vpce-audit'; readonly version: string };
  readonly scopes: readonly ReportScope[];
  /** Whose facts these were judged by, and which were not judged themselves. Absent where there are none. */
  readonly context?: readonly ReportScope[];
  readonly subnets: readonly ReportSubnet[];
  readonly endpoints: readonly ReportEndpoint[];
  /** What can be done, those that concern most clients first. */
  readonly changes: readonly PlannedChange[];
  /** What they come to, in the order of VPCs. */
  readonly outlook: readonly VpcOutlook[];
  /** What carries none of it then; none where nobody asked. */
  readonly releases: readonly Release[];
  readonly findings: readonly Finding[];
  readonly rules: readonly RuleOutcome[];
  readonly gaps: readonly ReportGap[];
  /** Whose the accounts are. Absent where no config says. */
  readonly accounts?: readonly ReportAccount[];
  /** Whose facts would tell where paths that are `transit` or `unknown` end. Absent where nobody's would. */
  readonly absentAccounts?: readonly AbsentAccount[];
  /** What was not read and could change nothing that this report says. Absent where there is none. */
  readonly harmlessGaps?: readonly ReportGap[];
  /** The run that `--new-since` compares with. */
  readonly since?: EarlierRun;
  /** What was asked for, where it was more than a snapshot that was judged. */
  readonly config?: ReportConfig;
  readonly summary: {
    readonly paths: Partial<Record<VerdictKind, number>>;
    /** Of the names that an AWS SDK dials by default. */
    readonly primary: Partial<Record<VerdictKind, number>>;
    /** Open ones only: what is accepted fails nothing. */
    readonly findings: Record<Severity, number>;
    /** How many findings are accepted. Absent where none is. */
    readonly accepted?: number;
    readonly complete: boolean;
  };
}

/** A NAT gateway that paths went through, and that none goes through once all changes are made. */
export interface Release {
  readonly account: string | null;
  readonly region: string;
  readonly vpcId: string;
  readonly natGatewayId: string;
  readonly natName: string | null;
  /** Ids of those that were looked at: of all others nobody knows. */
  readonly services: readonly string[];
  /** In subnets whose route tables lead to it; null where interfaces were not read whole. */
  readonly clients: number | null;
  /** In order. */
  readonly changes: readonly Change[];
}

/** An earlier run, as far as this one is compared with it. */
export interface EarlierRun {
  readonly file: string;
  /** Of the names that an AWS SDK dials by default; null where the file does not say. */
  readonly primary: Partial<Record<VerdictKind, number>> | null;
  /** How many findings are gone since, and how many it knew already. */
  readonly gone: number;
  readonly known: number;
}

/** What was in force: flags, a config file, and what is usual. */
export interface ReportConfig {
  /** The config file; null without one. */
  readonly file: string | null;
  readonly weakenings: readonly Weakening[];
  /** Every value with what says so, as `--print-config` has it. */
  readonly inForce: object;
}

/** A setting of a config file that lets an audit find less, or fail for less. */
export interface Weakening {
  /** As the file has it: `rules.public-path`. */
  readonly setting: string;
  readonly kind: 'rule-off' | 'severity' | 'scope' | 'gate';
  readonly effect: string;
  readonly file: string;
  readonly line?: number;
}

export interface ReportScope {
  readonly account: string | null;
  readonly region: string;
  readonly takenAt: string | null;
  readonly source: Source;
  /** The URL that AWS was asked at, where one was configured. */
  readonly endpoint?: string;
  /** The ARN of the role or user that read the facts, where AWS told; of a session, the role alone. */
  readonly readBy?: string;
}

/** Whose an account is, as its config says. */
interface ReportAccount {
  readonly account: string;
  readonly name?: string;
  readonly team?: string;
  readonly email?: string;
  readonly unit?: string;
}

/** An account whose facts are not among those that were judged, and would tell more. */
export interface AbsentAccount {
  readonly account: string;
  /** Of the paths. */
  readonly region: string;
  /** How many paths it would tell more of. */
  readonly paths: number;
  /** What of it they meet. */
  readonly resources: readonly string[];
}

export interface ReportSubnet {
  readonly account: string | null;
  readonly region: string;
  readonly vpcId: string;
  readonly vpcName: string | null;
  readonly subnetId: string;
  readonly name: string | null;
  readonly cidr: string | null;
  readonly zone: string | null;
  /** Null where its route table was not read. */
  readonly routeTableId: string | null;
  /** Null where its interfaces were not read whole. */
  readonly clients: ClientTally | null;
  readonly occupancy: Occupancy;
  /** By service, the primary name's first. One list for all subnets that are alike. */
  readonly paths: readonly SubnetPath[];
}

/** What becomes of one name of a service. */
export interface SubnetPath {
  readonly service: string;
  readonly name: string;
  readonly primary: boolean;
  readonly family: 'ipv4' | 'ipv6';
  readonly way: ReportWay;
}

/** All there is to say of how a packet goes: one object for all paths that share an outcome. */
export interface ReportWay {
  readonly verdict: VerdictKind;
  readonly via: NextHop | null;
  readonly through: readonly NextHop[];
  readonly reason: string | null;
  readonly parts: readonly Part[];
  readonly hops: readonly Hop[];
  readonly confidence: Confidence;
  readonly doubts: readonly string[];
}

/** One path by itself, with all that its way says. */
export interface ReportPath extends Omit<SubnetPath, 'way'>, ReportWay {
  readonly account: string | null;
  readonly region: string;
  readonly vpcId: string;
  readonly vpcName: string | null;
  readonly subnetId: string;
  readonly subnetName: string | null;
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
  /** Kinds of what carries its paths out of the VPC, sorted; none where it is about no such path. */
  readonly exits: readonly string[];
  /** One imperative that could be a ticket's title. */
  readonly remedy: string;
  /** What to paste into a shell to do it; null where no command does. */
  readonly command: string | null;
  /** Ids of the changes that mend it, or what is left to a person. */
  readonly changes: readonly string[];
  /** How many it concerns; null where interfaces were not read whole. */
  readonly clients: number | null;
  /** Nobody calls from there, for which it is a note, whatever its rule says. */
  readonly occupancy?: 'unused' | 'equipment';
  readonly fingerprint: string;
  readonly confidence: Confidence;
  /** Somebody answers for it: it stays visible, is counted apart and fails nothing. */
  readonly accepted?: Acceptance;
}

/** The primary paths of a VPC by verdict, today and after all changes of the report. */
export interface VpcOutlook {
  readonly account: string | null;
  readonly region: string;
  readonly vpcId: string;
  readonly vpcName: string | null;
  readonly before: Partial<Record<VerdictKind, number>>;
  readonly after: Partial<Record<VerdictKind, number>>;
}

/** A change that was applied to a copy of the facts, and judged; or what only a person can do (`by-hand`). */
export interface PlannedChange {
  /** `c1`, in the order of the report. */
  readonly id: string;
  readonly kind: ChangeKindName;
  readonly words: string;
  /** Of the AWS CLI, a line each. */
  readonly commands: readonly string[];
  /** Fingerprints of findings that are gone once all changes of the report are made. */
  readonly fixes: readonly string[];
  /** Paths of what it is for, by what becomes of them: `public→private`. */
  readonly turns: Readonly<Record<string, number>>;
  /** Ids of changes that come before it. */
  readonly needs: readonly string[];
  /** What AWS asks for, and could not be read. */
  readonly unread: readonly string[];
  /** What the model cannot see. */
  readonly consequences: readonly string[];
  /** How many it concerns. */
  readonly clients: number;
  /** The change itself, as data. */
  readonly change: Change;
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
