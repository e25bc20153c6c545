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

export const reportPaths = (scopes: readonly AuditedScope[]): readonly ReportPath[] => {
  const all: ReportPath[] = [];
  for (const { paths } of scopes)
    for (const one of paths) for (const path of one.paths) all.push(reportPath(one.subnet, path));

  return all;
};
