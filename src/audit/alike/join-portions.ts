import { byGravity } from '../findings.ts';
import { inPlanOrder, type Weighed } from '../plan-order.ts';
import type { Finding, PlannedChange, Report } from '../report.ts';
import type { Portion } from './portion.ts';

/** A portion, and what its ids of changes are told apart from others' by. */
export interface SourcedPortion {
  readonly portion: Portion;
  readonly source: string;
}

interface Entry extends Weighed {
  readonly planned: PlannedChange;
}

const keyOf = (source: string, id: string): string => `${source} ${id}`;

const entriesOf = ({ portion: { changes }, source }: SourcedPortion): readonly Entry[] =>
  changes.map(({ change: planned, concerned }) => ({
    planned,
    concerned,
    change: planned.change,
    clients: planned.clients,
    turns: planned.turns,
    key: keyOf(source, planned.id),
    needs: planned.needs.map((id) => keyOf(source, id)),
  }));

type Joined = Pick<Report, 'subnets' | 'endpoints' | 'outlook' | 'releases' | 'gaps' | 'changes' | 'findings'> & {
  readonly harmlessGaps: Report['gaps'];
};

/** What several reports say, in the order of one. */
export const joinPortions = (portions: readonly SourcedPortion[]): Joined => {
  const entries = inPlanOrder(portions.flatMap(entriesOf));
  const ids = new Map(entries.map(({ key }, at) => [key, `c${at + 1}`]));
  const findings = portions.flatMap(({ portion, source }) =>
    portion.findings.map(
      (one): Finding => ({ ...one, changes: one.changes.flatMap((id) => ids.get(keyOf(source, id)) ?? []) }),
    ),
  );
  const all = <K extends 'subnets' | 'endpoints' | 'outlook' | 'releases' | 'gaps' | 'harmlessGaps'>(
    list: K,
  ): Portion[K][number][] => portions.flatMap(({ portion }): Portion[K][number][] => [...portion[list]]);

  return {
    subnets: all('subnets'),
    endpoints: all('endpoints'),
    changes: entries.map(({ planned, key, needs }) => ({
      ...planned,
      id: ids.get(key) ?? '',
      needs: needs.flatMap((one) => ids.get(one) ?? []),
    })),
    outlook: all('outlook'),
    releases: all('releases'),
    gaps: all('gaps'),
    harmlessGaps: all('harmlessGaps'),
    findings: findings.sort(byGravity),
  };
};
