import type { Report, ReportSubnet } from '../../audit.ts';
import { groupBy } from '../../group-by.ts';
import { publicWays } from '../outcome.ts';
import { plain } from '../plain-text.ts';
import { columnsOf, paintOf, type Style } from '../style.ts';
import { verdictKinds, verdictMark, verdictPaint, verdictWord } from '../verdict-word.ts';
import { type Cell, gap, grid, shrink, widthsOf } from './grid.ts';

type Verdict = (typeof verdictKinds)[number];

interface ServiceTally {
  readonly service: string;
  readonly counts: Map<Verdict, number>;
  /** Of subnets from which it is public; null where they are not known. */
  clients: number | null;
}

const addSubnet = (tallies: Map<string, ServiceTally>, { paths, clients }: ReportSubnet): void => {
  const open = new Set(publicWays(paths));
  for (const [service, own] of groupBy(
    paths.filter(({ primary }) => primary),
    (path) => path.service,
  )) {
    const tally = tallies.get(service) ?? { service, counts: new Map(), clients: 0 };
    tallies.set(service, tally);
    for (const { way } of own) tally.counts.set(way.verdict, (tally.counts.get(way.verdict) ?? 0) + 1);
    if (own.some(({ way }) => open.has(way)))
      tally.clients = tally.clients === null || clients === null ? null : tally.clients + clients.total;
  }
};

const byBadness = (a: ServiceTally, b: ServiceTally): number =>
  verdictKinds.reduce((order, kind) => order || (b.counts.get(kind) ?? 0) - (a.counts.get(kind) ?? 0), 0);

/** Services down, verdicts across: how many paths of a service come to each, and how many clients call it publicly. */
export const tallyLines = ({ subnets }: Report, style: Style): string[] => {
  const paint = paintOf(style);
  const tallies = new Map<string, ServiceTally>();
  for (const subnet of subnets) addSubnet(tallies, subnet);
  if (tallies.size === 0) return [];
  const sorted = [...tallies.values()].sort(byBadness);
  const kinds = verdictKinds.filter((kind) => sorted.some(({ counts }) => counts.has(kind)));
  const rowsWith = (head: (kind: Verdict) => string): Cell[][] => [
    ['service', 'clients', ...kinds.map(head)].map((text) => ({ text, paint: paint.bold })),
    ...sorted.map(({ service, counts, clients }): Cell[] => [
      { text: plain(service) },
      { text: clients === null ? '?' : String(clients), paint: paint.dim },
      ...kinds.map((kind) => ({ text: String(counts.get(kind) ?? ''), paint: verdictPaint(kind, paint) })),
    ]),
  ];
  const widthOf = (rows: Cell[][]): number => widthsOf(rows).reduce((sum, width) => sum + width + gap, -gap);
  const worded = rowsWith(verdictWord);
  const rows = widthOf(worded) <= columnsOf(style) ? worded : rowsWith(verdictMark);
  const natural = widthsOf(rows);

  return grid(
    rows,
    style.endless
      ? natural
      : shrink(
          natural,
          natural.map((width, index) => (index === 0 ? 8 : width)),
          columnsOf(style),
        ),
  );
};
