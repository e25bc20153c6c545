import { displayWidth, plain, truncate, widest } from '../plain-text.ts';
import type { MatrixRow } from './matrix.ts';
import type { ReportedSubnet } from './vpcs.ts';

const nameLimit = 32;
const terseLimit = 20;

const areDistinct = (texts: readonly string[]): boolean => new Set(texts).size === texts.length;
const head = (id: string): string => truncate(id, 12);
const tail = (id: string): string => `…${plain(id).slice(-5)}`;

const nameOrId = (subnet: ReportedSubnet): string => truncate(subnet.name ?? subnet.id, terseLimit);

const nameAndTail = (subnet: ReportedSubnet): string =>
  subnet.name ? `${truncate(subnet.name, 13)} ${tail(subnet.id)}` : nameOrId(subnet);

const labelOf = ({ subnets }: MatrixRow, single: (subnet: ReportedSubnet) => string): string => {
  const [first, ...others] = subnets;
  if (!first || others.length === 0) return first ? single(first) : '';

  return `${subnets.length} subnets`;
};

const nameAndId = (subnet: ReportedSubnet, nameWidth: number, id: string): string => {
  if (nameWidth === 0) return plain(id);
  const name = truncate(subnet.name ?? '', nameWidth);

  return `${name}${' '.repeat(nameWidth - displayWidth(name))}  ${plain(id)}`;
};

/** Labels of the rows, the same way for all of them, from the fullest to the tersest. */
export const labelings = (rows: readonly MatrixRow[]): string[][] => {
  const names = rows.flatMap(({ subnets }) => (subnets.length === 1 ? (subnets[0]?.name ?? []) : []));
  const nameWidth = Math.min(nameLimit, widest(names.map(plain)));
  const ids = rows.flatMap(({ subnets }) => (subnets.length === 1 ? (subnets[0]?.id ?? []) : []));
  const shortId = areDistinct(ids.map(head)) ? head : tail;
  const tersely = areDistinct(names.map((name) => truncate(name, terseLimit))) ? nameOrId : nameAndTail;

  return [
    rows.map((row) => labelOf(row, (subnet) => nameAndId(subnet, nameWidth, subnet.id))),
    rows.map((row) => labelOf(row, (subnet) => nameAndId(subnet, nameWidth, shortId(subnet.id)))),
    rows.map((row) => labelOf(row, tersely)),
  ];
};
