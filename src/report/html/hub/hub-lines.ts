import type { Picture } from '../../picture/picture.ts';
import { html, joined, type Markup } from '../markup.ts';
import { bundled, type Run } from '../svg/bundle.ts';
import { pixel, sumOf } from '../svg/numbers.ts';
import { verdictColors } from '../svg/palette.ts';
import { type Point, shortened } from '../svg/polyline.ts';
import { type ArrowEnd, arrowHeads, haloStroke, headReach, strokesOf } from '../svg/stroke.ts';
import { thicknessOf } from '../svg/thickness.ts';
import { type Bar, entryOf } from './bars.ts';
import { crossingWords, doorClients, doorNode } from './door-node.ts';
import { compositeWidth, hubMeasures } from './measures.ts';
import type { HubPlaces, PlacedComposite } from './place-hubs.ts';
import { type Crossing, doorY, type Track } from './tracks.ts';

type Door = Crossing['door'];

/** What is collected while ways are drawn. */
interface Drawing {
  readonly runs: Run[];
  readonly ends: ArrowEnd[];
  readonly nodes: Markup[];
}

const runsAlong = (group: string, { verdict, who }: Door, points: readonly Point[]): readonly Run[] =>
  [...who].map(([subnet, clients]) => ({ group, verdict, points, who: subnet, clients }));

const withHead = (drawing: Drawing, group: string, door: Door, points: readonly Point[]): void => {
  const width = thicknessOf(doorClients(door));
  drawing.runs.push(...runsAlong(group, door, shortened(points, headReach(width))));
  drawing.ends.push({ verdict: door.verdict, at: points.at(-1) ?? [0, 0], toward: 'right', width });
};

/** Dots into the unknown; for what is dropped, dots and a stop. */
const deadEnd = ({ verdict }: Door, [from, to]: readonly [number, number], y: number): Markup => {
  const color = verdictColors[verdict].line;
  if (verdict === 'unknown')
    return html`<path d="M${pixel(from)} ${pixel(y)}H${pixel(to - 2)}" fill="none" class="v-unknown" stroke="${color}" stroke-width="2.2" stroke-dasharray="0.1 5" stroke-linecap="round"/>`;

  return html`<path d="M${pixel(from)} ${pixel(y)}H${pixel(to - 12)}" fill="none" class="v-${verdict}" stroke="${color}" stroke-width="1.8" stroke-dasharray="1 4" stroke-linecap="round"/><path d="M${pixel(to - 12)} ${pixel(y - 6)}v12" class="v-${verdict}" stroke="${color}" stroke-width="2"/>`;
};

const drawCrossing = (drawing: Drawing, placed: PlacedComposite, { door, y }: Crossing, bar: Bar, entry: number) => {
  const { composite, x } = placed;
  const group = `${composite.key} ${door.key}`;
  const card = x + hubMeasures.card;
  const left = card + hubMeasures.link + 8;
  const { words, width } = crossingWords(composite, door, { x: left, y });
  const right = left + width;
  const turn = Math.min(bar.x - 10, x + compositeWidth + 16);
  drawing.nodes.push(words);
  drawing.runs.push(
    ...runsAlong(group, door, [
      [card, y],
      [left, y],
    ]),
  );
  withHead(drawing, group, door, [
    [right, y],
    [turn, y],
    [turn, entry],
    [bar.x, entry],
  ]);
};

const drawOwnDoor = (picture: Picture, drawing: Drawing, placed: PlacedComposite, index: number): void => {
  const { composite, x } = placed;
  const door = composite.doors[index];
  if (door === undefined) return;
  const y = doorY(placed, index);
  const middle = y + hubMeasures.doorHeight / 2;
  const card = x + hubMeasures.card;
  const at = card + hubMeasures.link;
  drawing.nodes.push(doorNode(picture, composite, door, { x: at, y }));
  if (door.exit === null) drawing.nodes.push(deadEnd(door, [card, at], middle));
  else
    withHead(drawing, `${composite.key} ${door.key}`, door, [
      [card, middle],
      [at, middle],
    ]);
};

const throughBar = (drawing: Drawing, track: Track, bar: Bar, index: number, count: number): void => {
  const spine = bar.x + hubMeasures.connector - 24 - (count - 1 - index) * 16;
  const { key, into, y, crossings } = track;
  for (const crossing of crossings) {
    const entry = entryOf(bar, crossing);
    const points: readonly Point[] = [
      [bar.x + 1, entry],
      [spine, entry],
      [spine, y],
      [into.x - 8, y],
    ];
    drawing.runs.push(...runsAlong(key, crossing.door, points));
  }
  const clients = sumOf(new Map(crossings.flatMap(({ door }) => [...door.who])).values());
  const [{ door }] = crossings;
  drawing.ends.push({ verdict: door.verdict, at: [into.x, y], toward: 'right', width: thicknessOf(clients) });
};

export interface HubLines {
  readonly definitions: Markup;
  readonly lines: Markup;
  readonly nodes: Markup;
}

export const hubLines = (
  picture: Picture,
  places: HubPlaces,
  tracks: readonly Track[],
  bars: ReadonlyMap<string, Bar>,
): HubLines => {
  const drawing: Drawing = { runs: [], ends: [], nodes: [] };
  const crossing = new Set(tracks.flatMap(({ crossings }) => crossings.map(({ door }) => door)));
  for (const placed of places.composites)
    for (const [index, door] of placed.composite.doors.entries())
      if (!crossing.has(door)) drawOwnDoor(picture, drawing, placed, index);
  for (const [id, bar] of bars) {
    const own = tracks.filter(({ connector }) => connector.connector.id === id);
    for (const [index, track] of own.entries()) {
      for (const one of track.crossings) drawCrossing(drawing, one.from, one, bar, entryOf(bar, one));
      throughBar(drawing, track, bar, index, own.length);
    }
  }
  const { definitions, lines } = strokesOf(bundled(drawing.runs), 'hl');

  return {
    definitions,
    lines: html`<g fill="none" ${haloStroke}>${lines}</g>${arrowHeads(drawing.ends)}`,
    nodes: joined(drawing.nodes),
  };
};
