import { by } from '../../order.ts';
import type { ScopeSnapshot, Snapshot } from '../../snapshot/schema.ts';
import { type Portion, portionsOf } from '../alike/portion.ts';
import { shapesOf } from '../alike/scope-shape.ts';
import type { JoinableReport } from '../joinable-report.ts';
import type { AbsentAccount, Report } from '../report.ts';
import { relatedScopes } from './related-scopes.ts';
import { joinedLinks, type Links, linksOf } from './scope-links.ts';

/** What was judged together, as far as it is kept: the network that it was judged by is not. */
export interface JudgedPart extends Pick<JoinableReport, 'lacking'> {
  readonly portions: ReadonlyMap<string, Portion>;
  readonly rules: Report['rules'];
  readonly absentAccounts: readonly AbsentAccount[];
}

interface Part extends JudgedPart {
  readonly links: Links;
}

type Judge = (snapshot: Snapshot) => JoinableReport;

/** As many VPCs are judged together at least: each time, something is done that would do for more. */
export const usualPart = 500;

const vpcCount = (scopes: readonly ScopeSnapshot[]): number =>
  scopes.reduce((sum, { sections }) => sum + (sections.vpcs?.length ?? 0), 0);

const byRegion = by(([first]: readonly ScopeSnapshot[]) => first?.region ?? '');

/** Groups together, until they have so many VPCs: those of a Region, whose names and addresses are the same. */
function* packed(groups: readonly (readonly ScopeSnapshot[])[], enough: number): Generator<ScopeSnapshot[]> {
  let [part, vpcs]: [ScopeSnapshot[], number] = [[], 0];
  for (const group of [...groups].sort(byRegion)) {
    part.push(...group);
    vpcs += vpcCount(group);
    if (vpcs < enough) continue;
    yield part;
    [part, vpcs] = [[], 0];
  }
  if (part.length > 0) yield part;
}

/** Picked field by field: whatever leads to the network would keep it. */
const partOf = (judged: JoinableReport): Part => ({
  portions: portionsOf(judged),
  rules: judged.report.rules,
  absentAccounts: judged.report.absentAccounts ?? [],
  lacking: judged.lacking,
  links: judged.links,
});

/** Whether there is enough for several parts. */
export const isDivisible = ({ scopes }: Snapshot, enough: number): boolean =>
  scopes.length > 1 && vpcCount(scopes) >= 2 * enough;

/**
 * Scopes that could not tell of each other are judged one part after the other, so that what one is judged by is gone
 * before the next: an organisation takes the memory of its facts, its report and its largest part. Where it comes out
 * that they could, they are judged together.
 */
export const judgeApart = (snapshot: Snapshot, judge: Judge, enough: number): readonly JudgedPart[] => {
  if (!isDivisible(snapshot, enough)) return [partOf(judge(snapshot))];
  const shapes = shapesOf(snapshot);
  let links = linksOf([...shapes.keys()]);
  let groups = relatedScopes(shapes, links);
  for (;;) {
    const parts = [...packed(groups, enough)].map((some) => partOf(judge({ ...snapshot, scopes: some })));
    links = joinedLinks([links, ...parts.map((part) => part.links)]);
    const related = relatedScopes(shapes, links);
    if (related.length === groups.length) return parts;
    groups = related;
  }
};
