import type { Finding, Report } from '../../audit.ts';
import { memoize } from '../../memoize.ts';
import { counted } from '../counted.ts';
import { type FindingGroup, findingGroupsOf } from '../finding-group.ts';
import { foldedFindings, unfoldedFindings } from '../folded-findings.ts';
import { isOpen } from '../headline.ts';
import { ownerLines } from '../owner.ts';
import { displayWidth, plain, wrap } from '../plain-text.ts';
import { columnsOf, type Paint, paintOf, type Style } from '../style.ts';

const indent = '  ';
const shownResources = 6;
const shownCauses = 30;

const foldedLines = (report: Report, style: Style): string[] =>
  foldedFindings(report)
    .flatMap((text) => wrap(text, columnsOf(style) - indent.length))
    .map((line) => indent + paintOf(style).dim(line));

const subnetNames = memoize((report: Report): ReadonlyMap<string, string> => {
  const names = new Map<string, string>();
  for (const { subnetId, name } of report.subnets) if (name) names.set(subnetId, name);

  return names;
});

const nameOf = (finding: Finding, first: Finding, names: ReadonlyMap<string, string>): string => {
  const name = names.get(finding.resource);
  const service = finding.service !== null && finding.service !== first.service ? ` ${finding.service}` : '';

  return plain(name ? `${finding.resource} (${name})${service}` : `${finding.resource}${service}`);
};

const listOf = (
  others: readonly Finding[],
  first: Finding,
  names: ReadonlyMap<string, string>,
  style: Style,
): string => {
  const named = [...new Set(others.map((finding) => nameOf(finding, first, names)))];
  const shown = style.detail === 'verbose' ? named : named.slice(0, shownResources);
  const hidden = named.length - shown.length;

  return shown.join(', ') + (hidden > 0 ? ` … and ${hidden} more` : '');
};

const titleOf = ({ severity, rule, findings }: FindingGroup, paint: Paint): string => {
  const color = { error: paint.red, warning: paint.yellow, note: paint.cyan }[severity];
  const times = findings.length > 1 ? paint.dim(` × ${findings.length}`) : '';
  const likely = findings.every((finding) => finding.confidence === 'likely') ? paint.dim(' (likely)') : '';

  return `${color(severity)} ${paint.bold(plain(rule))}${times}${likely}`;
};

/** Whole, and on lines of their own: to be copied. */
const commandLines = (command: string, style: Style): string[] =>
  command.split('\n').map((line) => `${paintOf(style).green('$')} ${plain(line)}`);

/** What was told of an action already is not told again. */
const remedyLines = (
  { remedy, command, findings: [first] }: FindingGroup,
  numbers: ReadonlyMap<Finding, readonly number[]>,
  room: number,
  style: Style,
): string[] => {
  const paint = paintOf(style);
  const told = first && numbers.get(first);
  if (told !== undefined) return [`${paint.green('→')} what to do: ${told.join(', ')}`];

  return [
    ...wrap(remedy, room - displayWidth('→ ')).map((line, index) => paint.green(index === 0 ? '→ ' : '  ') + line),
    ...(command === null || style.detail === 'normal' || style.detail === undefined
      ? []
      : commandLines(command, style)),
  ];
};

const causeLines = (
  report: Report,
  cause: FindingGroup,
  numbers: ReadonlyMap<Finding, readonly number[]>,
  style: Style,
): string[] => {
  const paint = paintOf(style);
  const room = columnsOf(style) - 2 * indent.length;
  const [first, ...others] = cause.findings;
  if (!first) return [];
  const names = subnetNames(report);
  const likewise = others.length > 0 ? wrap(`Likewise ${listOf(others, first, names, style)}`, room) : [];

  return [
    titleOf(cause, paint),
    ...ownerLines(report, first.account).flatMap((line) => wrap(line, room).map((part) => paint.dim(part))),
    ...wrap(first.message, room),
    ...likewise.map((line) => paint.dim(line)),
    ...remedyLines(cause, numbers, room, style),
  ].map((line, index) => indent.repeat(index === 0 ? 1 : 2) + line);
};

/** What is wrong, a block a cause: the fault, where else it stands, and the one act that mends all of it. */
export const findingLines = (
  report: Report,
  numbers: ReadonlyMap<Finding, readonly number[]>,
  style: Style,
): string[] => {
  const isVerbose = style.detail === 'verbose';
  const causes = findingGroupsOf(isVerbose ? report.findings.filter(isOpen) : unfoldedFindings(report));
  const folded = isVerbose ? [] : foldedLines(report, style);
  if (causes.length === 0 && folded.length === 0) return [];
  const shown = isVerbose ? causes : causes.slice(0, shownCauses);
  const hidden = causes.slice(shown.length).flatMap((cause) => cause.findings);

  return [
    paintOf(style).bold('findings'),
    ...shown.flatMap((cause) => ['', ...causeLines(report, cause, numbers, style)]),
    ...(hidden.length > 0 ? ['', `${indent}… and ${counted(hidden.length, 'more finding')}`] : []),
    ...(folded.length > 0 ? ['', ...folded] : []),
  ];
};
