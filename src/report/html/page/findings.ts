import type { Finding, RuleOutcome } from '../../../audit.ts';
import { groupBy } from '../../../group-by.ts';
import { compare } from '../../../order.ts';
import { counted } from '../../counted.ts';
import { isOpen, severities } from '../../headline.ts';
import { accountOwnerOf, accountText } from '../../owner.ts';
import type { Picture } from '../../picture/picture.ts';
import { clientsIn } from '../../picture/verdict-counts.ts';
import { withoutCost } from '../../plan-cost.ts';
import { fragment, html, joined, type Markup, nothing } from '../markup.ts';
import { commandBlock } from './command.ts';
import { type FindingParts, findingPlaces, type SubnetOf } from './finding-places.ts';
import { findingTitle } from './finding-title.ts';
import { namedRemedy } from './naming.ts';
import { subnetsById } from './remedy.ts';

type Group = readonly [Finding, ...Finding[]];

const clientsOf = (findings: Group, subnetOf: SubnetOf): number =>
  clientsIn(findings.flatMap(({ resource }) => subnetOf(resource) ?? []));

const groupsOf = (findings: readonly Finding[], subnetOf: SubnetOf): readonly Group[] => {
  const groups = groupBy(findings, ({ rule, severity, account, region, vpcId, service, remedy, command, resource }) =>
    JSON.stringify([
      ...[rule, severity, account, region],
      ...(subnetOf(resource) === undefined ? [] : [vpcId, service, command ?? remedy]),
    ]),
  );

  return [...groups.values()].sort(
    ([a, ...moreA], [b, ...moreB]) =>
      severities.indexOf(a.severity) - severities.indexOf(b.severity) ||
      clientsOf([b, ...moreB], subnetOf) - clientsOf([a, ...moreA], subnetOf) ||
      moreB.length - moreA.length ||
      compare(a.rule, b.rule) ||
      compare(a.fingerprint, b.fingerprint),
  );
};

const changeText = ({ picture, advice }: FindingParts, [first]: Group): Markup => {
  const number = advice.numberOf(first);
  if (number !== null)
    return html`<p><a href="#c${number}">Change ${number}</a>: ${namedRemedy(picture, withoutCost(first.remedy))}.</p>`;
  const command = first.command === null ? null : commandBlock(first.command);

  return html`<p>${namedRemedy(picture, first.remedy)}.</p>${command}`;
};

/** One rule about things that are no subnets: each has a remedy of its own. */
const ownChanges = (parts: FindingParts, findings: Group): Markup => {
  const byRemedy = [...groupBy(findings, ({ command, remedy }) => command ?? remedy).values()];

  return joined(byRemedy.slice(0, 12).map((group) => changeText(parts, group)));
};

const summaryText = (findings: Group, clients: number, concernsSubnets: boolean): string => {
  const accepted = findings.filter((finding) => !isOpen(finding)).length;

  return [
    counted(findings.length, 'finding'),
    ...(concernsSubnets ? [clients === 0 ? 'no clients' : counted(clients, 'client')] : []),
    ...(accepted === 0 ? [] : [`${accepted} accepted`]),
  ].join(', ');
};

/** Whom to ask, where a config says it. */
const ownerNode = ({ report }: Picture, [{ account }]: Group): Markup | null =>
  accountOwnerOf(report, account) === undefined ? null : html`<p class="dim">${accountText(report, account)}</p>`;

const groupNode = (parts: FindingParts, findings: Group, subnetOf: SubnetOf): Markup => {
  const [first] = findings;
  const clients = clientsOf(findings, subnetOf);
  const concernsSubnets = subnetOf(first.resource) !== undefined;
  const isAccepted = findings.every((finding) => !isOpen(finding));

  return html`<details class="fi"><summary><span class="sev ${isAccepted ? 'note' : first.severity}">${isAccepted ? 'accepted' : first.severity}</span><i>: </i><b>${findingTitle(parts.picture, findings)}</b><i>, </i><span class="dim">${summaryText(findings, clients, concernsSubnets)}</span></summary><div class="body">${ownerNode(parts.picture, findings)}${findingPlaces(parts, findings, subnetOf)}${ownChanges(parts, findings)}<p><a href="${fragment(`rule-${first.rule}`)}">What ${first.rule} means</a></p></div></details>`;
};

const ruleNode = ({ id, title = id, help, page }: RuleOutcome): Markup => {
  const link =
    page?.startsWith('https://') === true
      ? html`<p><a href="${page}" rel="noreferrer">The whole page of ${id}</a></p>`
      : null;

  return html`<div><dt id="rule-${id}">${title} <small><code>${id}</code></small></dt><dd>${help === undefined ? null : html`<p>${help}</p>`}${link}</dd></div>`;
};

const ruleHelp = (findings: readonly Finding[], rules: readonly RuleOutcome[]): Markup => {
  const used = new Set(findings.map(({ rule }) => rule));
  const told = rules.filter(({ id }) => used.has(id));
  const untold = [...used].filter((id) => told.every((rule) => rule.id !== id)).sort();
  const bare = untold.map((id): RuleOutcome => ({ id, outcome: 'checked', findings: 0, gaps: [] }));

  return html`<details class="more" id="rules"><summary>The rules behind these findings</summary><dl class="rules">${[...told, ...bare].map(ruleNode)}</dl></details>`;
};

/** More wait until somebody opens them. */
const mostGroups = 40;

/** Grouped by cause; what somebody answers for comes last. */
export const findingList = (parts: FindingParts): Markup => {
  const { report } = parts.picture;
  if (report.findings.length === 0) return nothing;
  const subnets = subnetsById(parts.picture);
  const subnetOf: SubnetOf = (id) => subnets.get(id)?.[0];
  const open = groupsOf(report.findings.filter(isOpen), subnetOf);
  const accepted = groupsOf(
    report.findings.filter((finding) => !isOpen(finding)),
    subnetOf,
  );

  const nodes = [...open, ...accepted].map((group) => groupNode(parts, group, subnetOf));
  const rest = nodes.slice(mostGroups);
  const folded =
    rest.length === 0
      ? null
      : html`<details class="rest"><summary>${counted(rest.length, 'more cause')}</summary>${rest}</details>`;

  return html`${joined(nodes.slice(0, mostGroups))}${folded}${ruleHelp(report.findings, report.rules)}`;
};
