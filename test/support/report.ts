import { pathsOf } from '../../src/audit/paths.ts';
import type {
  Finding,
  PlannedChange,
  Report,
  ReportEndpoint,
  ReportGap,
  ReportPath,
  ReportScope,
  ReportSubnet,
  RuleOutcome,
  SubnetPath,
} from '../../src/audit.ts';
import { groupBy } from '../../src/group-by.ts';

/** What a hand-made report says; everything unsaid has a sensible default, and the summary is counted. */
export interface ReportSpec {
  readonly scopes?: readonly Partial<ReportScope>[];
  readonly paths?: readonly Partial<ReportPath>[];
  readonly endpoints?: readonly Partial<ReportEndpoint>[];
  readonly changes?: readonly PlannedChange[];
  readonly findings?: readonly Partial<Finding>[];
  readonly rules?: readonly Partial<RuleOutcome>[];
  readonly gaps?: readonly Partial<ReportGap>[];
  /** Defaults to: no gaps, no unknown path. */
  readonly complete?: boolean;
}

/**
 * A report in the order its parts are given, deep-frozen.
 *
 * @example
 * reportOf({ paths: [{ subnetId: 'subnet-app', service: 's3', verdict: 'public', via: nat('nat-a') }] })
 */
export const reportOf = (spec: ReportSpec): Report => {
  const paths = (spec.paths ?? []).map(pathOf);
  const findings = (spec.findings ?? []).map(findingOf);
  const gaps = (spec.gaps ?? []).map(gapOf);
  const complete = spec.complete ?? (gaps.length === 0 && paths.every((path) => path.verdict !== 'unknown'));
  return deepFrozen({
    schemaVersion: 2,
    tool: { name: 'vpce-audit', version: '1.0.0' },
    scopes: (spec.scopes ?? [{}]).map(scopeOf),
    subnets: subnetsOf(paths),
    endpoints: (spec.endpoints ?? []).map(endpointOf),
    changes: spec.changes ?? [],
    outlook: [],
    releases: [],
    findings,
    rules: (spec.rules ?? rulesOf(findings)).map(ruleOf),
    gaps,
    summary: {
      paths: counted(paths.map((path) => path.verdict)),
      primary: counted(paths.flatMap((path) => (path.primary ? path.verdict : []))),
      findings: { error: 0, warning: 0, note: 0, ...counted(findings.map((finding) => finding.severity)) },
      complete,
    },
  });
};

/** Each path of a report by itself, in the order of the report. */
export const pathsIn = (report: Pick<Report, 'subnets'>): readonly ReportPath[] => [...pathsOf(report)];

const subnetsOf = (paths: readonly ReportPath[]): readonly ReportSubnet[] => {
  const bySubnet = groupBy(paths, ({ account, region, vpcId, subnetId }) =>
    JSON.stringify([account, region, vpcId, subnetId]),
  );
  return [...bySubnet.values()].flatMap((own) =>
    own.slice(0, 1).map(({ account, region, vpcId, vpcName, subnetId, subnetName }) => ({
      ...{ account, region, vpcId, vpcName, subnetId, name: subnetName },
      ...{ cidr: '10.0.0.0/24', zone: `${region}a`, routeTableId: 'rtb-main' },
      ...{ clients: { total: 1, kinds: { instance: 1 } }, occupancy: 'clients' as const },
      paths: own.map(subnetPathOf),
    })),
  );
};

const subnetPathOf = ({ service, name, primary, family, ...way }: ReportPath): SubnetPath => {
  const { verdict, via, through, reason, parts, hops, confidence, doubts } = way;
  return {
    ...{ service, name, primary, family },
    way: { verdict, via, through, reason, parts, hops, confidence, doubts },
  };
};

const place = { account: '111122223333', region: 'ap-northeast-2' };
const vpc = { ...place, vpcId: 'vpc-main' };

const scopeOf = (spec: Partial<ReportScope>): ReportScope => ({
  ...place,
  takenAt: '2026-11-02T03:04:05Z',
  source: 'aws',
  ...spec,
});

/** Public through nat-main for want of an endpoint, unless told otherwise; any other verdict starts without via and reason. */
export const pathOf = (spec: Partial<ReportPath>): ReportPath => {
  const { service = 's3', family = 'ipv4', region = place.region, verdict = 'public' } = spec;
  return {
    ...vpc,
    vpcName: 'main',
    subnetId: 'subnet-app',
    subnetName: spec.subnetId?.replace(/^subnet-/, '') ?? 'app',
    service,
    name: nameOf(service, region, family),
    primary: true,
    family,
    verdict,
    via: verdict === 'public' ? nat('nat-main') : null,
    through: [],
    reason: verdict === 'public' ? 'no-endpoint' : null,
    parts: [],
    hops: [],
    confidence: 'certain',
    doubts: [],
    ...spec,
  };
};

const nameOf = (service: string, region: string, family: string): string =>
  family === 'ipv4' ? `${service}.${region}.amazonaws.com` : `${service}.dualstack.${region}.amazonaws.com`;

export const nat = (id: string) => ({ kind: 'nat-gateway', id }) as const;
export const internet = (id: string) => ({ kind: 'internet-gateway', id }) as const;
export const gatewayEndpoint = (id: string) => ({ kind: 'gateway-endpoint', id }) as const;

export const endpointOf = (spec: Partial<ReportEndpoint>): ReportEndpoint => {
  const { service = 'ec2', region = place.region } = spec;
  return {
    ...vpc,
    endpointId: `vpce-${service}`,
    type: 'interface',
    serviceName: `com.amazonaws.${region}.${service}`,
    service,
    state: 'available',
    ...spec,
  };
};

export const findingOf = (spec: Partial<Finding>): Finding => {
  const { rule = 'public-path', resource = 'subnet-app', service = 's3' } = spec;
  return {
    rule,
    severity: 'error',
    ...vpc,
    resource,
    service,
    exits: rule === 'public-path' ? ['nat-gateway'] : [],
    message: `${resource} reaches ${service} publicly through nat-main`,
    remedy: `Create a gateway endpoint for ${service} in vpc-main`,
    command: null,
    changes: [],
    clients: 1,
    fingerprint: `${rule}:${resource}:${service}`,
    confidence: 'certain',
    ...spec,
  };
};

const ruleOf = (spec: Partial<RuleOutcome>): RuleOutcome => ({
  id: 'public-path',
  outcome: 'checked',
  findings: 0,
  gaps: [],
  ...spec,
});

const rulesOf = (findings: readonly Finding[]): RuleOutcome[] =>
  Object.entries(counted(findings.map((finding) => finding.rule))).map(([id, count]) =>
    ruleOf({ id, findings: count }),
  );

export const gapOf = (spec: Partial<ReportGap>): ReportGap => ({
  ...place,
  section: 'natGateways',
  action: 'ec2:DescribeNatGateways',
  reason: 'You are not authorized to perform this operation.',
  kind: 'denied',
  ...spec,
});

const counted = <Key extends string>(keys: readonly Key[]): Partial<Record<Key, number>> => {
  const counts: Partial<Record<Key, number>> = {};
  for (const key of keys) counts[key] = (counts[key] ?? 0) + 1;
  return counts;
};

const deepFrozen = <Value extends object>(value: Value): Value => {
  for (const child of Object.values(value)) if (typeof child === 'object' && child !== null) deepFrozen(child);
  return Object.freeze(value);
};
