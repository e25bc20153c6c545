import { compare } from '../../../order.ts';
import { exitOrder } from '../../picture/exit-names.ts';
import { exitNote } from './exit-note.ts';
import { measures } from './measures.ts';
import { type LineOrder, laneKeyOf } from './order.ts';
import type { PlacedBands } from './place-bands.ts';
import type { Exit, Fate, Plan } from './plan.ts';

export interface PlacedExit {
  readonly exit: Exit;
  readonly x: number;
  readonly y: number;
  readonly height: number;
  /** Where its line comes in and goes out. */
  readonly at: number;
  readonly spine: number;
  /** The line behind it, where it leads to services. */
  readonly out: number | null;
}

/** Lines go level from a lane into the exit: the lane that most clients use decides its height. */
const wishOf = (exit: Exit, { natBoxes }: Plan, { bandOf }: PlacedBands): number | null => {
  const weights = new Map<number, number>();
  const laneY = ({ box, leave }: Fate): number | undefined =>
    bandOf.get((leave?.nat ? natBoxes.get(leave.nat) : undefined) ?? box)?.lanes.get(laneKeyOf(exit));
  for (const fate of exit.fates) {
    const y = laneY(fate);
    if (y !== undefined) weights.set(y, (weights.get(y) ?? 0) + fate.clients + 1);
  }
  const [best] = [...weights].sort(([a, one], [b, other]) => other - one || a - b);

  return best?.[0] ?? null;
};

const rank = ({ kind }: Exit): number => {
  const at = exitOrder.indexOf(kind);

  return at < 0 ? exitOrder.length : at;
};

interface Draft {
  readonly exit: Exit;
  readonly wish: number | null;
  readonly height: number;
  y: number;
}

const drafted = (plan: Plan, bands: PlacedBands): readonly Draft[] =>
  plan.exits
    .map((exit) => {
      const height = measures.exitHeight + (exitNote(plan, exit) === '' ? 0 : measures.noteHeight);

      return { exit, wish: wishOf(exit, plan, bands), height, y: 0 };
    })
    .sort(
      (a, b) =>
        (a.wish ?? Number.MAX_VALUE) - (b.wish ?? Number.MAX_VALUE) ||
        rank(a.exit) - rank(b.exit) ||
        compare(a.exit.key, b.exit.key),
    );

/** From above each as high as it wishes; then, from below, up again where there is no room. */
const pushApart = (drafts: readonly Draft[], bottom: number): void => {
  let least: number = measures.head - 6;
  for (const draft of drafts) {
    draft.y = Math.max(least, (draft.wish ?? least) - draft.height / 2);
    least = draft.y + draft.height + measures.exitGap;
  }
  let most = Math.max(bottom - 8, least - measures.exitGap);
  for (const draft of drafts.toReversed()) {
    if (draft.y + draft.height > most) draft.y = most - draft.height;
    most = draft.y - measures.exitGap;
  }
};

export interface PlacedExits {
  readonly byKey: ReadonlyMap<string, PlacedExit>;
  readonly left: number;
  readonly right: number;
  /** The left edge of what stands behind the exits. */
  readonly behind: number;
}

export const placeExits = (plan: Plan, bands: PlacedBands, from: number, order: LineOrder): PlacedExits => {
  const left = from + 12 + Math.max(1, order.spines.length) * measures.lane + 12;
  const right = left + measures.exitWidth;
  const drafts = drafted(plan, bands);
  pushApart(drafts, bands.bottom);
  const placed = drafts.map(({ exit, wish, height, y }): PlacedExit => {
    const out = order.outs.indexOf(exit.key);

    return {
      ...{ exit, x: left, y, height },
      at: wish === null ? y + height / 2 : Math.max(y + 10, Math.min(y + height - 10, wish)),
      spine: from + 12 + order.spines.indexOf(laneKeyOf(exit)) * measures.lane,
      out: out < 0 ? null : right + 14 + out * measures.lane,
    };
  });

  return {
    byKey: new Map(placed.map((one) => [one.exit.key, one])),
    ...{ left, right, behind: right + 14 + Math.max(1, order.outs.length) * measures.lane + 14 },
  };
};
