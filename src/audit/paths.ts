import type { Path } from '../analysis/path.ts';
import type { ReportPath } from './report.ts';

export const reportPath = ({ scope, subnet, service, name, family, outcome }: Path): ReportPath => ({
  account: scope.account,
  region: scope.region,
  vpcId: subnet.vpc.id,
  vpcName: subnet.vpc.name,
  subnetId: subnet.id,
  subnetName: subnet.name,
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

const none: readonly string[] = [];
