import type { Finding, Report, ReportGap, ReportScope } from '../audit.ts';
import { absenceAdvice, absenceTexts } from './absence-text.ts';
import { counted } from './counted.ts';
import { type FindingGroup, findingGroupsOf } from './finding-group.ts';
import { foldedFindings, unfoldedFindings } from './folded-findings.ts';
import { headline, incompleteness, isOpen } from './headline.ts';
import { causeBlock, findingLine } from './markdown/cause-block.ts';
import { folded } from './markdown/folded.ts';
import { fitting, sizeOf } from './markdown/room.ts';
import { code, prose } from './markdown/text.ts';
import { accountOwnerOf, ownerText } from './owner.ts';
import { truncate } from './plain-text.ts';
import { ruleInfosOf } from './rule-info.ts';
import type { Reporter } from './style.ts';
import { isWeakened, weakeningsIn, weakeningText } from './weakenings.ts';

/** A comment on GitHub holds so much; GitLab and others take more. */
const commentLimit = 65_536;

/** Lets a workflow find its earlier comment again, to replace it. */
const marker = '<!-- vpce-audit -->\n';

const icon = (report: Report): string => {
  const { findings, summary } = report;
  if (findings.some((finding) => isOpen(finding) && finding.severity === 'error')) return '❌';

  return summary.complete && !findings.some(isOpen) && !isWeakened(report) ? '✅' : '⚠️';
};

const opening = (report: Report): string[] => [
  `${marker}\n## ${icon(report)} ${report.tool.name}: ${headline(report)}\n`,
  ...(report.summary.complete
    ? []
    : [`**Incomplete:** ${incompleteness(report)}. What was not read could hide findings.\n`]),
];

const scopeTexts = (scopes: readonly ReportScope[]): readonly string[] => {
  const shown = scopes
    .slice(0, 10)
    .map(({ account, region, takenAt }) =>
      [account ?? 'unknown account', region, ...(takenAt === null ? [] : [takenAt])]
        .map((part) => code(truncate(part, 40)))
        .join(' '),
    );
  const more = scopes.length - shown.length;

  return [...shown, ...(more > 0 ? [`${more} more`] : [])];
};

const footer = ({ tool, scopes, context = [] }: Report): string => {
  const judgedBy = context.length === 0 ? [] : [`judged by the facts of ${scopeTexts(context).join(', ')}`];

  return `${tool.name} ${tool.version} · ${[...scopeTexts(scopes), ...judgedBy].join(' · ')}\n`;
};

const acceptedLine = (finding: Finding): string => {
  const { reason = '', by = '', expires } = finding.accepted ?? {};

  return `${findingLine(finding)} — ${prose(reason)} (${prose(by)}${expires === undefined ? '' : `, until ${code(expires)}`})`;
};

const acceptedFold = ({ findings }: Report, room: number): string[] => {
  const accepted = findings.filter((finding) => !isOpen(finding));

  return accepted.length === 0 ? [] : [folded(`${accepted.length} accepted`, accepted.map(acceptedLine), room)];
};

const gapLine = ({ account, region, action, resource, reason }: ReportGap): string => {
  const place = [account, region, resource].flatMap((part) => (part === null || part === undefined ? [] : code(part)));

  return `${code(action)} (${place.join(' ')}): ${prose(reason)}`;
};

const weakeningsFold = (report: Report, room: number): string[] =>
  isWeakened(report)
    ? [
        folded(
          'What the config weakens',
          weakeningsIn(report).map((one) => prose(weakeningText(one))),
          room,
        ),
      ]
    : [];

const gapsFold = ({ gaps }: Report, room: number): string[] =>
  gaps.length === 0 ? [] : [folded(`${counted(gaps.length, 'request')} unanswered`, gaps.map(gapLine), room)];

const absenceFold = (report: Report, room: number): string[] => {
  const texts = absenceTexts(report);

  return texts.length === 0 ? [] : [folded(`Other accounts would tell more: ${absenceAdvice}`, texts.map(prose), room)];
};

const leftOut = (causes: readonly FindingGroup[]): string => {
  const findings = causes.reduce((sum, cause) => sum + cause.findings.length, 0);

  return `**There is no room here for ${counted(causes.length, 'more cause')} with ${counted(findings, 'finding')}.** The JSON report has them all.\n`;
};

const causeBlocks = (report: Report, { room, share }: { room: number; share: number }): string[] => {
  const rules = ruleInfosOf(report);
  const causes = findingGroupsOf(unfoldedFindings(report));
  const blocks = causes.map((cause) => {
    const owner = ownerText(accountOwnerOf(report, cause.findings[0]?.account ?? null));

    return `${causeBlock(cause, rules.get(cause.rule), owner, share)}\n`;
  });
  const shown = fitting(blocks, room);
  const left = causes.slice(shown.length);

  return left.length === 0 ? shown : [...shown, leftOut(left)];
};

const noteRoom = 300;

export const markdownWithin = (report: Report, limit: number): string => {
  const frame = [...opening(report), footer(report)];
  const folds = [
    ...foldedFindings(report).map((line) => `${prose(line)}\n`),
    ...acceptedFold(report, limit / 8),
    ...weakeningsFold(report, limit / 8),
    ...gapsFold(report, limit / 8),
    ...absenceFold(report, limit / 8),
  ];
  const taken = [...frame, ...folds].reduce((sum, block) => sum + sizeOf(block) + 1, 0);
  const causes = causeBlocks(report, { room: limit - taken - noteRoom, share: limit / 8 });

  return [...opening(report), ...causes, ...folds, footer(report)].join('\n');
};

/** A comment for a pull request: the verdict, then what to do, then, folded, where. */
export const markdown: Reporter = (report) => markdownWithin(report, commentLimit);
