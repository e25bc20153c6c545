import { plain, truncate } from '../plain-text.ts';
import type { Paint } from '../style.ts';
import { verdictPaint } from '../verdict-word.ts';
import { type Cell, gap, grid, shrink, widthsOf } from './grid.ts';
import type { MatrixRow } from './matrix.ts';
import type { VerdictCell } from './verdict-cell.ts';

const indent = '  ';
const leastName = 12;

const verdictRow = (label: string, cell: VerdictCell, paint: Paint): Cell[] => [
  { text: plain(label) },
  { text: cell.word, paint: verdictPaint(cell.verdict, paint) },
  { text: plain(cell.detail), paint: paint.dim },
  { text: cell.detail === cell.reason ? '' : plain(cell.reason), paint: paint.dim },
];

const serviceRows = (service: string, { ipv4, ipv6 }: MatrixRow['cells'][number], paint: Paint): Cell[][] => {
  const rows: Cell[][] = [];
  if (ipv4) rows.push(verdictRow(service, ipv4, paint));
  if (ipv6 && ipv6 !== 'as IPv4') rows.push(verdictRow(ipv4 ? '  IPv6' : `${service} IPv6`, ipv6, paint));

  return rows;
};

const titleOf = (row: MatrixRow | undefined): string => {
  const [first, ...others] = row?.subnets ?? [];
  if (!first) return '';
  const name = first.name ? `${plain(first.id)}  ${first.name}` : first.id;

  return others.length > 0 ? `${first.name ?? first.id} and ${others.length} more` : name;
};

/** A block a row: the subnet, then a line a service. */
export const stackedLines = (rows: readonly MatrixRow[], room: number, paint: Paint): string[] => {
  const blocks = rows.map((row) => row.cells.flatMap((cell) => serviceRows(cell.service, cell, paint)));
  const natural = widthsOf(blocks.flat());
  const [service = 0, word = 0, detail = 0, reason = 0] = natural;
  const inner = room - indent.length;
  const withReason = service + word + detail + reason + 3 * gap <= inner;
  const columns = withReason && reason > 0 ? 4 : 3;
  const least = [Math.min(leastName, service), word, Math.min(leastName, detail), reason];
  const widths = shrink(natural.slice(0, columns), least, inner);

  return blocks.flatMap((block, index) => [
    ...(index > 0 ? [''] : []),
    paint.bold(truncate(titleOf(rows[index]), room)),
    ...grid(
      block.map((row) => row.slice(0, columns)),
      widths,
    ).map((line) => indent + line),
  ]);
};
