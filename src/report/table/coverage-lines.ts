import { countOf, type SharedPath, sharedPathsOf } from '../../audit/paths.ts';
import type { Report, ReportGap, ReportWay } from '../../audit.ts';
import { groupBy } from '../../group-by.ts';
import { counted } from '../counted.ts';
import { unknownParts } from '../headline.ts';
import { plain, truncate, wrap } from '../plain-text.ts';
import { columnsOf, type Paint, paintOf, type Style } from '../style.ts';
import { verdictKinds, verdictPaint } from '../verdict-word.ts';
import { weakeningsIn } from '../weakenings.ts';

const indent = '  ';
const shownPlaces = 3;

const pathsLine = (paths: readonly SharedPath[], which: string, paint: Paint): string => {
  const parts = verdictKinds.flatMap((verdict) => {
    const count = countOf(paths.filter(([{ way }]) => way.verdict === verdict));

    return count > 0 ? [verdictPaint(verdict, paint)(`${count} ${verdict}`)] : [];
  });

  return `${indent}${[counted(countOf(paths), 'path') + which, ...parts].join(' · ')}`;
};

const gapGroups = (gaps: readonly ReportGap[]): ReportGap[][] => [
  ...groupBy(gaps, (gap) => JSON.stringify([gap.action, gap.kind, gap.reason])).values(),
];

const placeOf = (gap: ReportGap): string => plain([gap.resource ?? [], gap.region, gap.account ?? []].flat().join(' '));

const gapLines = (gaps: readonly ReportGap[], room: number, style: Style): string[] => {
  const [first] = gaps;
  if (!first) return [];
  const paint = paintOf(style);
  const places = [...new Set(gaps.map(placeOf))];
  const shown = style.detail === 'verbose' ? places : places.slice(0, shownPlaces);
  const hidden = places.length - shown.length;
  const where = shown.join(', ') + (hidden > 0 ? ` … and ${hidden} more` : '');

  return [
    truncate(`${first.action} ${first.kind}`, room),
    ...[first.reason, where]
      .flatMap((text) => wrap(text, room - indent.length))
      .map((line) => indent + paint.dim(line)),
  ];
};

type ReasonOf = (way: ReportWay) => string | null;

const reasonLines = (paths: readonly SharedPath[], reasonOf: ReasonOf, what: string, room: number): string[] => {
  if (paths.length === 0) return [];
  const reasons = [...groupBy(paths, ([{ way }]) => reasonOf(way) ?? 'unknown')].map(
    ([reason, all]) => `${reason} × ${countOf(all)}`,
  );

  return wrap(`${counted(countOf(paths), 'path')} ${what}: ${reasons.join(', ')}`, room);
};

const unknownLines = (paths: readonly SharedPath[], room: number): string[] => {
  const whole = paths.filter(([{ way }]) => way.verdict === 'unknown');
  const partly = paths.filter(([{ way }]) => unknownParts(way).length > 0);

  return [
    ...reasonLines(whole, ({ reason }) => reason, 'unknown', room),
    ...reasonLines(partly, (way) => unknownParts(way)[0]?.reason ?? null, 'split and in part unknown', room),
  ];
};

/** What could not be read, and what cannot be told for it. */
export const missingLines = (report: Report, style: Style): string[] => {
  if (report.summary.complete) return [];
  const paint = paintOf(style);
  const room = columnsOf(style) - indent.length;
  const unsure = report.rules.filter((rule) => rule.outcome === 'inconclusive').map((rule) => rule.id);

  return [
    paint.yellow.bold('not checked: the audit is incomplete'),
    ...gapGroups(report.gaps).flatMap((gaps) => gapLines(gaps, room, style)),
    ...unknownLines([...sharedPathsOf(report)], room),
    ...(unsure.length > 0 ? wrap(`inconclusive: ${unsure.join(', ')}`, room) : []),
  ].map((line, index) => (index === 0 ? line : indent + line));
};

/** How much was checked. */
export const coverageLines = (report: Report, style: Style): string[] => {
  const paint = paintOf(style);
  const paths = [...sharedPathsOf(report)];
  const primary = paths.filter(([path]) => path.primary);
  const others = paths.filter(([path]) => !path.primary);
  const checked = report.rules.filter((rule) => rule.outcome === 'checked').length;
  const off = weakeningsIn(report).filter(({ kind }) => kind === 'rule-off').length;

  return [
    paint.bold('checked'),
    pathsLine(primary, '', paint),
    ...(others.length > 0 ? [pathsLine(others, ' of other names', paint)] : []),
    `${indent}${checked} of ${counted(report.rules.length + off, 'rule')}${off > 0 ? `, ${off} off` : ''}`,
  ];
};
