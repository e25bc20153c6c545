import type { Report, ReportGap, ReportScope } from '../../../audit.ts';
import { counted } from '../../counted.ts';
import { natCost } from '../../nat-cost.ts';
import { accountText } from '../../owner.ts';
import type { Picture } from '../../picture/picture.ts';
import { clientsIn } from '../../picture/verdict-counts.ts';
import { weakeningCounts, weakeningsIn, weakeningText } from '../../weakenings.ts';
import { html, joined, type Markup } from '../markup.ts';
import { markOf } from '../svg/marks.ts';
import { namedMarkup } from './naming.ts';

const sources: Readonly<Record<ReportScope['source'], string>> = {
  demo: 'the built-in demo',
  'aws-cli': 'AWS CLI output',
  aws: 'live AWS',
  snapshot: 'a snapshot',
};

const months = 'January February March April May June July August September October November December'.split(' ');

/** `12 October 2026 at 03:00 UTC`; what is no such time is told as it came. */
const whenText = (takenAt: string): string => {
  const [, year, month, day, time] = /^(\d{4})-(\d\d)-(\d\d)T(\d\d:\d\d)(?::\d\d(?:\.\d+)?)?Z$/.exec(takenAt) ?? [];

  return time === undefined ? takenAt : `${Number(day)} ${months[Number(month) - 1]} ${year} at ${time} UTC`;
};

const factsOf = (scopes: readonly ReportScope[]): Markup => {
  const [first] = scopes;
  if (first === undefined) return html`nothing`;
  const times = [...new Set(scopes.flatMap(({ takenAt }) => takenAt ?? []))].sort();
  const [earliest] = times;
  const when =
    earliest === undefined
      ? 'time not stated'
      : html`${times.length > 1 ? 'from ' : ''}<time datetime="${earliest}">${whenText(earliest)}</time>`;

  return html`${sources[first.source]}, ${when}`;
};

const someOf = <T>(items: readonly T[], tell: (item: T) => Markup | string, limit = 4): Markup =>
  html`${joined(items.slice(0, limit).map(tell), '; ')}${items.length > limit ? ` and ${items.length - limit} more` : ''}`;

const unread = (picture: Picture): Markup => {
  const { gaps, rules, summary } = picture.report;
  const checked = rules.filter(({ outcome }) => outcome === 'checked').length;
  const inconclusive = rules.length - checked;
  if (gaps.length === 0 && summary.complete)
    return html`everything needed was read; ${checked} of ${rules.length} rules checked`;
  const gapText = ({ action, resource, section }: ReportGap): Markup =>
    html`<code>${action}</code> for ${namedMarkup(picture, resource ?? section)}`;
  const unknown = summary.primary.unknown ?? 0;

  return html`${markOf('unknown')} ${gaps.length > 0 ? html`${someOf(gaps, gapText)}. ` : null}${unknown > 0 ? `${counted(unknown, 'path')} unknown. ` : null}${inconclusive > 0 ? `${inconclusive} of ${counted(rules.length, 'rule')} inconclusive.` : null}`;
};

const inScope = ({ vpcs }: Picture): string => {
  const subnets = vpcs.flatMap((vpc) => vpc.subnets);

  return [
    ...(vpcs.length > 1 ? [counted(vpcs.length, 'VPC')] : []),
    counted(subnets.length, 'subnet'),
    counted(clientsIn(subnets), 'client'),
  ].join(', ');
};

const findingsText = ({ report }: Picture): string => {
  const { summary } = report;

  return [
    ...(['error', 'warning', 'note'] as const).map((severity) => counted(summary.findings[severity], severity)),
    ...(summary.accepted === undefined ? [] : [`${summary.accepted} accepted`]),
    ...weakeningCounts(report),
  ].join(', ');
};

const placeIn =
  (report: Report) =>
  ({ account, region }: ReportScope): string =>
    `${accountText(report, account) || 'account not stated'}, ${region}`;

/** Of facts that others are judged by. */
const placeAndTimeIn =
  (report: Report) =>
  (scope: ReportScope): string =>
    scope.takenAt === null ? placeIn(report)(scope) : `${placeIn(report)(scope)} (${whenText(scope.takenAt)})`;

/** What changed since an earlier run: before, and after. */
const sinceText = ({ report }: Picture): string | null => {
  const { since, summary, findings } = report;
  if (since === undefined) return null;
  const before = since.primary?.public ?? (since.primary === null ? null : 0);
  const paths = before === null ? [] : [`public paths ${before} → ${summary.primary.public ?? 0}`];
  const fresh = findings.filter(({ accepted }) => accepted === undefined).length;
  const gone = summary.complete ? [`${since.gone} gone`] : [];

  return [...paths, counted(fresh, 'new finding'), `${since.known} known already`, ...gone].join(', ');
};

const readers = ({ report }: Picture): readonly string[] => [
  ...new Set(report.scopes.flatMap(({ readBy }) => readBy ?? [])),
];

/** What the verdict rests on: whose facts, from when, read by whom, and what is missing in them. */
export const factList = (picture: Picture): Markup => {
  const { scopes, context = [] } = picture.report;
  const since = sinceText(picture);
  const by = readers(picture);
  const cost = natCost(picture.report);
  const weakenings = weakeningsIn(picture.report);
  const facts: readonly (readonly [string, Markup | string])[] = [
    [scopes.length > 1 ? 'Accounts and Regions' : 'Account and Region', someOf(scopes, placeIn(picture.report), 3)],
    ['Facts', factsOf(scopes)],
    ...(context.length === 0 ? [] : [['Judged by', someOf(context, placeAndTimeIn(picture.report), 3)] as const]),
    ...(by.length === 0 ? [] : [['Read by', someOf(by, (arn) => arn, 2)] as const]),
    ['In scope', inScope(picture)],
    ['Findings', findingsText(picture)],
    ...(cost === null ? [] : [['A month', cost] as const]),
    ...(since === null ? [] : [[`Since ${picture.report.since?.file}`, since] as const]),
    ...(weakenings.length === 0
      ? []
      : [['Config that lets less be found', someOf(weakenings, weakeningText, 3)] as const]),
  ];

  return html`<dl class="facts">${facts.map(([term, told]) => html`<div><dt>${term}</dt><dd>${told}</dd></div>`)}<div class="wide"><dt>Not read</dt><dd>${unread(picture)}</dd></div></dl>`;
};
