import type { Box } from '../../picture/box.ts';
import type { Band } from './bands.ts';
import type { Columns } from './columns.ts';
import { gearRowsOf } from './gear-rows.ts';
import { measures } from './measures.ts';
import type { LineOrder } from './order.ts';

export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

interface PlacedBand {
  readonly top: number;
  readonly boxTop: number;
  /** The height of each lane above the boxes. */
  readonly lanes: ReadonlyMap<string, number>;
}

export interface PlacedBands {
  readonly bands: ReadonlyMap<Band, PlacedBand>;
  readonly boxes: ReadonlyMap<Box, Rect>;
  readonly bandOf: ReadonlyMap<Box, PlacedBand>;
  /** The top of a NAT gateway's chip within its box. */
  readonly chips: ReadonlyMap<string, number>;
  readonly bottom: number;
}

const heightOf = (box: Box): number => {
  const rows = gearRowsOf(box).length;

  return measures.pin + measures.body + rows * measures.row + (rows > 0 ? 3 : 0);
};

const lanesAt = (keys: readonly string[], boxTop: number): ReadonlyMap<string, number> =>
  new Map(keys.map((key, at) => [key, boxTop - measures.gutterBottom - (keys.length - 1 - at) * measures.lane]));

const gutterOf = (lanes: number): number =>
  Math.max(measures.gutterLeast, measures.gutterTop + Math.max(0, lanes - 1) * measures.lane + measures.gutterBottom);

export const placeBands = (bands: readonly Band[], columns: Columns, order: LineOrder): PlacedBands => {
  const placed = new Map<Band, PlacedBand>();
  const boxes = new Map<Box, Rect>();
  const bandOf = new Map<Box, PlacedBand>();
  const chips = new Map<string, number>();
  let y: number = measures.head;
  for (const [index, band] of bands.entries()) {
    if (index > 0 && bands[index - 1]?.tier !== band.tier) y += 10;
    const keys = order.lanes.get(band) ?? [];
    const boxTop = y + gutterOf(keys.length);
    const at = { top: y, boxTop, lanes: lanesAt(keys, boxTop) };
    const height = Math.max(...[...band.cells.values()].map(heightOf));
    placed.set(band, at);
    for (const [zone, box] of band.cells) {
      boxes.set(box, { x: columns.zones.get(zone)?.box ?? 0, y: boxTop, width: columns.boxWidth, height });
      bandOf.set(box, at);
      gearRowsOf(box).forEach((row, rowIndex) => {
        if (row.kind === 'nat-gateway')
          chips.set(row.id, boxTop + measures.pin + measures.body + rowIndex * measures.row);
      });
    }
    y = boxTop + height + 12;
  }

  return { bands: placed, boxes, bandOf, chips, bottom: y + 4 };
};
