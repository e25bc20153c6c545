import type { ReportWay } from '../../audit.ts';
import { groupBy } from '../../group-by.ts';
import { memoize } from '../../memoize.ts';
import type { Style } from '../style.ts';
import { sharedCell, type VerdictCell } from './verdict-cell.ts';
import type { ReportedSubnet, ReportedVpc } from './vpcs.ts';

interface MatrixCell {
  readonly service: string;
  readonly ipv4: VerdictCell | null;
  readonly ipv6: VerdictCell | 'as IPv4' | null;
}

/** Subnets that share one row, with what it says of each service of the VPC. */
export interface MatrixRow {
  readonly subnets: readonly ReportedSubnet[];
  readonly cells: readonly MatrixCell[];
}

const foldAbove = 40;

const isAlike = (a: VerdictCell, b: VerdictCell): boolean => a.word === b.word && a.detail === b.detail;

const rowOf = (subnets: readonly ReportedSubnet[], vpc: ReportedVpc): MatrixRow => {
  const distinct = [...new Set(subnets.map(({ ways }) => ways))];

  return {
    subnets,
    cells: vpc.services.map((service) => {
      const ipv4 = sharedCell(distinct.flatMap((ways) => ways.ipv4.get(service) ?? []));
      const ipv6 = sharedCell(distinct.flatMap((ways) => ways.ipv6.get(service) ?? []));

      return { service, ipv4, ipv6: ipv4 && ipv6 && isAlike(ipv4, ipv6) ? 'as IPv4' : ipv6 };
    }),
  };
};

const groupsBy = ({ subnets, services }: ReportedVpc, said: (way: ReportWay) => string): ReportedSubnet[][] => {
  const keyOf = memoize(({ ipv4, ipv6 }: ReportedSubnet['ways']): string =>
    services
      .flatMap((service) => [ipv4.get(service), ipv6.get(service)])
      .map((way) => (way ? said(way) : ''))
      .join('\n'),
  );

  return [...groupBy(subnets, ({ ways }) => keyOf(ways)).values()];
};

const wayOf = ({ verdict, confidence, via, through, reason }: ReportWay): string =>
  [verdict, confidence, reason, via?.kind, via?.id, ...through.map(({ id }) => id)].join(' ');

const verdictOf = (way: ReportWay): string => way.verdict;

/**
 * A row a subnet. Where those are too many to take in, subnets that share every verdict and what carries it share a row;
 * where those are still too many, sharing the verdicts is enough.
 */
export const matrixOf = (vpc: ReportedVpc, style: Style): MatrixRow[] => {
  const each = vpc.subnets.map((subnet) => [subnet]);
  if (style.detail === 'verbose' || each.length <= foldAbove) return each.map((group) => rowOf(group, vpc));
  const alike = groupsBy(vpc, wayOf);
  const groups = alike.length <= foldAbove ? alike : groupsBy(vpc, verdictOf);

  return groups.map((group) => rowOf(group, vpc));
};
