import type { Difference } from '../../diff/difference.ts';
import { groupBy } from '../../group-by.ts';
import { counted } from '../counted.ts';
import { plain, truncate, wrap } from '../plain-text.ts';
import { columnsOf, paintOf, type Style } from '../style.ts';
import { verdictWord } from '../verdict-word.ts';

type PathChange = Difference['paths'][number];
type Disposition = NonNullable<PathChange['before']>;

const indent = '  ';
const shownCauses = 8;
const shownPaths = 20;

const causeLines = (causes: PathChange['causes'], style: Style): string[] => {
  const paint = paintOf(style);
  if (causes.length === 0) return [paint.bold('only one of the two has this account and Region')];
  const shown = style.detail === 'verbose' ? causes : causes.slice(0, shownCauses);
  const hidden = causes.length - shown.length;

  return [
    ...shown.flatMap(({ resource, change }) =>
      wrap(`${resource}: ${change}`, columnsOf(style) - indent.length).map((line, index) =>
        paint.bold(index === 0 ? line : indent + line),
      ),
    ),
    ...(hidden > 0 ? [`… and ${counted(hidden, 'more change')}`] : []),
  ];
};

const dispositionText = (disposition: Disposition | null): string => {
  if (disposition === null) return 'not there';
  const via = disposition.via === null ? '' : ` ${disposition.via.id}`;
  const reason = disposition.reason === null ? '' : ` (${disposition.reason})`;

  return verdictWord(disposition.verdict) + plain(via + reason);
};

const nameOf = ({ subnetId, subnetName, service, name, primary, family }: PathChange): string => {
  const subnet = subnetName === null ? subnetId : `${subnetName} (${subnetId})`;
  const other = primary ? '' : ` ${name}`;

  return `${subnet} ${service}${other}${family === 'ipv6' ? ' over IPv6' : ''}`;
};

const pathLines = (group: readonly PathChange[], style: Style): string[] => {
  const byVerdict = groupBy(group, ({ before, after }) => `${dispositionText(before)} → ${dispositionText(after)}`);

  return [...byVerdict].flatMap(([verdicts, paths]) => {
    const names = [...new Set(paths.map(nameOf))];
    const shown = style.detail === 'verbose' ? names : names.slice(0, shownPaths);
    const hidden = names.length - shown.length;
    const room = columnsOf(style) - 2 * indent.length;

    return [
      indent + truncate(verdicts, columnsOf(style) - indent.length),
      ...shown.flatMap((name) => wrap(name, room)).map((line) => indent.repeat(2) + paintOf(style).dim(line)),
      ...(hidden > 0 ? [`${indent.repeat(2)}… and ${hidden} more`] : []),
    ];
  });
};

/** A block a cause: what changed in the facts, and below it every verdict that came of it. */
export const changeLines = (paths: readonly PathChange[], style: Style): string[][] =>
  [...groupBy(paths, ({ causes }) => JSON.stringify(causes)).values()].map((group) => [
    ...causeLines(group[0]?.causes ?? [], style),
    ...pathLines(group, style),
  ]);
