import { displayWidth, plain, truncate, widest } from '../plain-text.ts';
import type { MatrixRow } from './matrix.ts';
import type { ReportedSubnet } from './vpcs.ts';

const nameLimit = 32;
const terseLimit = 20;

/** Labels of the rows, the same way for all of them, from the fullest to the tersest. */
export const labelings = (rows: readonly MatrixRow[]): string[][] => {
  const names = rows.flatMap(({ subnets }) => (subnets.length === 1 ? (subnets[0]?.name ?? []) : []));
  const nameWidth = Math.min(nameLimit, widest(names.map(plain)));
  const shortened = new Set(names.map((name) => truncate(name, terseLimit)));
  const tersely = shortened.size === names.length ? nameOrId : nameAndTail;
  return [
    rows.map((row) => labelOf(row, (subnet) => nameAndId(subnet, nameWidth, subnet.id))),
    rows.map((row) => labelOf(row, (subnet) => nameAndId(subnet, nameWidth, truncate(subnet.id, 12)))),
    rows.map((row) => labelOf(row, tersely)),
  ];
};

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

const nameOrId = (subnet: ReportedSubnet): string => truncate(subnet.name ?? subnet.id, terseLimit);

const nameAndTail = (subnet: ReportedSubnet): string =>
  subnet.name ? `${truncate(subnet.name, 13)} …${plain(subnet.id).slice(-5)}` : nameOrId(subnet);
