import type { VerdictKind } from '../../analysis/path.ts';
import type { Report } from '../../audit.ts';
import { counted } from '../counted.ts';
import { type Box, boxesOf } from './box.ts';
import { type Door, ownDoors } from './door.ts';
import { exitKindName } from './exit-names.ts';
import { type DrawnVpc, type Picture, pictureOf } from './picture.ts';

type DiagramNodeKind = 'subnets' | 'exit' | 'nat' | 'dead-end' | 'service';

export interface DiagramNode {
  readonly id: string;
  readonly kind: DiagramNodeKind;
  readonly lines: readonly string[];
}

export interface DiagramGroup {
  readonly id: string;
  readonly label: string;
  readonly nodes: readonly DiagramNode[];
}

/** Ways that run together: one line a verdict between two nodes. */
export interface DiagramEdge {
  readonly from: string;
  readonly to: string;
  readonly verdict: VerdictKind;
  readonly services: readonly string[];
}

/** A picture as boxes and lines, for tools that lay it out themselves. */
export interface Diagram {
  readonly groups: readonly DiagramGroup[];
  /** AWS services, which stand in no VPC. */
  readonly services: readonly DiagramNode[];
  readonly edges: readonly DiagramEdge[];
}

interface Edge extends DiagramEdge {
  readonly services: string[];
}

/** Tools refuse more lines, and nobody reads them: then VPCs stand for their subnets. */
const mostEdges = 200;

const sketch = () => {
  const ids = new Map<string, string>();
  const nodes = new Map<string, Map<string, DiagramNode>>();
  const edges = new Map<string, Edge>();
  const idOf = (key: string): string => {
    const id = ids.get(key) ?? `n${ids.size}`;
    ids.set(key, id);

    return id;
  };

  return {
    node(group: string, key: string, kind: DiagramNodeKind, lines: readonly string[]): string {
      const id = idOf(`${group} ${key}`);
      const own = nodes.get(group) ?? new Map<string, DiagramNode>();
      nodes.set(group, own);
      if (!own.has(id)) own.set(id, { id, kind, lines });

      return id;
    },
    edge(from: string, to: string, verdict: VerdictKind, service: string): void {
      const key = `${from} ${to} ${verdict}`;
      const edge = edges.get(key) ?? { from, to, verdict, services: [] };
      edges.set(key, edge);
      if (!edge.services.includes(service)) edge.services.push(service);
    },
    nodesOf: (group: string): readonly DiagramNode[] => [...(nodes.get(group)?.values() ?? [])],
    edges: (): readonly DiagramEdge[] => [...edges.values()],
  };
};

type Sketch = ReturnType<typeof sketch>;

const outside = 'services';

const people = (clients: number | null): string => {
  if (clients === null) return 'clients not read';

  return clients === 0 ? 'no clients' : counted(clients, 'client');
};

const serviceNode = (drawn: Sketch, picture: Picture, key: string): readonly [id: string, short: string] => {
  const found = picture.destinations.find((one) => one.key === key);

  return [drawn.node(outside, key, 'service', [found?.label ?? key]), found?.short ?? key];
};

const exitNode = (
  drawn: Sketch,
  picture: Picture,
  { anchor }: DrawnVpc,
  { kind, id }: NonNullable<Door['exit']>,
): string => drawn.node(anchor, `${kind} ${id}`, 'exit', [exitKindName(kind), picture.nameOf(id)]);

const natNode = (
  drawn: Sketch,
  picture: Picture,
  { anchor }: DrawnVpc,
  nat: string | null | undefined,
): string | null =>
  nat === null || nat === undefined ? null : drawn.node(anchor, nat, 'nat', ['NAT gateway', picture.nameOf(nat)]);

/** What a way passes within one VPC, in order. */
const stationsOf = (drawn: Sketch, picture: Picture, vpc: DrawnVpc, door: Door): readonly string[] => {
  const { exit, crossing, nats, verdict, reason } = door;
  if (exit === null) {
    const why = reason?.replaceAll('-', ' ') ?? 'nowhere';

    return [drawn.node(vpc.anchor, `${verdict} ${reason}`, 'dead-end', [why])];
  }
  const own = [natNode(drawn, picture, vpc, [...nats][0]), exitNode(drawn, picture, vpc, exit)];
  if (crossing === null) return own.flatMap((id) => id ?? []);
  const { into, leave } = crossing;

  return [...own, natNode(drawn, picture, into, leave.nat), exitNode(drawn, picture, into, leave)].flatMap(
    (id) => id ?? [],
  );
};

/** From where ways start to where they leave a VPC, and on to the service. */
const addDoor = (drawn: Sketch, picture: Picture, vpc: DrawnVpc, from: string, door: Door): void => {
  const { verdict, exit, destinationKeys } = door;
  const stations = [from, ...stationsOf(drawn, picture, vpc, door)];
  for (const key of destinationKeys) {
    const [service, short] = serviceNode(drawn, picture, key);
    const arrives = exit !== null && (verdict === 'private' || verdict === 'public');
    const passed = arrives ? [...stations, service] : stations;
    for (const [index, to] of passed.entries()) {
      const before = passed[index - 1];
      if (before !== undefined) drawn.edge(before, to, verdict, short);
    }
  }
};

const boxLines = (box: Box): readonly string[] => [
  box.label,
  box.subnets.length === 1 ? box.cidr : box.zone,
  people(box.first.clients === null ? null : box.clients),
];

const detailed = (picture: Picture): Sketch => {
  const drawn = sketch();
  for (const vpc of picture.vpcs)
    for (const box of boxesOf(picture, vpc).filter(({ isQuiet }) => !isQuiet)) {
      const from = drawn.node(vpc.anchor, box.first.anchor, 'subnets', boxLines(box));
      for (const door of ownDoors(picture, vpc, [box.first])) addDoor(drawn, picture, vpc, from, door);
    }

  return drawn;
};

const overview = (picture: Picture): Sketch => {
  const drawn = sketch();
  for (const vpc of picture.vpcs) {
    const from = drawn.node(vpc.anchor, vpc.anchor, 'subnets', [counted(vpc.subnets.length, 'subnet')]);
    for (const door of ownDoors(picture, vpc)) addDoor(drawn, picture, vpc, from, door);
  }

  return drawn;
};

export const diagramOf = (report: Report): Diagram => {
  const picture = pictureOf(report);
  const all = detailed(picture);
  const shorts = picture.destinations.map(({ short }) => short);
  const drawn = all.edges().length <= mostEdges ? all : overview(picture);

  return {
    groups: picture.vpcs.map(({ anchor, label, cidrs }, index) => ({
      id: `vpc${index}`,
      label: [label, ...cidrs.slice(0, 2)].join(' '),
      nodes: drawn.nodesOf(anchor),
    })),
    services: drawn.nodesOf(outside),
    edges: drawn
      .edges()
      .map((edge) => ({ ...edge, services: shorts.filter((short) => edge.services.includes(short)) })),
  };
};
