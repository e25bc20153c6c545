import { displayWidth, plain, widest } from '../plain-text.ts';
import { columnsOf, type Paint, paintOf, type Style } from '../style.ts';
import { verdictPaint } from '../verdict-word.ts';
import { type Cell, gap, grid, shrink } from './grid.ts';
import type { MatrixRow } from './matrix.ts';
import { stackedLines } from './stacked-lines.ts';
import { labelings } from './subnet-label.ts';
import type { VerdictCell } from './verdict-cell.ts';

export const margin = 2;
const leastDetail = 9;
const kindOnly = 7;

type Said = VerdictCell | 'as IPv4' | null;

/** One line of the matrix: a row of one address family. */
interface Line {
  readonly label: string;
  readonly cells: readonly Said[];
}

/** What one service's column needs. */
interface Column {
  readonly head: string;
  readonly wordWidth: number;
  readonly detailWidth: number;
}

const linesOf = (row: MatrixRow, label: string): Line[] => {
  const ipv4 = row.cells.map((cell) => cell.ipv4);
  const ipv6 = row.cells.map((cell) => cell.ipv6);
  const only6 = ipv4.every((cell) => cell === null);
  const differs = ipv6.some((cell) => cell !== null && cell !== 'as IPv4');
  if (only6) return [{ label: `${label} IPv6`, cells: ipv6 }];

  return differs
    ? [
        { label, cells: ipv4 },
        { label: '  IPv6', cells: ipv6 },
      ]
    : [{ label, cells: ipv4 }];
};

const columnsFor = (rows: readonly MatrixRow[]): Column[] => {
  const lines = rows.flatMap((row) => linesOf(row, ''));

  return (rows[0]?.cells ?? []).map(({ service }, column) => {
    const said = lines.map((line) => line.cells[column]);
    const cells = said.filter((cell) => typeof cell === 'object' && cell !== null);

    return {
      head: plain(service),
      wordWidth: widest(cells.map((cell) => cell.word)),
      detailWidth: widest(cells.map((cell) => plain(cell.detail))),
    };
  });
};

const widthOf = ({ head, wordWidth, detailWidth }: Column, limit: number): number =>
  Math.max(displayWidth(head), wordWidth + (detailWidth && 1 + Math.min(limit, detailWidth)));

const totalOf = (widths: readonly number[]): number => widths.reduce((sum, width) => sum + width + gap, -gap);

const cellOf = (said: Said, wordWidth: number, paint: Paint): Cell => {
  if (said === null) return { text: '' };
  if (said === 'as IPv4') return { text: said, paint: paint.dim };
  const color = verdictPaint(said.verdict, paint);
  const space = ' '.repeat(wordWidth - displayWidth(said.word));

  return {
    text: said.detail ? `${said.word}${space} ${said.detail}` : said.word,
    paint: (text) => color(text.slice(0, said.word.length)) + paint.dim(text.slice(said.word.length)),
  };
};

const drawn = (lines: readonly Line[], columns: readonly Column[], widths: number[], paint: Paint): string[] => {
  const head = ['subnet', ...columns.map((column) => column.head)].map((text) => ({ text, paint: paint.bold }));
  const rule = widths.map((width) => ({ text: '─'.repeat(width), paint: paint.dim }));
  const body = lines.map((line) => [
    { text: line.label },
    ...line.cells.map((said, index) => cellOf(said, columns[index]?.wordWidth ?? 0, paint)),
  ]);

  return grid([head, rule, ...body], widths);
};

const acrossLines = (rows: readonly MatrixRow[], room: number, paint: Paint): string[] | null => {
  const columns = columnsFor(rows);
  const widths = (detail: number): number[] => columns.map((column) => widthOf(column, detail));
  const natural = widths(Number.POSITIVE_INFINITY);
  const least = widths(leastDetail);
  const [full = [], short = [], terse = []] = labelings(rows);
  const attempts = [
    [full, natural],
    [short, natural],
    [full, least],
    [short, least],
    [terse, least],
    [terse, widths(kindOnly)],
  ] as const;
  for (const [labels, minimums] of attempts) {
    const lines = rows.flatMap((row, index) => linesOf(row, labels[index] ?? ''));
    const label = widest(['subnet', ...lines.map((line) => line.label)]);
    const fitted = shrink([label, ...natural], [label, ...minimums], room);
    if (totalOf(fitted) <= room) return drawn(lines, columns, fitted, paint);
  }

  return null;
};

const isStarred = (said: Said): boolean => typeof said === 'object' && said !== null && said.word.endsWith('*');

/** Subnets down, services across; where the columns are too few for that, each service on a line of its own. */
export const matrixLines = (rows: readonly MatrixRow[], style: Style): string[] => {
  const paint = paintOf(style);
  const room = columnsOf(style) - margin;
  const lines = acrossLines(rows, room, paint) ?? stackedLines(rows, room, paint);
  const starred = rows.some((row) => row.cells.some(({ ipv4, ipv6 }) => isStarred(ipv4) || isStarred(ipv6)));
  const note = starred ? ['', paint.dim('* could be overturned by what was not read or is not documented')] : [];

  return [...lines, ...note].map((line) => (line === '' ? line : ' '.repeat(margin) + line));
};
