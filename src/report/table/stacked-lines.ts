import { plain, truncate } from '../plain-text.ts';
import { columnsOf, type Paint, paintOf, type Style } from '../style.ts';
import { verdictPaint } from '../verdict-word.ts';
import { type Cell, gap, grid, shrink, widthsOf } from './grid.ts';
import type { Matrix } from './matrix.ts';
import type { MatrixCell } from './rows.ts';
import type { VerdictCell } from './verdict-cell.ts';

const indent = '  ';
const leastName = 12;

const verdictRow = (label: string, cell: VerdictCell, paint: Paint): Cell[] => [
  { text: plain(label) },
  { text: cell.word, paint: verdictPaint(cell.verdict, paint) },
  { text: plain(cell.detail), paint: paint.dim },
  { text: cell.detail === cell.reason ? '' : plain(cell.reason), paint: paint.dim },
];

const serviceRows = ({ service, ipv4, ipv6 }: MatrixCell, paint: Paint): Cell[][] => {
  const rows: Cell[][] = [];
  if (ipv4) rows.push(verdictRow(service, ipv4, paint));
  if (ipv6 && ipv6 !== 'as IPv4') rows.push(verdictRow(ipv4 ? '  IPv6' : `${service} IPv6`, ipv6, paint));

  return rows;
};

/** A block a row: what it is of, then a line a service. */
export const stackedLines = ({ blocks }: Matrix, style: Style): string[] => {
  const paint = paintOf(style);
  const room = columnsOf(style);
  const rows = blocks.flatMap((block) => block.rows);
  const told = rows.map((row) => row.cells.flatMap((cell) => (cell === null ? [] : serviceRows(cell, paint))));
  const natural = widthsOf(told.flat());
  const [service = 0, word = 0, detail = 0, reason = 0] = natural;
  const inner = room - 2 * indent.length;
  const withReason = service + word + detail + reason + 3 * gap <= inner;
  const columns = withReason && reason > 0 ? 4 : 3;
  const least = [Math.min(leastName, service), word, Math.min(leastName, detail), reason];
  const widths = shrink(natural.slice(0, columns), least, inner);
  const bodies = told
    .map((cells) =>
      grid(
        cells.map((row) => row.slice(0, columns)),
        widths,
      ).map((line) => indent.repeat(2) + line),
    )
    .values();

  return blocks.flatMap(({ title, rows: own }) => [
    ...(title === null ? [] : [paint.bold(truncate(title, room))]),
    ...own.flatMap(({ label }) => [paint.bold(truncate(indent + label, room)), ...(bodies.next().value ?? [])]),
  ]);
};
