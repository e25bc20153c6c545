import { displayWidth, plain, truncate, widest, wrap } from '../plain-text.ts';
import { columnsOf, type Paint, paintOf, type Style } from '../style.ts';
import { verdictKinds, verdictMark, verdictPaint, verdictWord } from '../verdict-word.ts';
import { type Cell, gap, grid, shrink } from './grid.ts';
import type { LabelledRow, Matrix, MatrixBlock } from './matrix.ts';
import { stackedLines } from './stacked-lines.ts';
import type { VerdictCell } from './verdict-cell.ts';

const indent = '  ';
const leastLabel = 16;
const leastHead = 4;

type Said = VerdictCell | 'as IPv4' | null;

/** One line of the matrix: a row of one address family, or a title. */
interface Line {
  readonly label: string;
  readonly clients: string;
  readonly said: readonly Said[];
}

/** How much each cell says: from all there is to say down to its mark. */
interface Level {
  readonly lead: 'word' | 'mark';
  readonly rest: 'detail' | 'kind' | null;
}

const levels: readonly Level[] = [
  { lead: 'word', rest: 'detail' },
  { lead: 'mark', rest: 'detail' },
  { lead: 'word', rest: 'kind' },
  { lead: 'mark', rest: 'kind' },
  { lead: 'mark', rest: null },
];

const clientsText = (clients: number | null): string => (clients === null ? '?' : String(clients));

const linesOf = (row: LabelledRow): Line[] => {
  const label = indent + row.label;
  const clients = clientsText(row.clients);
  const ipv4 = row.cells.map((cell) => cell?.ipv4 ?? null);
  const ipv6 = row.cells.map((cell) => cell?.ipv6 ?? null);
  const only6 = ipv4.every((cell) => cell === null);
  const differs = ipv6.some((cell) => cell !== null && cell !== 'as IPv4');
  if (only6) return [{ label: `${label} IPv6`, clients, said: ipv6 }];

  return [{ label, clients, said: ipv4 }, ...(differs ? [{ label: `${indent}  IPv6`, clients: '', said: ipv6 }] : [])];
};

const cellText = (said: Said, { lead, rest }: Level, leadWidth: number): string => {
  if (said === null) return '';
  if (said === 'as IPv4') return rest === null ? '=' : said;
  const told = rest === null ? '' : plain(said[rest]);

  return told === '' ? said[lead] : said[lead] + ' '.repeat(leadWidth - displayWidth(said[lead]) + 1) + told;
};

const isCell = (said: Said | undefined): said is VerdictCell => typeof said === 'object' && said !== null;

const painted = (said: Said, { lead }: Level, paint: Paint): Cell['paint'] => {
  if (!isCell(said)) return paint.dim;
  const color = verdictPaint(said.verdict, paint);
  const { length } = said[lead];

  return (text) => color(text.slice(0, length)) + (text.length > length ? paint.dim(text.slice(length)) : '');
};

/** The texts of a level, and how wide each column of them is. */
interface Layout {
  readonly level: Level;
  readonly texts: readonly (readonly string[])[];
  readonly widths: readonly number[];
}

const layoutOf = ({ head, services }: Matrix, lines: readonly Line[], level: Level): Layout => {
  const leads = services.map((_, column) =>
    widest(lines.map(({ said }) => said[column]).flatMap((said) => (isCell(said) ? said[level.lead] : []))),
  );
  const texts = lines.map(({ said }) => said.map((cell, column) => cellText(cell, level, leads[column] ?? 0)));
  const columns = services.map((service, column) =>
    widest([plain(service), ...texts.map((cells) => cells[column] ?? '')]),
  );
  const label = widest([head, ...lines.map((line) => line.label)]);

  return { level, texts, widths: [label, widest(['clients', ...lines.map(({ clients }) => clients)]), ...columns] };
};

const totalOf = (widths: readonly number[]): number => widths.reduce((sum, width) => sum + width + gap, -gap);

/** As much of a service's name as tells it from all others, and the sign that some of it is missing. */
const distinctWidth = (service: string, services: readonly string[]): number => {
  let length = leastHead;
  const isShared = (): boolean =>
    services.some((other) => other !== service && other.startsWith(service.slice(0, length - 1)));
  while (length < service.length && isShared()) length += 1;

  return Math.min(length, displayWidth(plain(service)));
};

/** Heads give way, then labels, then the number of clients, before a matrix becomes anything else. */
const squeezed = (layout: Layout, { services }: Matrix, room: number): Layout | null => {
  const [label = 0, clients = 0, ...columns] = layout.widths;
  const inner = columns.map((_, column) => widest(layout.texts.map((cells) => cells[column] ?? '')));
  const least = columns.map((width, column) =>
    Math.min(width, Math.max(inner[column] ?? 0, distinctWidth(services[column] ?? '', services))),
  );
  const attempts = [
    [label, clients],
    [Math.min(label, leastLabel), clients],
    [Math.min(label, leastLabel), 0],
  ] as const;
  for (const [leastOfLabel, shownClients] of attempts) {
    const widths = shrink([label, shownClients, ...columns], [leastOfLabel, shownClients, ...least], room);
    if (totalOf(widths) <= room) return { ...layout, widths };
  }

  return null;
};

