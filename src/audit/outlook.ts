import type { VerdictKind } from '../analysis/path.ts';
import type { Move } from './moves.ts';
import type { ReportSubnet, VpcOutlook } from './report.ts';

type Counts = Partial<Record<VerdictKind, number>>;

const add = (counts: Counts, verdict: VerdictKind, times: number): void => {
  const sum = (counts[verdict] ?? 0) + times;
  if (sum > 0) counts[verdict] = sum;
  else Reflect.deleteProperty(counts, verdict);
};

const sorted = (counts: Counts): Counts => Object.fromEntries(Object.entries(counts).sort());

interface Draft extends Omit<VpcOutlook, 'before' | 'after'> {
  readonly before: Counts;
  readonly after: Counts;
}

/** What becomes of the primary paths of every VPC that the report tells of, once all changes are made. */
export const outlookOf = (subnets: readonly ReportSubnet[], moves: readonly Move[]): readonly VpcOutlook[] => {
  const drafts = new Map<string, Draft>();
  for (const { account, region, vpcId, vpcName, paths } of subnets) {
    const draft = drafts.get(vpcId) ?? { account, region, vpcId, vpcName, before: {}, after: {} };
    drafts.set(vpcId, draft);
    for (const { primary, way } of paths) if (primary) add(draft.before, way.verdict, 1);
  }
  for (const { before, after } of drafts.values()) Object.assign(after, before);
  for (const { vpcId, primary, before, after, count } of moves) {
    const draft = drafts.get(vpcId);
    if (!primary || draft === undefined) continue;
    add(draft.after, before, -count);
    if (after !== null) add(draft.after, after, count);
  }

  return [...drafts.values()].map((draft) => ({ ...draft, before: sorted(draft.before), after: sorted(draft.after) }));
};
