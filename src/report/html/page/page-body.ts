import { counted } from '../../counted.ts';
import type { Picture } from '../../picture/picture.ts';
import { html, joined, type Markup, nothing } from '../markup.ts';
import { markDefinitions } from '../svg/marks.ts';
import type { SharedShapes } from '../svg/shared.ts';
import type { Plan } from '../vpc/plan.ts';
import { acceptancesOf } from './acceptances.ts';
import { adviceOf } from './advice.ts';
import { findingList } from './findings.ts';
import { hubSection } from './hub-section.ts';
import { legendDefinitions } from './legend.ts';
import { subnetMatrix } from './matrix.ts';
import { filterTags } from './matrix-tools.ts';
import { nameList } from './names-list.ts';
import { navigationOf } from './navigation.ts';
import { boxPanels } from './panel.ts';
import { remediesOf } from './remedy.ts';
import { toDo } from './to-do.ts';
import { topOf } from './top.ts';
import { vpcSection } from './vpc-section.ts';

/** More pictures than these wait until somebody opens them. */
const mostOpen = 6;

const picturesOf = (sections: readonly Markup[], hub: Markup): Markup => {
  if (sections.length === 0) return nothing;
  const rest = sections.slice(mostOpen);
  const title = sections.length > 1 ? 'The pictures' : 'The picture';
  const folded =
    rest.length === 0
      ? null
      : html`<details class="rest"><summary>${counted(rest.length, 'more VPC')}</summary>${rest}</details>`;

  return html`<section id="pictures"><h2>${title}</h2>${hub}${joined(sections.slice(0, mostOpen))}${folded}</section>`;
};

/** What all pictures draw, once. */
const shapeDefinitions = ({ definitions }: SharedShapes): Markup =>
  html`<svg width="0" height="0" aria-hidden="true" class="defs">${definitions()}</svg>`;

const footer = ({ report: { rules, gaps } }: Picture): Markup => {
  const checked = rules.filter(({ outcome }) => outcome === 'checked').length;
  const inconclusive = rules.length - checked;

  return html`<footer class="foot"><p>Reasoned from configuration; no packet was sent. A client is a network interface from which a workload may call AWS. ${checked} of ${counted(rules.length, 'rule')} checked${inconclusive === 0 ? '' : `, ${inconclusive} inconclusive`}${gaps.length === 0 ? '' : `; ${counted(gaps.length, 'request')} for facts went unanswered`}.</p></footer>`;
};

const findingSection = (picture: Picture, list: Markup): Markup => {
  const { error, warning, note } = picture.report.summary.findings;
  const counts = [counted(error, 'error'), counted(warning, 'warning')].join(', ');

  return html`<section id="findings"><h2>Findings</h2><p class="say">${counts} and ${counted(note, 'note')}, grouped by cause.</p>${list}${nameList(picture)}</section>`;
};

/** All that is seen of the page. */
export const pageBody = (picture: Picture, plans: readonly Plan[], shapes: SharedShapes): Markup => {
  const remedies = remediesOf(picture);
  const hub = hubSection(picture, shapes.shared);
  const advice = adviceOf(picture.report, remedies);
  const panels = plans.map((plan) => boxPanels(plan, advice));
  const anchorOf = new Map(panels.flatMap((one) => [...one.anchorOf]));
  const sections = plans.map((plan, index) => {
    const own = panels[index];

    return own === undefined ? nothing : vpcSection(plan, own, index, shapes.shared);
  });
  const acceptances = acceptancesOf(picture.report);
  const matrix =
    picture.vpcs.length === 0 ? nothing : subnetMatrix({ picture, acceptances, anchorOf, tags: filterTags(picture) });

  return html`<a class="skip" href="#do">Skip to what to do</a>${markDefinitions()}${legendDefinitions()}
${topOf(picture, remedies, navigationOf(picture, hub.markup !== ''))}
<main>
<section id="do"><h2>What to do</h2>${toDo(picture, remedies)}</section>
${picturesOf(sections, hub)}
${matrix.markup === '' ? null : html`<section id="matrix"><h2>The matrix</h2>${matrix}</section>`}
${findingSection(picture, findingList({ picture, advice, anchorOf }))}
</main>
${footer(picture)}${shapeDefinitions(shapes)}`;
};
