import type { Report, ReportGap, ReportPath } from '../../audit.ts';
import { groupBy } from '../../group-by.ts';
import { counted } from '../counted.ts';
import { unknownParts } from '../headline.ts';
import { plain, truncate, wrap } from '../plain-text.ts';
import { columnsOf, type Paint, paintOf, type Style } from '../style.ts';
import { verdictKinds, verdictPaint } from '../verdict-word.ts';

const indent = '  ';
const shownPlaces = 3;

/** What was checked, and what could not be. */
export const coverageLines = (report: Report, style: Style): string[] => {
  const paint = paintOf(style);
  const primary = report.paths.filter((path) => path.primary);
  const others = report.paths.filter((path) => !path.primary);
  const checked = report.rules.filter((rule) => rule.outcome === 'checked').length;
  const lines = [
    paint.bold('checked'),
    pathsLine(primary, '', paint),
    ...(others.length > 0 ? [pathsLine(others, ' of other names', paint)] : []),
    `${indent}${checked} of ${counted(report.rules.length, 'rule')}`,
  ];
  return report.summary.complete ? lines : [...lines, '', ...missingLines(report, style)];
};

const pathsLine = (paths: readonly ReportPath[], which: string, paint: Paint): string => {
  const parts = verdictKinds.flatMap((verdict) => {
    const count = paths.filter((path) => path.verdict === verdict).length;
    return count > 0 ? [verdictPaint(verdict, paint)(`${count} ${verdict}`)] : [];
  });
  return `${indent}${[counted(paths.length, 'path') + which, ...parts].join(' · ')}`;
};

const missingLines = (report: Report, style: Style): string[] => {
  const paint = paintOf(style);
  const room = columnsOf(style) - indent.length;
  const unsure = report.rules.filter((rule) => rule.outcome === 'inconclusive').map((rule) => rule.id);
  return [
    paint.yellow.bold('not checked: the audit is incomplete'),
    ...gapGroups(report.gaps).flatMap((gaps) => gapLines(gaps, room, style)),
    ...unknownLines(report.paths, room),
    ...(unsure.length > 0 ? wrap(`inconclusive: ${unsure.join(', ')}`, room) : []),
  ].map((line, index) => (index === 0 ? line : indent + line));
};

const gapGroups = (gaps: readonly ReportGap[]): ReportGap[][] => [
  ...groupBy(gaps, (gap) => JSON.stringify([gap.action, gap.kind, gap.reason])).values(),
];

const unknownLines = (paths: readonly ReportPath[], room: number): string[] => {
  const whole = paths.filter((path) => path.verdict === 'unknown').map(({ reason }) => reason);
  const partly = paths.flatMap((path) => unknownParts(path).slice(0, 1)).map(({ reason }) => reason);
  return [...reasonLines(whole, 'unknown', room), ...reasonLines(partly, 'split and in part unknown', room)];
};

const reasonLines = (of: readonly (string | null)[], what: string, room: number): string[] => {
  if (of.length === 0) return [];
  const reasons = [...groupBy(of, (reason) => reason ?? 'unknown')].map(([reason, all]) => `${reason} × ${all.length}`);
  return wrap(`${counted(of.length, 'path')} ${what}: ${reasons.join(', ')}`, room);
};

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

const placeOf = (gap: ReportGap): string => plain([gap.resource ?? [], gap.region, gap.account ?? []].flat().join(' '));
