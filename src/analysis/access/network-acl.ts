import { memoize } from '../../memoize.ts';
import { type Family, parseCidr } from '../../net/cidr.ts';
import { intersect, type Ranges, subtract, union } from '../../net/ranges.ts';
import type { AclEntry, NetworkAcl } from '../../network/access.ts';
import type { PortRange } from '../../services/ports.ts';

/** What AWS lets people number; the line behind them all, `*`, denies the rest. */
const lastNumber = 32_766;

export type Direction = 'egress' | 'ingress';

/** What Linux clients use by default; an ACL that lets none of them back in cuts every connection. */
export const ephemeral: PortRange = { first: 32_768, last: 60_999 };

const rangesOf = ({ cidr: text }: AclEntry, family: Family): Ranges => {
  const cidr = parseCidr(text);

  return cidr?.family === family ? [{ first: cidr.first, last: cidr.last }] : [];
};

const allowedAt = (entries: readonly AclEntry[], ranges: Ranges, port: number, family: Family): Ranges => {
  let undecided = ranges;
  let allowed: Ranges = [];
  for (const entry of entries) {
    if (undecided.length === 0) break;
    if (port < entry.fromPort || port > entry.toPort) continue;

    const decided = intersect(undecided, rangesOf(entry, family));
    if (entry.allows) allowed = union([...allowed, ...decided]);
    undecided = subtract(undecided, decided);
  }

  return allowed;
};

/** Between two neighbouring marks every port is treated alike. */
const marks = (entries: readonly AclEntry[], { first, last }: PortRange): number[] => {
  const ports = new Set([first]);
  for (const { fromPort, toPort } of entries) {
    if (fromPort > first && fromPort <= last) ports.add(fromPort);
    if (toPort >= first && toPort < last) ports.add(toPort + 1);
  }

  return [...ports];
};

export interface Allowed {
  /** Addresses for which at least one of the ports is open. */
  readonly some: Ranges;
  /** Addresses for which all of them are. */
  readonly all: Ranges;
}

/**
 * Stateless, lowest rule number first, and what no rule allows is denied.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/nacl-rules.html
 */
export const aclAllows = (
  acl: NetworkAcl,
  direction: Direction,
  ranges: Ranges,
  ports: PortRange,
  family: Family,
): Allowed => {
  const entries = acl.entries.filter(({ egress }) => egress === (direction === 'egress'));
  const sets = marks(entries, ports).map((port) => allowedAt(entries, ranges, port, family));

  return { some: union(sets.flat()), all: sets.reduce(intersect, ranges) };
};

/** The line that keeps the first of some addresses back: `rule 90 denies 52.216.0.0/15`. */
export const denialOf = (
  { entries }: NetworkAcl,
  direction: Direction,
  [first]: Ranges,
  { first: port }: PortRange,
  family: Family,
): string => {
  const line = entries.find(
    (entry) =>
      entry.egress === (direction === 'egress') &&
      port >= entry.fromPort &&
      port <= entry.toPort &&
      intersect(first === undefined ? [] : [{ first: first.first, last: first.first }], rangesOf(entry, family))
        .length > 0,
  );

  if (line === undefined || line.number > lastNumber) return 'no rule allows it';

  return line.allows ? `rule ${line.number} allows some of the ports` : `rule ${line.number} denies ${line.cidr}`;
};

const everything: Readonly<Record<Family, string>> = { ipv4: '0.0.0.0/0', ipv6: '::/0' };

const opensAtOnce = ({ entries }: NetworkAcl, egress: boolean, family: Family): boolean => {
  const first = entries.find((entry) => entry.egress === egress && entry.cidr.includes(':') === (family === 'ipv6'));

  return first?.allows === true && first.cidr === everything[family] && first.fromPort === 0 && first.toPort === 65_535;
};

const opensBothWays = (acl: NetworkAcl, family: Family): boolean =>
  opensAtOnce(acl, true, family) && opensAtOnce(acl, false, family);

const openTo = memoize(
  (acl: NetworkAcl): Readonly<Record<Family, boolean>> => ({
    ipv4: opensBothWays(acl, 'ipv4'),
    ipv6: opensBothWays(acl, 'ipv6'),
  }),
);

/** The first rule each way lets everything through: by far the commonest ACL, and quick to recognise. */
export const isOpenAcl = (acl: NetworkAcl, family: Family): boolean => openTo(acl)[family];
