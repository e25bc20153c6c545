import { groupBy } from '../../../group-by.ts';
import { type Door, doorsOf } from '../../picture/door.ts';
import type { DrawnVpc, Picture } from '../../picture/picture.ts';
import { type Pin, pinsOf } from '../../picture/pin.ts';
import { hubMeasures } from './measures.ts';

/** A VPC with its ways out, or several that are alike. */
export interface Composite {
  readonly key: string;
  readonly vpcs: readonly [DrawnVpc, ...DrawnVpc[]];
  readonly pins: readonly Pin[];
  readonly doors: readonly Door[];
  readonly height: number;
}

/** So many VPCs are drawn one by one; of more, those that are alike share a card. */
const mostAlone = 8;

const alikeness = ({ pins, doors }: Pick<Composite, 'pins' | 'doors'>, isHub: boolean, anchor: string): string =>
  JSON.stringify([
    isHub ? anchor : '',
    pins.map(({ short }) => short),
    doors.map(({ verdict, exit, reason, crossing, destinationKeys }) => [
      ...[verdict, exit?.kind, reason, crossing?.by.id, crossing?.into.anchor, crossing?.leave.key],
      [...destinationKeys],
    ]),
  ]);

const mergedDoors = (all: readonly (readonly Door[])[]): readonly Door[] =>
  (all[0] ?? []).map((door, index) => {
    const same = all.flatMap((doors) => doors[index] ?? []);

    return {
      ...door,
      who: new Map(same.flatMap(({ who }) => [...who])),
      nats: new Set(same.flatMap(({ nats }) => [...nats])),
    };
  });

const heightOf = (pins: readonly Pin[], doors: readonly Door[]): number =>
  Math.max(
    hubMeasures.barTop + pins.length * hubMeasures.barStep,
    doors.length * (hubMeasures.doorHeight + hubMeasures.doorGap) - hubMeasures.doorGap,
  );

export const compositesOf = (picture: Picture): readonly Composite[] => {
  const all = picture.vpcs.map((vpc) => ({ vpc, pins: pinsOf(vpc), doors: doorsOf(picture, vpc) }));
  const hubs = new Set(all.flatMap(({ doors }) => doors.flatMap(({ crossing }) => crossing?.into ?? [])));
  const groups = groupBy(all, (one) =>
    picture.vpcs.length <= mostAlone ? one.vpc.anchor : alikeness(one, hubs.has(one.vpc), one.vpc.anchor),
  );

  return [...groups].map(([key, group]) => {
    const [first, ...rest] = group;
    const doors = mergedDoors(group.map((one) => one.doors));

    return {
      ...{ key, vpcs: [first.vpc, ...rest.map(({ vpc }) => vpc)], pins: first.pins, doors },
      height: heightOf(first.pins, doors),
    };
  });
};
