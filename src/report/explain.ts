import { pathsOf } from '../audit/paths.ts';
import type { Report, ReportPath } from '../audit.ts';
import { groupBy } from '../group-by.ts';
import { pathLines } from './explain/path-lines.ts';
import { remedyLines } from './explain/remedy-lines.ts';
import { plain, widest, wrap } from './plain-text.ts';
import { columnsOf, glyphs, paintOf, type Reporter, type Style } from './style.ts';
import { type Cell, grid, shrink, widthsOf } from './table/grid.ts';
import { verdictPaint, verdictWord } from './verdict-word.ts';

const storyOf = ({ account, region, subnetId, service }: ReportPath): string =>
  JSON.stringify([account, region, subnetId, service]);

const subnetText = ({ subnetId, subnetName }: ReportPath): string =>
  subnetName ? `${subnetId} (${plain(subnetName)})` : subnetId;

const titleLines = ([first]: readonly ReportPath[], style: Style, service = first?.service ?? null): string[] => {
  if (!first) return [];
  const paint = paintOf(style);
  const columns = columnsOf(style);
  const from = subnetText(first);
  const vpc = first.vpcName ? `${first.vpcId} (${plain(first.vpcName)})` : first.vpcId;

  return [
    ...wrap(service === null ? from : `${from} → ${service}`, columns).map((line) => paint.bold(line)),
    ...wrap([vpc, first.region, first.account ?? []].flat().join(' · '), columns).map((line) => paint.dim(line)),
  ];
};

const spaced = (lines: readonly string[]): string[] => (lines.length > 0 ? ['', ...lines] : []);

const otherRow = (path: ReportPath, style: Style): Cell[] => [
  { text: plain(path.name) },
  { text: path.family === 'ipv6' ? 'IPv6' : 'IPv4' },
  { text: verdictWord(path.verdict), paint: verdictPaint(path.verdict, paintOf(style)) },
  { text: plain(path.via?.id ?? path.reason ?? ''), paint: paintOf(style).dim },
];

const otherLines = (paths: readonly ReportPath[], style: Style): string[] => {
  if (paths.length === 0) return [];
  const paint = paintOf(style);
  const rows = paths.map((path) => otherRow(path, style));
  const natural = widthsOf(rows);
  const least = [24, 4, widest(paths.map((path) => verdictWord(path.verdict))), 12];
  const widths = shrink(natural, least, columnsOf(style) - 2);

  return [paint.dim('other names'), ...grid(rows, widths).map((line) => `  ${line}`)];
};

const storyLines = (report: Report, paths: readonly ReportPath[], style: Style): string[] => {
  const primary = paths.filter((path) => path.primary);
  const told = primary.length > 0 ? primary : paths;
  const others = paths.filter((path) => !told.includes(path));

  return [
    ...titleLines(paths, style),
    ...told.flatMap((path) => ['', ...pathLines(path, style)]),
    ...spaced(otherLines(others, style)),
    ...spaced(remedyLines(report, told, style)),
  ];
};

const summaryRow = (paths: readonly ReportPath[], isOfMany: boolean, style: Style): Cell[][] => {
  const [path] = paths.filter(({ primary }) => primary);
  if (path === undefined) return [];
  const service = { text: plain(path.service), paint: paintOf(style).bold };

  return [[...(isOfMany ? [{ text: subnetText(path) }] : []), service, ...otherRow(path, style).slice(2)]];
};

/** Of several subnets or services: what becomes of each, before their stories. */
const summaryLines = (stories: readonly (readonly ReportPath[])[], style: Style): string[] => {
  if (stories.length < 2) return [];
  const isOfMany = new Set(stories.map(([first]) => first?.subnetId)).size > 1;
  const rows = stories.flatMap((paths) => summaryRow(paths, isOfMany, style));
  const natural = widthsOf(rows);
  const verdict = natural[isOfMany ? 2 : 1] ?? 0;
  const widths = style.endless
    ? natural
    : shrink(natural, [...(isOfMany ? [16] : []), 8, verdict, 12], columnsOf(style));

  return [...(isOfMany ? [] : [...titleLines(stories[0] ?? [], style, null), '']), ...grid(rows, widths)];
};

/**
 * Each (subnet, service) of the report as a story: what a lookup answers, the hops that a traceroute cannot show,
 * what that comes to, and what to do about it.
 */
export const explain: Reporter = (report, style) => {
  const stories = [...groupBy(pathsOf(report), storyOf).values()];
  const told = [summaryLines(stories, style), ...stories.map((paths) => storyLines(report, paths, style))];
  const text = told
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n\n');

  return glyphs(`${text || 'There is no path to explain.'}\n`, style);
};
