import type { ReportPath } from '../../audit.ts';
import type { Style } from '../style.ts';
import { sharedCell, type VerdictCell } from './verdict-cell.ts';
import type { ReportedSubnet, ReportedVpc } from './vpcs.ts';

/** Subnets that share one row, with what it says of each service of the VPC. */
export interface MatrixRow {
  readonly subnets: readonly ReportedSubnet[];
  readonly cells: readonly MatrixCell[];
}

export interface MatrixCell {
  readonly service: string;
  readonly ipv4: VerdictCell | null;
  readonly ipv6: VerdictCell | 'as IPv4' | null;
}

const foldAbove = 40;

/**
 * A row a subnet. Where those are too many to take in, subnets that share every verdict and what carries it share a row;
 * where those are still too many, sharing the verdicts is enough.
 */
export const matrixOf = (vpc: ReportedVpc, style: Style): MatrixRow[] => {
  const each = vpc.subnets.map((subnet) => [subnet]);
  if (style.detail === 'verbose' || each.length <= foldAbove) return each.map((group) => rowOf(group, vpc));
  const alike = groupedBy(vpc.subnets, (subnet) => keyOf(subnet, vpc, wayOf));
  const groups = alike.length <= foldAbove ? alike : groupedBy(vpc.subnets, (subnet) => keyOf(subnet, vpc, verdictOf));
  return groups.map((group) => rowOf(group, vpc));
};

const rowOf = (subnets: readonly ReportedSubnet[], vpc: ReportedVpc): MatrixRow => ({
  subnets,
  cells: vpc.services.map((service) => {
    const ipv4 = sharedCell(subnets.flatMap((subnet) => subnet.ipv4.get(service) ?? []));
    const ipv6 = sharedCell(subnets.flatMap((subnet) => subnet.ipv6.get(service) ?? []));
    return { service, ipv4, ipv6: ipv4 && ipv6 && isAlike(ipv4, ipv6) ? 'as IPv4' : ipv6 };
  }),
});

const isAlike = (a: VerdictCell, b: VerdictCell): boolean => a.word === b.word && a.detail === b.detail;

const keyOf = (subnet: ReportedSubnet, vpc: ReportedVpc, said: (path: ReportPath | undefined) => unknown): string =>
  JSON.stringify(vpc.services.map((service) => [said(subnet.ipv4.get(service)), said(subnet.ipv6.get(service))]));

const verdictOf = (path: ReportPath | undefined): unknown => path?.verdict;
const wayOf = (path: ReportPath | undefined): unknown =>
  path && [path.verdict, path.confidence, path.via, path.through, path.reason];

const groupedBy = <Item>(items: readonly Item[], key: (item: Item) => string): Item[][] => {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const of = key(item);
    const group = groups.get(of);
    if (group) group.push(item);
    else groups.set(of, [item]);
  }
  return [...groups.values()];
};
