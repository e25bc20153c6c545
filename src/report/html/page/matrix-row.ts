import type { ReportWay } from '../../../audit.ts';
import { groupBy } from '../../../group-by.ts';
import { compare } from '../../../order.ts';
import type { DrawnSubnet } from '../../picture/drawn-subnet.ts';
import type { DrawnVpc } from '../../picture/picture.ts';
import { clientsIn } from '../../picture/verdict-counts.ts';
import { verdictKinds } from '../../verdict-word.ts';

/** Subnets of one VPC that fare alike. */
export interface AlikeSubnets {
  readonly first: DrawnSubnet;
  readonly subnets: readonly DrawnSubnet[];
}

const wayKey = ({ verdict, reason, via, through, parts }: ReportWay): string =>
  [verdict, reason, via?.kind, ...through.map(({ kind }) => kind), ...parts.map((part) => part.verdict)].join(' ');

const publicCount = ({ first }: AlikeSubnets): number =>
  [...first.ways.values()].filter(({ verdict }) => verdict === 'public').length;

const worst = ({ first }: AlikeSubnets): number =>
  Math.min(...[...first.ways.values()].map(({ verdict }) => verdictKinds.indexOf(verdict)));

const worstFirst = (a: AlikeSubnets, b: AlikeSubnets): number =>
  publicCount(b) - publicCount(a) ||
  worst(a) - worst(b) ||
  clientsIn(b.subnets) - clientsIn(a.subnets) ||
  compare(a.first.label, b.first.label) ||
  compare(a.first.anchor, b.first.anchor);

export const alikeSubnets = ({ subnets }: DrawnVpc): readonly AlikeSubnets[] => {
  const keys = new Map<DrawnSubnet['ways'], string>();
  const keyOf = ({ ways }: DrawnSubnet): string => {
    const known = keys.get(ways) ?? [...ways].map(([key, way]) => `${key} ${wayKey(way)}`).join('\n');
    keys.set(ways, known);

    return known;
  };

  return [...groupBy(subnets, keyOf).values()].map((group) => ({ first: group[0], subnets: group })).sort(worstFirst);
};
