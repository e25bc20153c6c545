import { exitKindName } from '../../picture/exit-names.ts';
import type { Picture } from '../../picture/picture.ts';
import { html, joined, type Markup } from '../markup.ts';
import { palette } from '../svg/palette.ts';
import { frameOf } from '../svg/shapes.ts';
import { textAt } from '../svg/text.ts';
import { hubMeasures } from './measures.ts';
import type { HubPlaces, PlacedConnector } from './place-hubs.ts';
import type { Crossing, Track } from './tracks.ts';

/** A connector, as high as what comes in and goes out; where two stand above each other, as high as it must be. */
export interface Bar {
  readonly placed: PlacedConnector;
  readonly x: number;
  readonly top: number;
  readonly bottom: number;
  /** Where each crossing comes in. */
  readonly entries: ReadonlyMap<Crossing, number>;
}

export const entryOf = ({ entries, top, bottom }: Bar, crossing: Crossing): number =>
  entries.get(crossing) ?? (top + bottom) / 2;

const margin = 20;
const entryStep = 14;

const tallBar = (placed: PlacedConnector, tracks: readonly Track[]): Bar => {
  const crossings = tracks.flatMap((track) => track.crossings);
  const heights = [...crossings.map(({ y }) => y), ...tracks.map(({ y }) => y)];

  return {
    ...{ placed, x: placed.x, top: Math.min(...heights) - margin, bottom: Math.max(...heights) + margin },
    entries: new Map(crossings.map((crossing) => [crossing, crossing.y])),
  };
};

const lowBar = (placed: PlacedConnector, tracks: readonly Track[]): Bar => {
  const crossings = tracks.flatMap((track) => track.crossings).sort((a, b) => a.y - b.y);
  const half = ((crossings.length - 1) * entryStep) / 2;

  return {
    ...{ placed, x: placed.x, top: placed.middle - half - margin, bottom: placed.middle + half + margin },
    entries: new Map(crossings.map((crossing, at) => [crossing, placed.middle - half + at * entryStep])),
  };
};

export const barsOf = ({ connectors }: HubPlaces, tracks: readonly Track[]): ReadonlyMap<string, Bar> => {
  const xs = [...connectors.values()].map(({ x }) => x);
  const bars = [...connectors].flatMap(([id, placed]) => {
    const own = tracks.filter(({ connector }) => connector === placed);
    if (own.length === 0) return [];
    const isAlone = xs.filter((x) => Math.abs(x - placed.x) < hubMeasures.connector).length === 1;

    return [[id, isAlone ? tallBar(placed, own) : lowBar(placed, own)] as const];
  });

  return new Map(bars);
};

export const barNodes = (picture: Picture, bars: ReadonlyMap<string, Bar>): Markup =>
  joined(
    [...bars.values()].map(({ placed: { connector }, x, top, bottom }) => {
      const frame = { x, y: top, width: hubMeasures.connector, height: bottom - top, radius: 8 };
      const center = x + hubMeasures.connector / 2;
      const room = hubMeasures.connector + 40;

      return html`${frameOf(frame, { cls: 'tg', fill: palette.surface, stroke: palette.frame, strokeWidth: 1.5 })}${textAt(center, top - 18, picture.nameOf(connector.id), { size: 12.5, bold: true, anchor: 'middle', room })}${textAt(center, top - 5, exitKindName(connector.kind), { size: 10.5, muted: true, anchor: 'middle', room })}`;
    }),
  );
