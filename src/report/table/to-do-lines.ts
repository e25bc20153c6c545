import type { Report } from '../../audit.ts';
import { type Action, type AlikeActions, alikeActions } from '../actions.ts';
import { counted, thousands } from '../counted.ts';
import { displayWidth, plain, truncate, widest, wrap } from '../plain-text.ts';
import { vpcNames, withShortIds, withVpcNames } from '../short-ids.ts';
import { columnsOf, isWhole, type Paint, paintOf, type Style } from '../style.ts';
import { groupName } from './group-name.ts';

const indent = '  ';
const title = 'what to do';
const shortLines = 2;
const mostColumns = 100;

/** Something to do, as a line of the list. */
interface Item {
  readonly words: string;
  readonly commands: readonly string[];
  readonly clients: number | null;
  readonly paths: number;
  readonly findings: number;
}

/** What stands at the right of each item. */
interface Column {
  readonly head: string;
  readonly text: (item: Item) => string;
}

const columns: readonly Column[] = [
  { head: 'clients', text: ({ clients }) => (clients === null ? '?' : thousands(clients)) },
  { head: 'paths', text: ({ paths }) => (paths === 0 ? '' : thousands(paths)) },
];

/** Of which VPCs, where there are several to tell apart. */
const whereOf = (vpcIds: readonly string[], names: ReadonlyMap<string, string>): string => {
  if (names.size < 2) return '';
  if (vpcIds.length === names.size) return ` (all ${counted(names.size, 'VPC')})`;
  const name = groupName(vpcIds.map((id) => names.get(id) ?? id));
  if (name === null) return ` (${counted(vpcIds.length, 'VPC')})`;

  return vpcIds.length <= 3 ? ` (${name})` : ` (${counted(vpcIds.length, 'VPC')}: ${name})`;
};

const shortItem = ({ actions, vpcIds, clients, paths }: AlikeActions, names: ReadonlyMap<string, string>): Item => {
  const [{ words }, ...others] = actions;
  const named = withShortIds(withVpcNames(words, names));
  const alike = others.length === 0 ? '' : `, and ${thousands(others.length)} alike`;
  const isPlaced = others.length === 0 && named !== withShortIds(words);

  return {
    words: named + alike + (isPlaced ? '' : whereOf(vpcIds, names)),
    commands: [],
    clients,
    paths,
    findings: actions.reduce((sum, { findings }) => sum + findings.length, 0),
  };
};

const itemsOf = (report: Report, actions: readonly Action[], style: Style): readonly Item[] => {
  if (isWhole(style)) return actions.map(({ findings, ...action }) => ({ ...action, findings: findings.length }));
  const names = vpcNames(report);

  return alikeActions(actions).map((alike) => shortItem(alike, names));
};

/** Numbers too far from what they count are read in another line. */
const widthOf = (style: Style): number => Math.min(mostColumns, columnsOf(style));

const rightOf = (texts: readonly string[], widths: readonly number[]): string =>
  texts.map((text, index) => indent + text.padStart(widths[index] ?? 0)).join('');

const wordLines = ({ words }: Item, room: number, style: Style): string[] => {
  const lines = wrap(words, room);
  if (isWhole(style) || lines.length <= shortLines) return lines;

  return [...lines.slice(0, shortLines - 1), truncate(lines.slice(shortLines - 1).join(' '), room)];
};

const commandLines = ({ commands }: Item, lead: string, paint: Paint): string[] =>
  commands.map((command) => `${' '.repeat(lead.length)}${paint.green('$')} ${plain(command)}`);

const itemLines = (item: Item, lead: string, widths: readonly number[], style: Style): string[] => {
  const paint = paintOf(style);
  const right = columns.map(({ text }) => text(item));
  const room = widthOf(style) - lead.length - widths.reduce((sum, width) => sum + width + indent.length, 0);
  const [first = '', ...more] = wordLines(item, room, style);

  return [
    lead + first + ' '.repeat(Math.max(0, room - displayWidth(first))) + paint.dim(rightOf(right, widths).trimEnd()),
    ...more.map((line) => ' '.repeat(lead.length) + line),
    ...commandLines(item, lead, paint),
  ];
};

const hiddenLine = (hidden: readonly Item[]): string => {
  const findings = hidden.reduce((sum, item) => sum + item.findings, 0);

  return `${indent}… and ${counted(hidden.length, 'thing')} more, for ${counted(findings, 'finding')}`;
};

/**
 * What to do, numbered, what helps most first: each thing once, with its command whole on a line of its own; on a screen,
 * what differs in ids alone is told once, and `shown` things at most.
 */
export const toDoLines = (report: Report, actions: readonly Action[], shown: number, style: Style): string[] => {
  const items = itemsOf(report, actions, style);
  if (items.length === 0) return [];
  const told = items.slice(0, shown);
  const widths = columns.map(({ head, text }) => widest([head, ...told.map(text)]));
  const numberWidth = String(told.length).length;
  const heads = rightOf(
    columns.map(({ head }) => head),
    widths,
  );

  return [
    paintOf(style).bold(title) + paintOf(style).dim(heads.padStart(widthOf(style) - title.length)),
    ...told.flatMap((item, index) =>
      itemLines(item, `${indent}${String(index + 1).padStart(numberWidth)}  `, widths, style),
    ),
    ...(told.length < items.length ? [hiddenLine(items.slice(told.length))] : []),
  ];
};
