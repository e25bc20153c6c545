import type { Pin } from '../../picture/pin.ts';
import { textWidth } from '../svg/text.ts';
import { measures } from './measures.ts';
import type { Plan } from './plan.ts';

/** Where the zones stand, and the lines that rise from NAT gateways at their right. */
export interface Columns {
  readonly boxWidth: number;
  /** The left edge of a zone, and of its boxes, by zone. */
  readonly zones: ReadonlyMap<string, { readonly left: number; readonly box: number }>;
  /** Of each NAT gateway. */
  readonly risers: ReadonlyMap<string, number>;
  readonly right: number;
}

/** A pin holds its mark and its short name. */
const pinWidth = ({ short }: Pin): number => Math.ceil(textWidth(short, { size: 10.5, bold: true }) + 24);

/** Two zones get wider boxes than three: either picture fills a page at a like scale. */
const boxWidthOf = (zones: readonly string[], pins: readonly Pin[]): number =>
  Math.max(zones.length <= 2 ? 232 : 200, pins.length * Math.max(...pins.map(pinWidth), 0));

export const zoneColumns = ({ zones, pins, natBoxes }: Plan): Columns => {
  const width = boxWidthOf(zones, pins);
  const placed = new Map<string, { left: number; box: number }>();
  const risers = new Map<string, number>();
  let left: number = measures.padding + measures.tier;
  for (const zone of zones) {
    const box = left + measures.zonePadding;
    const nats = [...natBoxes].flatMap(([id, { zone: own }]) => (own === zone ? id : []));
    placed.set(zone, { left, box });
    nats.forEach((id, index) => {
      risers.set(id, box + width + measures.zoneGap + index * measures.lane);
    });
    left = box + width + measures.zoneGap + (nats.length > 0 ? nats.length * measures.lane + 3 : 0);
  }

  return { boxWidth: width, zones: placed, risers, right: left };
};
