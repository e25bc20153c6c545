import { counted } from '../counted.ts';
import { displayWidth, plain } from '../plain-text.ts';
import { groupName } from './group-name.ts';
import type { ReportedSubnet, ReportedVpc } from './vpcs.ts';

const only = <T>(values: readonly T[]): T | null => {
  const [first, ...others] = new Set(values);

  return first === undefined || others.length > 0 ? null : first;
};

/** What subnets share beside a name. */
const placeOf = (subnets: readonly ReportedSubnet[]): string | null => {
  const table = only(subnets.map(({ routeTableId }) => routeTableId));
  if (table !== null) return `on ${plain(table)}`;
  const zone = only(subnets.map(({ zone: one }) => one));

  return zone === null ? null : `in ${plain(zone)}`;
};

const namesOf = (subnets: readonly ReportedSubnet[]): string | null => {
  const names = subnets.flatMap(({ name }) => name ?? []);

  return names.length === subnets.length ? groupName(names) : null;
};

const isListed = (name: string, { length }: readonly ReportedSubnet[]): boolean =>
  !/[…*]/.test(name) && name.split(', ').length === length;

/** Subnets of one row by what they have in common: their names, their route table, their zone. */
export const subnetsLabel = (subnets: readonly ReportedSubnet[]): string => {
  const [first, ...others] = subnets;
  if (first === undefined) return '';
  if (others.length === 0) return plain(first.name ?? first.id);
  const name = namesOf(subnets);
  if (name !== null) return isListed(name, subnets) ? name : `${name} (${subnets.length})`;

  return [counted(subnets.length, 'subnet'), placeOf(subnets) ?? ''].join(' ').trimEnd();
};

/** The same with what tells it from a row of the same label. */
export const placedLabel = (subnets: readonly ReportedSubnet[]): string => {
  const [first, ...others] = subnets;
  const label = subnetsLabel(subnets);
  if (first === undefined) return label;
  const place = others.length === 0 ? plain(first.id) : placeOf(subnets);

  return place === null || label.endsWith(place) ? label : `${label} ${place}`;
};

/** A subnet by all that names it, in columns. */
export const wholeLabels = (subnets: readonly ReportedSubnet[]): string[] => {
  const columns = subnets.map(({ name, id, cidr }) => [name ?? '', id, cidr ?? ''].map(plain));
  const widths = [0, 1].map((column) =>
    columns.reduce((most, row) => Math.max(most, displayWidth(row[column] ?? '')), 0),
  );

  return columns.map((row) =>
    row
      .flatMap((text, column) =>
        widths[column] === 0 ? [] : [text + ' '.repeat(Math.max(0, (widths[column] ?? 0) - displayWidth(text)))],
      )
      .join('  ')
      .trimEnd(),
  );
};

const vpcText = ({ vpcId, vpcName }: ReportedVpc): string => plain(vpcName ?? vpcId);

export const vpcsLabel = (vpcs: readonly ReportedVpc[]): string => {
  const [first, ...others] = vpcs;
  if (first === undefined) return '';
  if (others.length === 0) return vpcText(first);
  const names = vpcs.flatMap(({ vpcName }) => vpcName ?? []);
  const name = names.length === vpcs.length ? groupName(names) : null;

  return name === null ? counted(vpcs.length, 'VPC') : `${name} (${counted(vpcs.length, 'VPC')})`;
};
