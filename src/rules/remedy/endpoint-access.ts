import { clientsOf } from '../../analysis/client.ts';
import type { Hop, Path } from '../../analysis/path.ts';
import type { AclLine, Change } from '../../changes/change.ts';
import { inOrder, type Remedy, remedyBy } from '../../changes/remedy.ts';
import { type Family, formatCidr } from '../../net/cidr.ts';
import type { NetworkAcl } from '../../network/access.ts';
import type { Endpoint, Subnet, Vpc } from '../../network/network.ts';
import { isUnread } from '../../network/unread.ts';
import type { PortRange, Ports } from '../../services/ports.ts';
import { admitClients } from './admission.ts';
import { placeIn } from './place-in.ts';

/** What AWS advises to let replies back through, whatever clients run on. */
const replies: PortRange = { first: 1024, last: 65_535 };

/** Of alternatives the first: the one that AWS names first. */
const portsToOpen = (needed: Ports): readonly PortRange[] => needed.flatMap((alternatives) => alternatives.slice(0, 1));

const cidrsOf = ({ cidrs }: Vpc, family: Family): readonly string[] => cidrs[family].map(formatCidr);

/** Where the endpoint stands, and nothing else of its VPC. */
const doorCidrs = (doors: readonly Subnet[], family: Family): readonly string[] => [
  ...new Set(doors.flatMap(({ cidr, ipv6Cidrs }) => (family === 'ipv6' ? ipv6Cidrs : (cidr ?? []))).map(formatCidr)),
];

type Line = Omit<AclLine, 'number'>;

/** A call that an ACL lets through in one direction, and its replies in the other. */
const linesFor = (cidrs: readonly string[], ports: readonly PortRange[], egress: boolean): readonly Line[] =>
  cidrs.flatMap((cidr) => [
    ...ports.map((port): Line => ({ egress, allows: true, cidr, port })),
    { egress: !egress, allows: true, cidr, port: replies },
  ]);

/** Before all lines that are there, as one of them denies; null where there is no room. */
const numbered = ({ entries }: NetworkAcl, lines: readonly Line[]): readonly AclLine[] | null => {
  const made: AclLine[] = [];
  for (const egress of [true, false]) {
    const own = lines.filter((line) => line.egress === egress);
    const first = entries.find((entry) => entry.egress === egress)?.number ?? 100;
    const start = Math.max(1, first - 10);
    if (start + own.length > first) return null;
    made.push(...own.map((line, at) => ({ ...line, number: start + at })));
  }

  return made;
};

const hasAcl = ({ networkAcl }: Subnet, id: string): boolean => !isUnread(networkAcl) && networkAcl?.id === id;

/** It may stand before the clients, before the endpoint, or before both. */
const openAcl = (path: Path, aclId: string, endpoint: Endpoint, home: Vpc): Remedy | null => {
  const { subnet, service, family } = path;
  const ports = portsToOpen(service.ports.needed);
  const doors = endpoint.subnetIds.flatMap((id) => home.subnetsById.get(id) ?? []);
  const isBefore = { clients: hasAcl(subnet, aclId), endpoint: doors.some((door) => hasAcl(door, aclId)) };
  const [acl] = [subnet, ...doors].flatMap(({ networkAcl }) =>
    !isUnread(networkAcl) && networkAcl?.id === aclId ? networkAcl : [],
  );
  if (acl === undefined) return null;
  const lines = numbered(acl, [
    ...(isBefore.clients ? linesFor(doorCidrs(doors, family), ports, true) : []),
    ...(isBefore.endpoint ? linesFor(cidrsOf(subnet.vpc, family), ports, false) : []),
  ]);
  const place = placeIn(isBefore.clients ? subnet.vpc : home);

  return lines === null || lines.length === 0
    ? null
    : remedyBy(...lines.map((line): Change => ({ ...place, kind: 'add-acl-entry', aclId, line })));
};

/** Groups of clients let packets out to the VPC where the endpoint stands. */
const letOut = ({ subnet, service, family }: Path, { at }: Hop, home: Vpc): Remedy | null => {
  const client = clientsOf(subnet).find(({ securityGroupIds }) => securityGroupIds?.join(', ') === at);
  const [groupId] = client?.securityGroupIds ?? [];
  const rules = portsToOpen(service.ports.needed).flatMap((port) =>
    cidrsOf(home, family).map((cidr) => ({ port, peer: { cidr } })),
  );
  if (groupId === undefined || rules.length === 0) return null;

  return remedyBy({ ...placeIn(subnet.vpc), kind: 'add-group-rules', groupId, direction: 'egress', rules });
};

/** What lets clients past the group or network ACL that keeps them from an interface endpoint; null where nobody can tell. */
export const letIntoEndpoint = (path: Path, endpoint: Endpoint, home: Vpc): Remedy | null => {
  const barrier = path.outcome.hops.findLast(({ does }) => does === 'denies');
  if (barrier === undefined) return null;
  if (barrier.at.startsWith('acl-')) return openAcl(path, barrier.at, endpoint, home);
  const admitted =
    barrier.at === endpoint.securityGroupIds.join(', ')
      ? admitClients(home, endpoint, path.service.ports.needed, path.subnet.vpc)
      : [];

  return admitted.length > 0 ? inOrder(...admitted) : letOut(path, barrier, home);
};
