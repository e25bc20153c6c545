import { isRecord, type UnknownRecord } from '../is-record.ts';
import { routeTargetFields } from '../snapshot/route-targets.ts';

/** What an item of these lists is called; others are called by their field. */
const nouns: ReadonlyMap<string, string> = new Map([
  ['Associations', 'association of'],
  ['Attachments', 'attachment to'],
  ['Domains', 'domain'],
  ['Entries', 'entry'],
  ['FirewallRules', 'rule'],
  ['Groups', 'security group'],
  ['IpPermissions', 'inbound rule'],
  ['IpPermissionsEgress', 'outbound rule'],
  ['ResourceRecordSets', 'record'],
  ['RouteTableIds', 'route table'],
  ['Routes', 'route'],
  ['SecurityGroupIds', 'security group'],
  ['SubnetIds', 'subnet'],
  ['VpcAttachments', 'attachment to'],
]);

const longest = 80;

/** Flags by their name where they are set, all else by its value. An association is told only because it is there. */
const leaves = (value: unknown): readonly string[] => {
  if (Array.isArray(value)) return value.flatMap(leaves);
  if (!isRecord(value)) return [String(value)];

  return Object.entries(value).flatMap(([key, inner]) => {
    if (inner === false || key === 'AssociationState') return [];

    return inner === true ? [key] : leaves(inner);
  });
};

const shortened = (text: string): string => (text.length > longest ? `${text.slice(0, longest - 1)}…` : text);

export const itemText = (field: string, item: unknown): string =>
  `${nouns.get(field) ?? field} ${shortened(leaves(item).join(' '))}`;

export const scalarText = (value: unknown): string => {
  const text = value === undefined || value === null ? 'none' : String(value);

  return text.length > longest ? '…' : text;
};

const firstText = (record: UnknownRecord, fields: readonly string[]): string =>
  fields.map((field) => record[field]).find((value): value is string => typeof value === 'string' && value !== '') ??
  '';

export const routeDestination = (route: UnknownRecord): string =>
  firstText(route, ['DestinationPrefixListId', 'DestinationCidrBlock', 'DestinationIpv6CidrBlock']);

export const routeTarget = (route: UnknownRecord): string => firstText(route, routeTargetFields);
