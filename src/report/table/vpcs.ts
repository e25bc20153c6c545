import type { Report, ReportEndpoint, ReportSubnet, ReportWay, SubnetPath } from '../../audit.ts';
import { memoize } from '../../memoize.ts';

/** The way of the name an SDK dials by default, by service. */
interface ServiceWays {
  readonly ipv4: ReadonlyMap<string, ReportWay>;
  readonly ipv6: ReadonlyMap<string, ReportWay>;
}

export interface ReportedSubnet {
  readonly id: string;
  readonly name: string | null;
  readonly cidr: string | null;
  readonly zone: string | null;
  readonly routeTableId: string | null;
  /** Null where its interfaces were not read whole. */
  readonly clients: number | null;
  /** One object for all subnets that are alike. */
  readonly ways: ServiceWays;
}

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

interface Draft {
  readonly first: ReportSubnet | ReportEndpoint;
  vpcName: string | null;
  readonly services: Set<string>;
  readonly subnets: ReportedSubnet[];
  readonly endpoints: ReportEndpoint[];
}

const serviceWays = memoize((paths: readonly SubnetPath[]): ServiceWays => {
  const ways = { ipv4: new Map<string, ReportWay>(), ipv6: new Map<string, ReportWay>() };
  for (const { service, primary, family, way } of paths) if (primary) ways[family].set(service, way);

  return ways;
});

const draftOf = (drafts: Map<string, Draft>, at: ReportSubnet | ReportEndpoint): Draft => {
  const key = `${at.account} ${at.region} ${at.vpcId}`;
  let draft = drafts.get(key);
  if (!draft) {
    draft = { first: at, vpcName: null, services: new Set(), subnets: [], endpoints: [] };
    drafts.set(key, draft);
  }

  return draft;
};

const addSubnet = (draft: Draft, subnet: ReportSubnet): void => {
  const { subnetId: id, name, cidr, zone, routeTableId, vpcName, paths } = subnet;
  draft.vpcName ??= vpcName;
  const clients = subnet.clients?.total ?? null;
  draft.subnets.push({ id, name, cidr, zone, routeTableId, clients, ways: serviceWays(paths) });
  for (const { service, primary } of paths) if (primary) draft.services.add(service);
};

export const reportedVpcs = (report: Report): ReportedVpc[] => {
  const drafts = new Map<string, Draft>();
  for (const subnet of report.subnets)
    if (subnet.paths.some(({ primary }) => primary)) addSubnet(draftOf(drafts, subnet), subnet);
  for (const endpoint of report.endpoints) draftOf(drafts, endpoint).endpoints.push(endpoint);

  return [...drafts.values()].map(({ first, vpcName, services, subnets, endpoints }) => ({
    account: first.account,
    region: first.region,
    vpcId: first.vpcId,
    vpcName,
    services: [...services],
    subnets,
    endpoints,
  }));
};
