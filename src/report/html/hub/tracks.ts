import { groupBy } from '../../../group-by.ts';
import type { Door } from '../../picture/door.ts';
import type { Composite } from './composite.ts';
import { compositeWidth, hubMeasures } from './measures.ts';
import type { HubPlaces, PlacedComposite, PlacedConnector } from './place-hubs.ts';

/** One door that leads through a connector into another composite. */
export interface Crossing {
  readonly from: PlacedComposite;
  readonly door: Door;
  readonly y: number;
}

/** Crossings that run together from a connector into a VPC. */
export interface Track {
  readonly key: string;
  readonly connector: PlacedConnector;
  readonly into: PlacedComposite;
  readonly crossings: readonly [Crossing, ...Crossing[]];
  /** Where it comes into the VPC. */
  readonly y: number;
}

export const doorY = ({ y }: Pick<PlacedComposite, 'y'>, index: number): number =>
  y + index * (hubMeasures.doorHeight + hubMeasures.doorGap);

const isForward = (from: PlacedComposite, by: PlacedConnector, into: PlacedComposite): boolean =>
  by.x > from.x + compositeWidth && into.x > by.x + hubMeasures.connector;

interface Found extends Crossing {
  readonly connector: PlacedConnector;
  readonly into: PlacedComposite;
}

const crossingsIn = ({ composites, connectors }: HubPlaces): readonly Found[] => {
  const placed = new Map(composites.flatMap((one) => one.composite.vpcs.map((vpc) => [vpc, one] as const)));

  return composites.flatMap((from) =>
    from.composite.doors.flatMap((door, index): Found[] => {
      const connector = door.crossing === null ? undefined : connectors.get(door.crossing.by.id);
      const into = door.crossing === null ? undefined : placed.get(door.crossing.into);
      if (connector === undefined || into === undefined || !isForward(from, connector, into)) return [];

      return [{ from, door, connector, into, y: doorY(from, index) + hubMeasures.doorHeight / 2 }];
    }),
  );
};

const exitRank = ({ doors }: Composite, { door }: Found): number =>
  doors.findIndex(({ key }) => key === `${door.verdict} ${door.crossing?.leave.key}`);

const trackStep = 22;

/** What can be drawn as a line from left to right; the others are told in words. */
export const tracksOf = (places: HubPlaces): readonly Track[] => {
  const found = [...crossingsIn(places)].sort(
    (a, b) => exitRank(a.into.composite, a) - exitRank(b.into.composite, b) || a.y - b.y,
  );
  const groups = groupBy(found, ({ door, connector, into }) =>
    [door.verdict, connector.connector.id, into.composite.key, door.crossing?.leave.key].join(' '),
  );
  const entered = new Map<PlacedComposite, number>();

  return [...groups].map(([key, crossings]) => {
    const [{ connector, into }] = crossings;
    const before = entered.get(into) ?? 0;
    entered.set(into, before + 1);

    return { key, connector, into, crossings, y: into.y + trackStep + before * trackStep };
  });
};
