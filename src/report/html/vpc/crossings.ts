import { groupBy } from '../../../group-by.ts';
import { memoize } from '../../../memoize.ts';
import { geometryOf } from './geometry.ts';
import { legsOf } from './legs.ts';
import type { LineOrder } from './order.ts';
import type { Fate, Plan } from './plan.ts';

interface Stretch {
  readonly group: string;
  readonly at: number;
  readonly from: number;
  readonly to: number;
}

const widened = (stretches: Map<string, Stretch>, found: Stretch): void => {
  const key = `${found.group} ${found.at}`;
  const known = stretches.get(key);
  const from = Math.min(found.from, known?.from ?? found.from);
  const to = Math.max(found.to, known?.to ?? found.to);
  stretches.set(key, { ...found, from, to });
};

/** Packets that come by from elsewhere mostly go alike. */
const distinctFates = memoize(({ fates }: Plan): readonly Fate[] => {
  const byWay = groupBy(fates, ({ box, pin, leave, part }) =>
    [box.index, pin.index, leave?.key, leave?.nat, part?.index].join(' '),
  );

  return [...byWay.values()].map(([first]) => first);
});

/** Where lines that do not run together cross. */
export const crossingsOf = (plan: Plan, order: LineOrder): number => {
  const geometry = geometryOf(plan, order);
  const level = new Map<string, Stretch>();
  const upright = new Map<string, Stretch>();
  for (const fate of distinctFates(plan))
    for (const { group, points } of legsOf(plan, geometry, fate))
      for (const [index, [bx, by]] of points.entries()) {
        const before = points[index - 1];
        if (before === undefined) continue;
        const [ax, ay] = before;
        if (ax === bx && ay !== by)
          upright.set(`${group} ${ax} ${ay} ${by}`, { group, at: ax, from: Math.min(ay, by), to: Math.max(ay, by) });
        else if (ay === by && ax !== bx)
          widened(level, { group, at: ay, from: Math.min(ax, bx), to: Math.max(ax, bx) });
      }
  let crossings = 0;
  for (const one of level.values())
    for (const other of upright.values())
      if (
        one.group !== other.group &&
        other.at > one.from &&
        other.at < one.to &&
        one.at > other.from &&
        one.at < other.to
      )
        crossings += 1;

  return crossings;
};
