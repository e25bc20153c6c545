import { clientTally, occupancyOf } from '../analysis/occupancy.ts';
import type { NamedOutcome, Outcome } from '../analysis/path.ts';
import { memoize } from '../memoize.ts';
import { formatCidr } from '../net/cidr.ts';
import type { Scope, Subnet } from '../network/network.ts';
import { isUnread } from '../network/unread.ts';
import type { AuditedScope } from '../rules/rule.ts';
import type { ReportSubnet, ReportWay, SubnetPath } from './report.ts';

const none: readonly never[] = [];

const wayOf = memoize(
  ({ verdict, via, through, reason, parts, hops, doubts }: Outcome): ReportWay => ({
    verdict,
    via,
    through,
    reason,
    parts,
    hops,
    confidence: doubts.length === 0 ? 'certain' : 'likely',
    doubts: doubts.length === 0 ? none : doubts.map(({ text }) => text),
  }),
);

const subnetPath = ({ service, name, family, outcome }: NamedOutcome): SubnetPath => ({
  service: service.id,
  name: name.name,
  primary: name.primary,
  family,
  way: wayOf(outcome),
});

const reportSubnet = ({ account, region }: Scope, subnet: Subnet, paths: readonly SubnetPath[]): ReportSubnet => {
  const { vpc, id, name, cidr, ipv6Cidrs, zone, routeTable } = subnet;
  const block = cidr ?? ipv6Cidrs[0];

  return {
    account,
    region,
    vpcId: vpc.id,
    vpcName: vpc.name,
    subnetId: id,
    name,
    cidr: block === undefined ? null : formatCidr(block),
    zone,
    routeTableId: isUnread(routeTable) ? null : routeTable.id,
    clients: clientTally(subnet),
    occupancy: occupancyOf(subnet),
    paths,
  };
};

const subnetsIn = ({ scope, paths }: AuditedScope): readonly ReportSubnet[] => {
  const bySubnet = new Map<Subnet, readonly SubnetPath[]>();
  for (const group of paths) {
    const shared = group.paths.map(subnetPath);
    for (const subnet of group.subnets) bySubnet.set(subnet, shared);
  }

  return [...new Set([...bySubnet.keys()].map(({ vpc }) => vpc))].flatMap(({ subnets }) =>
    subnets.flatMap((subnet) => {
      const known = bySubnet.get(subnet);

      return known === undefined ? [] : [reportSubnet(scope, subnet, known)];
    }),
  );
};

/** The subnets that were asked for, by VPC, with what becomes of their paths. */
export const reportSubnets = (scopes: readonly AuditedScope[]): readonly ReportSubnet[] => scopes.flatMap(subnetsIn);
