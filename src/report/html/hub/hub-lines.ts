import type { Picture } from '../../picture/picture.ts';
import { html, joined, type Markup } from '../markup.ts';
import { bundled, type Run } from '../svg/bundle.ts';
import { pixel, sumOf } from '../svg/numbers.ts';
import { verdictColors } from '../svg/palette.ts';
import { type Point, shortened } from '../svg/polyline.ts';
import type { Shared } from '../svg/shared.ts';
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
  readonly shared: Shared;
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
const deadEnd = (verdict: Door['verdict']): Markup => {
  const color = verdictColors[verdict].line;
  const stroke = (width: number): Markup => html`class="v-${verdict}" stroke="${color}" stroke-width="${width}"`;
  if (verdict === 'unknown')
    return html`<path d="M0 0H${hubMeasures.link - 2}" ${stroke(2.2)} stroke-dasharray="0.1 5" stroke-linecap="round"/>`;
  const stop = hubMeasures.link - 12;

  return html`<path d="M0 0H${stop}" ${stroke(1.8)} stroke-dasharray="1 4" stroke-linecap="round"/><path d="M${stop} -6v12" ${stroke(2)}/>`;
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
  drawing.nodes.push(doorNode(picture, composite, door, { x: at, y, shared: drawing.shared }));
  if (door.exit === null) {
    const id = drawing.shared(deadEnd(door.verdict));
    drawing.nodes.push(html`<use href="#${id}" x="${pixel(card)}" y="${pixel(middle)}"/>`);
  } else
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

interface HubParts {
  readonly tracks: readonly Track[];
  readonly bars: ReadonlyMap<string, Bar>;
  readonly shared: Shared;
}

export interface HubLines {
  readonly definitions: Markup;
  readonly lines: Markup;
  readonly nodes: Markup;
}

export const hubLines = (picture: Picture, places: HubPlaces, { tracks, bars, shared }: HubParts): HubLines => {
  const drawing: Drawing = { shared, runs: [], ends: [], nodes: [] };
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
