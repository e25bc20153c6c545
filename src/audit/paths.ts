import type { NamedOutcome } from '../analysis/path.ts';
import type { Subnet } from '../network/network.ts';
import type { AuditedScope } from '../rules/rule.ts';
import type { ReportPath } from './report.ts';

const none: readonly string[] = [];

const reportPath = (
  { vpc, id, name: subnetName }: Subnet,
  { service, name, family, outcome }: NamedOutcome,
): ReportPath => ({
  account: vpc.scope.account,
  region: vpc.scope.region,
  vpcId: vpc.id,
  vpcName: vpc.name,
  subnetId: id,
  subnetName,
  service: service.id,
  name: name.name,
  primary: name.primary,
  family,
  verdict: outcome.verdict,
  via: outcome.via,
  through: outcome.through,
  reason: outcome.reason,
  parts: outcome.parts,
  hops: outcome.hops,
  confidence: outcome.doubts.length === 0 ? 'certain' : 'likely',
  doubts: outcome.doubts.length === 0 ? none : outcome.doubts.map(({ text }) => text),
});

/** Groups of alike subnets taken apart again: by VPC, and there by subnet. */
const pathsIn = ({ vpcs, paths }: AuditedScope): ReportPath[] => {
  const bySubnet = new Map<Subnet, readonly NamedOutcome[]>();
  for (const group of paths) for (const subnet of group.subnets) bySubnet.set(subnet, group.paths);
  const all: ReportPath[] = [];
  for (const { subnets } of vpcs)
    for (const subnet of subnets) for (const path of bySubnet.get(subnet) ?? []) all.push(reportPath(subnet, path));

  return all;
};

export const reportPaths = (scopes: readonly AuditedScope[]): readonly ReportPath[] => scopes.flatMap(pathsIn);
