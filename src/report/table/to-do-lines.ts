import type { Report } from '../../audit.ts';
import { type Cost, referenceRegion } from '../../changes/prices.ts';
import { type Action, type AlikeActions, alikeActions } from '../actions.ts';
import { counted, thousands } from '../counted.ts';
import { moneyText } from '../money.ts';
import { displayWidth, plain, truncate, widest, wrap } from '../plain-text.ts';
import { planCost, withoutCost } from '../plan-cost.ts';
import { screenNames } from '../screen-names.ts';
import { vpcNames, withShortIds } from '../short-ids.ts';
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
  /** Null where nobody knows. */
  readonly cost: Cost | null;
}

/** What stands at the right of each item. */
interface Column {
  readonly head: string;
  readonly text: (item: Item) => string;
  /** Left out where it has nothing to say. */
  readonly isOptional?: true;
}

const columns: readonly Column[] = [
  { head: 'clients', text: ({ clients }) => (clients === null ? '?' : thousands(clients)) },
  { head: 'paths', text: ({ paths }) => (paths === 0 ? '' : thousands(paths)) },
  { head: 'a month', text: ({ cost }) => (cost === null ? '' : moneyText(cost)), isOptional: true },
];

/** Of which VPCs, where there are several to tell apart. */
const whereOf = (vpcIds: readonly string[], names: ReadonlyMap<string, string>): string => {
  if (names.size < 2) return '';
  if (vpcIds.length === names.size) return ` (all ${counted(names.size, 'VPC')})`;
  const name = groupName(vpcIds.map((id) => names.get(id) ?? id));
  if (name === null) return ` (${counted(vpcIds.length, 'VPC')})`;

  return vpcIds.length <= 3 ? ` (${name})` : ` (${counted(vpcIds.length, 'VPC')}: ${name})`;
};

const shortItem = (report: Report, { actions, vpcIds, clients, paths }: AlikeActions): Item => {
  const [{ words }, ...others] = actions;
  const cost = planCost(actions.map(({ change }) => change));
  const shown = cost === null ? words : withoutCost(words);
  const alike = others.length === 0 ? '' : `, and ${thousands(others.length)} alike`;
  const isPlaced = others.length === 0 && /\bvpc-/.test(words);

  return {
    words: withShortIds(shown, screenNames(report)) + alike + (isPlaced ? '' : whereOf(vpcIds, vpcNames(report))),
    commands: [],
    ...{ clients, paths, cost },
    findings: actions.reduce((sum, { findings }) => sum + findings.length, 0),
  };
};

/** More things to do than anybody goes through one by one in a summary. */
const most = 100;

/** With the command of the first, for what the others take. */
const summedItem = (report: Report, alike: AlikeActions): Item => ({
  ...shortItem(report, alike),
  commands: alike.actions[0].commands,
});

const itemsOf = (report: Report, actions: readonly Action[], style: Style): readonly Item[] => {
  if (!isWhole(style)) return alikeActions(actions).map((alike) => shortItem(report, alike));
  if (style.detail === 'summary' && actions.length > most)
    return alikeActions(actions).map((alike) => summedItem(report, alike));

  return actions.map(({ findings, change, ...action }) => ({
    ...action,
    findings: findings.length,
    cost: planCost([change]),
  }));
};

/** Numbers too far from what they count are read in another line. */
const widthOf = (style: Style): number => Math.min(mostColumns, columnsOf(style));

/** On fewer columns, words have no room beside what may be left out. */
const leastForAll = 72;

const columnsFor = (items: readonly Item[], style: Style): readonly Column[] =>
  columns.filter(
    ({ isOptional, text }) =>
      isOptional !== true ||
      ((isWhole(style) || columnsOf(style) >= leastForAll) && items.some((item) => text(item) !== '')),
  );

const rightOf = (texts: readonly string[], widths: readonly number[]): string =>
  texts.map((text, index) => indent + text.padStart(widths[index] ?? 0)).join('');

const wordLines = ({ words }: Item, room: number, style: Style): string[] => {
  const lines = wrap(words, room);
  if (isWhole(style) || lines.length <= shortLines) return lines;

  return [...lines.slice(0, shortLines - 1), truncate(lines.slice(shortLines - 1).join(' '), room)];
};

interface Right {
  readonly right: readonly string[];
  readonly widths: readonly number[];
}

const commandLines = ({ commands }: Item, lead: string, paint: Paint): string[] =>
  commands.map((command) => `${' '.repeat(lead.length)}${paint.green('$')} ${plain(command)}`);

const itemLines = (item: Item, lead: string, { right, widths }: Right, style: Style): string[] => {
  const paint = paintOf(style);
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

const guessLines = (items: readonly Item[], style: Style): string[] => {
  const isGuessed = items.some(({ cost }) => (cost?.guessed.length ?? 0) > 0);
  const note = `~ by the prices of ${referenceRegion}: vpce-audit fix --prices FILE takes others`;

  return isGuessed ? wrap(note, columnsOf(style)).map((line) => paintOf(style).dim(line)) : [];
};

/**
 * What to do, numbered, what helps most first: each thing once, with its command whole on a line of its own; on a screen,
 * and in a summary of hundreds, what differs in ids alone is told once, and `shown` things at most.
 */
export const toDoLines = (report: Report, actions: readonly Action[], shown: number, style: Style): string[] => {
  const items = itemsOf(report, actions, style);
  if (items.length === 0) return [];
  const told = items.slice(0, shown);
  const right = columnsFor(told, style);
  const widths = right.map(({ head, text }) => widest([head, ...told.map(text)]));
  const numberWidth = String(told.length).length;
  const heads = rightOf(
    right.map(({ head }) => head),
    widths,
  );
  const linesOf = (item: Item, index: number): string[] =>
    itemLines(
      item,
      `${indent}${String(index + 1).padStart(numberWidth)}  `,
      { right: right.map(({ text }) => text(item)), widths },
      style,
    );

  return [
    paintOf(style).bold(title) + paintOf(style).dim(heads.padStart(widthOf(style) - title.length)),
    ...told.flatMap(linesOf),
    ...(told.length < items.length ? [hiddenLine(items.slice(told.length))] : []),
    ...(right.length === columns.length ? guessLines(told, style) : []),
  ];
};
