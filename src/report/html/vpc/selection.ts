import { html, type Markup } from '../markup.ts';
import type { Fate } from './plan.ts';

const pairOf = ({ box, pin }: Fate): string => `${box.index}.${pin.index}`;

/** The classes, within a `class`, by which something lights up with a box or a service; and the pairs of both. */
export const markedBy = (fates: readonly Fate[]): Markup => {
  const own = fates.filter(({ isPassing }) => !isPassing);
  const boxes = [...new Set(own.map(({ box }) => ` b${box.index}`))];
  const pins = [...new Set(own.map(({ pin }) => ` s${pin.index}`))];
  if (boxes.length < 2 || pins.length < 2) return html`${boxes.join('')}${pins.join('')}`;
  const pairs = [...new Set(own.map(pairOf))];
  // Where every pair is there, the classes tell it all.
  const isFull = pairs.length === boxes.length * pins.length;

  return html`${boxes.join('')}${pins.join('')}${isFull ? null : html`" data-p="${pairs.join(' ')}`}`;
};
