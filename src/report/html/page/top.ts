import type { VerdictKind } from '../../../analysis/path.ts';
import type { ReportGap, ReportScope } from '../../../audit.ts';
import { counted } from '../../counted.ts';
import type { DrawnSubnet } from '../../picture/drawn-subnet.ts';
import type { Picture } from '../../picture/picture.ts';
import { clientsIn, verdictCounts } from '../../picture/verdict-counts.ts';
import { verdictKinds } from '../../verdict-word.ts';
import { isWeakened, weakeningCounts, weakeningsIn, weakeningText } from '../../weakenings.ts';
import { html, joined, type Markup } from '../markup.ts';
import { markOf } from '../svg/marks.ts';
import { sumOf } from '../svg/numbers.ts';
import { palette, verdictColors } from '../svg/palette.ts';
import { headSentence, leadText } from './lead.ts';
import { namedMarkup } from './naming.ts';
import type { RankedRemedy } from './remedy.ts';

const subnetsOf = ({ vpcs }: Picture): readonly DrawnSubnet[] => vpcs.flatMap(({ subnets }) => subnets);

const countsBar = (counts: ReadonlyMap<VerdictKind, number>): Markup => {
  const total = sumOf(counts.values());
  let at = 0;
  const told = verdictKinds.flatMap((kind) => (counts.has(kind) ? `${counts.get(kind)} ${kind}` : []));
  const pieces = verdictKinds.map((kind) => {
    const count = counts.get(kind) ?? 0;
    if (count === 0) return null;
    const start = (100 * at) / total;
    at += count;
    const gap =
      start === 0
        ? null
        : html`<rect x="${start.toFixed(2)}%" width="2" height="14" class="pg" fill="${palette.page}"/>`;

    return html`<rect x="${start.toFixed(2)}%" width="${Math.max(0.3, (100 * count) / total).toFixed(2)}%" height="14" class="f-${kind}" fill="${verdictColors[kind].line}"/>${gap}`;
  });

  return html`<svg class="bar" width="100%" height="14" role="img" aria-label="${told.join(', ')}">${joined(pieces)}</svg>`;
};

const countsList = (subnets: readonly DrawnSubnet[], counts: ReadonlyMap<VerdictKind, number>): Markup =>
  html`<ul class="counts">${verdictKinds.map((kind) => {
    const count = counts.get(kind) ?? 0;
    if (count === 0) return null;
    const clients = clientsIn(subnets.filter(({ ways }) => [...ways.values()].some(({ verdict }) => verdict === kind)));

    return html`<li>${markOf(kind, 13)} <span><b>${count}</b> ${kind} <span class="dim">${clients === 0 ? 'no clients' : counted(clients, 'client')}</span></span></li>`;
  })}</ul>`;

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
  if (gaps.length === 0 && summary.complete && !isWeakened(picture.report))
    return html`nothing was left out; ${checked} of ${rules.length} rules checked`;
  const gapText = ({ action, resource, section }: ReportGap): Markup =>
    html`<code>${action}</code> for ${namedMarkup(picture, resource ?? section)}`;
  const unknown = summary.primary.unknown ?? 0;

  return html`${markOf('unknown')} ${gaps.length > 0 ? html`${someOf(gaps, gapText)}. ` : null}${unknown > 0 ? `${counted(unknown, 'path')} unknown. ` : null}${inconclusive > 0 ? `${inconclusive} of ${counted(rules.length, 'rule')} inconclusive.` : null}${isWeakened(picture.report) ? html` ${someOf(weakeningsIn(picture.report), weakeningText)}` : null}`;
};

const inScope = ({ vpcs }: Picture, subnets: readonly DrawnSubnet[]): string =>
  [
    ...(vpcs.length > 1 ? [counted(vpcs.length, 'VPC')] : []),
    counted(subnets.length, 'subnet'),
    counted(clientsIn(subnets), 'client'),
  ].join(', ');

const findingsText = ({ report }: Picture): string => {
  const { summary } = report;

  return [
    ...(['error', 'warning', 'note'] as const).map((severity) => counted(summary.findings[severity], severity)),
    ...(summary.accepted === undefined ? [] : [`${summary.accepted} accepted`]),
    ...weakeningCounts(report),
  ].join(', ');
};

const place = ({ account, region }: ReportScope): string => `${account ?? 'account not stated'}, ${region}`;

/** How bad it is, and what that rests on. */
export const topOf = (picture: Picture, remedies: readonly RankedRemedy[], navigation: Markup): Markup => {
  const { report } = picture;
  const subnets = subnetsOf(picture);
  const counts = verdictCounts(subnets);
  const facts: readonly (readonly [string, Markup | string])[] = [
    [report.scopes.length > 1 ? 'Accounts and Regions' : 'Account and Region', someOf(report.scopes, place, 3)],
    ['Facts', factsOf(report.scopes)],
    ['In scope', inScope(picture, subnets)],
    ['Findings', findingsText(picture)],
  ];

  return html`<header class="top"><p class="eyebrow"><b>vpce-audit</b> ${report.tool.version}: which subnets still reach AWS services over public addresses, and why</p>
<h1>${headSentence(report)}</h1>
<p class="lede">${leadText(picture, remedies)}</p>
${countsBar(counts)}
${countsList(subnets, counts)}
<dl class="facts">${facts.map(([term, told]) => html`<div><dt>${term}</dt><dd>${told}</dd></div>`)}<div class="wide"><dt>Not read</dt><dd>${unread(picture)}</dd></div></dl>
${navigation}</header>`;
};
