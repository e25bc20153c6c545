import type { Report, ReportPath, ReportSubnet, SubnetPath } from './report.ts';

// Spelled out: of a large account there are a million of these.
const pathOf = (
  { account, region, vpcId, vpcName, subnetId, name: subnetName }: ReportSubnet,
  { service, name, primary, family, way }: SubnetPath,
): ReportPath => ({
  account,
  region,
  vpcId,
  vpcName,
  subnetId,
  subnetName,
  service,
  name,
  primary,
  family,
  verdict: way.verdict,
  via: way.via,
  through: way.through,
  reason: way.reason,
  parts: way.parts,
  hops: way.hops,
  confidence: way.confidence,
  doubts: way.doubts,
});

/** Every path by itself, by VPC and there by subnet. Made one at a time: all of them would be most of a large report. */
export function* pathsOf({ subnets }: Pick<Report, 'subnets'>): Generator<ReportPath> {
  for (const subnet of subnets) for (const path of subnet.paths) yield pathOf(subnet, path);
}

/** A path, and how many subnets have it. */
export type SharedPath = readonly [path: SubnetPath, times: number];

/** Paths of alike subnets, each once. */
export function* sharedPathsOf({ subnets }: Pick<Report, 'subnets'>): Generator<SharedPath> {
  const times = new Map<readonly SubnetPath[], number>();
  for (const { paths } of subnets) times.set(paths, (times.get(paths) ?? 0) + 1);
  for (const [paths, count] of times) for (const path of paths) yield [path, count];
}

export const countOf = (paths: readonly SharedPath[]): number => paths.reduce((sum, [, times]) => sum + times, 0);
