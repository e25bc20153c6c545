import type { Finding, Report } from '../audit.ts';
import { counted } from './counted.ts';
import { type FindingGroup, findingGroupsOf } from './finding-group.ts';
import { foldedFindings, unfoldedFindings } from './folded-findings.ts';
import { headline, incompleteness } from './headline.ts';
import { markdownWithin } from './markdown.ts';
import { ownerLines } from './owner.ts';
import { plain } from './plain-text.ts';
import { remedyText } from './remedy-text.ts';
import { type RuleInfo, ruleInfosOf } from './rule-info.ts';
import type { Reporter } from './style.ts';
import { isWeakened, weakeningsIn, weakeningText } from './weakenings.ts';

const levels = ['error', 'warning', 'notice'] as const;
type Level = (typeof levels)[number];

interface Annotation {
  readonly level: Level;
  readonly title: string;
  readonly lines: readonly string[];
}

/** GitHub shows the first ten of a level in a step and says nothing of the others. */
const maxAnnotations = 10;

const few = (lines: readonly string[]): string[] => [
  ...lines.slice(0, maxAnnotations),
  ...(lines.length > maxAnnotations ? [`and ${lines.length - maxAnnotations} more`] : []),
];

const incomplete = (report: Report): Annotation => ({
  level: 'warning',
  title: 'The audit is incomplete',
  lines: [
    incompleteness(report),
    ...few(report.gaps.map(({ action, region, reason }) => `${action} in ${region}: ${reason}`)),
  ],
});

const levelOf = { error: 'error', warning: 'warning', note: 'notice' } as const;

const annotationOf = (report: Report, cause: FindingGroup, info: RuleInfo | undefined): Annotation => ({
  level: levelOf[cause.severity],
  title: info === undefined || info.title === cause.rule ? cause.rule : `${info.title} (${cause.rule})`,
  lines: [
    remedyText(cause),
    ...ownerLines(report, cause.findings[0]?.account ?? null),
    ...few(cause.findings.map(({ message }: Finding) => `- ${message}`)),
  ],
});

const weakened = (report: Report): Annotation => ({
  level: 'warning',
  title: 'The config weakens the gate',
  lines: few(weakeningsIn(report).map(weakeningText)),
});

const annotationsOf = (report: Report): Annotation[] => {
  const rules = ruleInfosOf(report);

  return [
    ...(report.summary.complete ? [] : [incomplete(report)]),
    ...(isWeakened(report) ? [weakened(report)] : []),
    { level: 'notice', title: report.tool.name, lines: [headline(report)] },
    ...findingGroupsOf(unfoldedFindings(report)).map((cause) => annotationOf(report, cause, rules.get(cause.rule))),
    ...foldedFindings(report).map((line): Annotation => ({ level: 'notice', title: 'Nobody there', lines: [line] })),
  ];
};

const remainder = (level: Level, left: readonly Annotation[]): Annotation => ({
  level,
  title: counted(left.length, 'more cause'),
  lines: [
    'GitHub shows ten annotations; the job summary has them all:',
    ...left.map(({ lines }) => `- ${lines[0] ?? ''}`),
  ],
});

const shown = (annotations: readonly Annotation[]): Annotation[] => {
  if (annotations.length <= maxAnnotations) return [...annotations];
  const left = annotations.slice(maxAnnotations - 1);

  return [...annotations.slice(0, maxAnnotations - 1), ...left.slice(0, 1).map(({ level }) => remainder(level, left))];
};

const escapeData = (text: string): string =>
  text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');

const escapeProperty = (text: string): string => escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');

const command = ({ level, title, lines }: Annotation): string =>
  `::${level} title=${escapeProperty(plain(title))}::${escapeData(lines.map(plain).join('\n'))}\n`;

/**
 * Annotations for GitHub Actions, one a cause. Every line is a workflow command: the runner looks for the older
 * `##[…]` commands anywhere in lines that are not.
 *
 * @see https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
 */
export const github: Reporter = (report) => {
  const annotations = annotationsOf(report);

  return levels
    .flatMap((level) => shown(annotations.filter((annotation) => annotation.level === level)))
    .map(command)
    .join('');
};

/** The job's summary page, which takes up to 1 MiB a step. */
export const githubStepSummary = (report: Report): string => markdownWithin(report, 1_000_000);