const drawn = (matrix: Matrix, { level, texts, widths }: Layout, paint: Paint): string[] => {
  const [, clientsWidth = 0] = widths;
  const lines = matrix.blocks.map(({ rows }) => rows.flatMap(linesOf));
  const head = [matrix.head, 'clients', ...matrix.services.map(plain)].map((text) => ({ text, paint: paint.bold }));
  const body = lines
    .flat()
    .map((line, index): Cell[] => [
      { text: line.label },
      { text: line.clients.padStart(clientsWidth), paint: paint.dim },
      ...line.said.map((said, column) => ({ text: texts[index]?.[column] ?? '', paint: painted(said, level, paint) })),
    ]);
  const [first = '', ...others] = grid([head, ...body], widths);
  let next = 0;
  const room = totalOf(widths);
  const told = matrix.blocks.flatMap(({ title }, index) => {
    const from = next;
    next += lines[index]?.length ?? 0;

    return [...(title === null ? [] : [paint.bold(truncate(title, room))]), ...others.slice(from, next)];
  });

  return [first, ...told];
};

const cellsOf = ({ blocks }: Matrix): VerdictCell[] =>
  blocks.flatMap(({ rows }) =>
    rows.flatMap(({ cells }) => cells.flatMap((cell) => [cell?.ipv4 ?? null, cell?.ipv6 ?? null].filter(isCell))),
  );

/** What the marks mean, as far as words do not say it beside them. */
const legendLines = (matrix: Matrix, lead: Level['lead'], style: Style): string[] => {
  const cells = cellsOf(matrix);
  const used = lead === 'word' ? [] : verdictKinds.filter((kind) => cells.some(({ verdict }) => verdict === kind));
  const parts = [
    ...used.map(verdictWord),
    ...(cells.some(({ mark }) => mark.endsWith('*')) ? ['* something could overturn it: explain says what'] : []),
  ];

  return parts.length === 0 ? [] : wrap(parts.join(' · '), columnsOf(style)).map((line) => paintOf(style).dim(line));
};

const marksLine = ({ label, cells }: LabelledRow, room: number): string[] => {
  const told = cells.flatMap((cell) => {
    const said = cell?.ipv4 ?? cell?.ipv6 ?? null;

    return cell !== null && isCell(said) ? [{ service: plain(cell.service), verdict: said.verdict }] : [];
  });
  const texts = verdictKinds.flatMap((kind) => {
    const services = told.filter(({ verdict }) => verdict === kind).map(({ service }) => service);

    return services.length === 0 ? [] : [`${verdictMark(kind)} ${services.join(' ')}`];
  });

  return [
    truncate(indent + label, room),
    ...wrap(texts.join(' · '), room - 2 * indent.length).map((line) => indent.repeat(2) + line),
  ];
};

/** Services beside each mark, where they are too many to stand side by side. */
const listed = ({ blocks }: Matrix, style: Style): string[] =>
  blocks.flatMap(({ title, rows }: MatrixBlock) => [
    ...(title === null ? [] : [paintOf(style).bold(truncate(title, columnsOf(style)))]),
    ...rows.flatMap((row) => marksLine(row, columnsOf(style))),
  ]);

/**
 * Rows down, services across. Where the columns are too few, cells say less; where even their marks are too many, services
 * stand beside the mark they share. Nothing is shortened where all is wanted: then each service has a line of its own.
 */
export const matrixLines = (matrix: Matrix, style: Style): string[] => {
  if (matrix.blocks.every(({ rows }) => rows.length === 0)) return [];
  const paint = paintOf(style);
  const room = columnsOf(style);
  const lines = matrix.blocks.flatMap(({ rows }) => rows.flatMap(linesOf));
  const isWhole = style.detail === 'verbose';
  for (const level of isWhole ? levels.slice(0, 1) : levels) {
    const layout = layoutOf(matrix, lines, level);
    const isLast = level === levels.at(-1);
    const fitting =
      style.endless || totalOf(layout.widths) <= room ? layout : isLast ? squeezed(layout, matrix, room) : null;
    if (fitting !== null) return [...drawn(matrix, fitting, paint), ...legendLines(matrix, level.lead, style)];
  }

  return isWhole
    ? [...stackedLines(matrix, style), ...legendLines(matrix, 'word', style)]
    : [...listed(matrix, style), ...legendLines(matrix, 'mark', style)];
};
