import type { Report, ReportEndpoint, ReportPath } from '../../audit.ts';

/** One VPC of the report with what stands in it, in the report's order. */
export interface ReportedVpc {
  readonly account: string | null;
  readonly region: string;
  readonly vpcId: string;
  readonly vpcName: string | null;
  readonly services: readonly string[];
  readonly subnets: readonly ReportedSubnet[];
  readonly endpoints: readonly ReportEndpoint[];
}

export interface ReportedSubnet {
  readonly id: string;
  readonly name: string | null;
  /** The path of the name an SDK dials by default, by service. */
  readonly ipv4: ReadonlyMap<string, ReportPath>;
  readonly ipv6: ReadonlyMap<string, ReportPath>;
}

interface Draft {
  readonly first: ReportPath | ReportEndpoint;
  vpcName: string | null;
  readonly services: Set<string>;
  readonly subnets: Map<string, { id: string; name: string | null; ipv4: PathMap; ipv6: PathMap }>;
  readonly endpoints: ReportEndpoint[];
}
type PathMap = Map<string, ReportPath>;

export const reportedVpcs = (report: Report): ReportedVpc[] => {
  const drafts = new Map<string, Draft>();
  for (const path of report.paths) if (path.primary) addPath(draftOf(drafts, path), path);
  for (const endpoint of report.endpoints) draftOf(drafts, endpoint).endpoints.push(endpoint);
  return [...drafts.values()].map(({ first, vpcName, services, subnets, endpoints }) => ({
    account: first.account,
    region: first.region,
    vpcId: first.vpcId,
    vpcName,
    services: [...services],
    subnets: [...subnets.values()],
    endpoints,
  }));
};

const draftOf = (drafts: Map<string, Draft>, at: ReportPath | ReportEndpoint): Draft => {
  const key = `${at.account} ${at.region} ${at.vpcId}`;
  let draft = drafts.get(key);
  if (!draft) {
    draft = { first: at, vpcName: null, services: new Set(), subnets: new Map(), endpoints: [] };
    drafts.set(key, draft);
  }
  return draft;
};

const addPath = (draft: Draft, path: ReportPath): void => {
  draft.vpcName ??= path.vpcName;
  draft.services.add(path.service);
  let subnet = draft.subnets.get(path.subnetId);
  if (!subnet) {
    subnet = { id: path.subnetId, name: path.subnetName, ipv4: new Map(), ipv6: new Map() };
    draft.subnets.set(path.subnetId, subnet);
  }
  subnet[path.family].set(path.service, path);
};
