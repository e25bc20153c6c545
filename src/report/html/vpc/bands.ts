import { groupBy } from '../../../group-by.ts';
import type { Box } from '../../picture/box.ts';
import type { Tier } from '../../picture/drawn-subnet.ts';

/** A row of boxes, one a zone at most. */
export interface Band {
  readonly tier: Tier;
  readonly cells: ReadonlyMap<string, Box>;
}

const tiers: readonly Tier[] = ['public', 'private', 'isolated'];

/** Boxes whose names have something in common share a row; those that are alone fill up rows together. */
const rowsOf = (boxes: readonly Box[]): readonly Map<string, Box>[] => {
  const sizes = groupBy(boxes, ({ stem }) => stem);
  const rows: { readonly stem: string | null; readonly cells: Map<string, Box> }[] = [];
  for (const box of boxes) {
    const stem = (sizes.get(box.stem)?.length ?? 0) > 1 ? box.stem : null;
    const row = rows.find((one) => one.stem === stem && !one.cells.has(box.zone));
    if (row === undefined) rows.push({ stem, cells: new Map([[box.zone, box]]) });
    else row.cells.set(box.zone, box);
  }

  return rows.map(({ cells }) => cells);
};

export const bandsOf = (boxes: readonly Box[]): readonly Band[] =>
  tiers.flatMap((tier) => rowsOf(boxes.filter((box) => box.tier === tier)).map((cells) => ({ tier, cells })));
