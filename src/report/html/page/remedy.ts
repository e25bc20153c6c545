import type { Finding, PlannedChange, Report } from '../../../audit.ts';
import type { Cost } from '../../../changes/prices.ts';
import { groupBy } from '../../../group-by.ts';
import { type Action, alikeActions, remedialActions } from '../../actions.ts';
import { isOpen } from '../../headline.ts';
import type { DrawnSubnet } from '../../picture/drawn-subnet.ts';
import type { Picture } from '../../picture/picture.ts';
import { planCost } from '../../plan-cost.ts';

/** What becomes of so many paths. */
export interface Turn {
  readonly from: string;
  /** Null where nobody proved it. */
  readonly to: string | null;
  readonly count: number;
}

/** Acts that differ in nothing but the things they name. */
interface Kin {
  readonly clients: number;
  readonly cost: Cost | null;
}

/** One act, and all that it mends. */
export interface RankedRemedy {
  /** From 1, in the order of what it is worth. */
  readonly number: number;
  readonly words: string;
  readonly commands: readonly string[];
  readonly findings: readonly Finding[];
  readonly turns: readonly Turn[];
  readonly clients: number;
  /** Of a month; null where nobody knows. */
  readonly cost: Cost | null;
  /** The same for all that are alike. */
  readonly kin: Kin;
  /** What comes before it, what AWS asks for besides, and what the audit cannot see. */
  readonly provisos: readonly string[];
}

type Unnumbered = Omit<RankedRemedy, 'number' | 'provisos'> & { readonly change: PlannedChange | null };

export const subnetsById = ({ vpcs }: Picture): ReadonlyMap<string, readonly DrawnSubnet[]> =>
  groupBy(
    vpcs.flatMap(({ subnets }) => subnets),
    ({ id }) => id,
  );

export const turnedFromPublic = ({ turns }: Pick<RankedRemedy, 'turns'>): number =>
  turns.reduce((sum, { from, to, count }) => (from === 'public' && to === 'private' ? sum + count : sum), 0);

type SubnetsById = ReturnType<typeof subnetsById>;

/** By verdict, the primary paths that findings are about: those of their subnets to their services. */
const concerned = (findings: readonly Finding[], subnets: SubnetsById): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>();
  const seen = new Set<string>();
  for (const { resource, service } of findings)
    for (const { anchor, ways } of subnets.get(resource) ?? [])
      for (const [key, { verdict }] of ways) {
        if (key.replace(/\.ipv6$/, '') !== service || seen.has(`${anchor} ${key}`)) continue;
        seen.add(`${anchor} ${key}`);
        counts.set(verdict, (counts.get(verdict) ?? 0) + 1);
      }

  return counts;
};

/** What was proven of paths with a verdict, where all of them come to the same. */
const provenTurn = ({ turns }: PlannedChange, from: string): string | null => {
  const goals = Object.keys(turns).flatMap((key) => (key.startsWith(`${from}→`) ? key.slice(from.length + 1) : []));

  return goals.length === 1 ? (goals[0] ?? null) : null;
};

/** Of the names that SDKs dial by default, as all counts that people see: a change may turn others as well. */
const turnsOf = (change: PlannedChange | null, findings: readonly Finding[], subnets: SubnetsById): readonly Turn[] =>
  [...concerned(findings, subnets)].map(([from, count]) => ({
    ...{ from, count },
    to: change === null ? null : provenTurn(change, from),
  }));

type Told = readonly [Unnumbered, ...Unnumbered[]];

/** As the terminal has it: the same things to do, of as many clients; what is alike stands together. */
const toldRemedies = (report: Report, subnets: SubnetsById): readonly Told[] => {
  const open = report.findings.filter((finding) => isOpen(finding) && finding.severity !== 'note');

  return alikeActions(remedialActions(report, open)).map(({ actions, clients: all }): Told => {
    const kin = { clients: all ?? 0, cost: planCost(actions.map(({ change }) => change)) };
    const told = ({ words, commands, findings, clients, change }: Action): Unnumbered => ({
      ...{ words, commands, findings, turns: turnsOf(change, findings, subnets), clients: clients ?? 0, change, kin },
      cost: planCost([change]),
    });
    const [first, ...others] = actions;

    return [told(first), ...others.map(told)];
  });
};

const isForPublic = (remedies: Told): number => (remedies.some((one) => turnedFromPublic(one) > 0) ? 1 : 0);

const provisosOf = (change: PlannedChange | null, numbers: ReadonlyMap<string, number>): readonly string[] => {
  if (change === null) return [];
  const before = change.needs.flatMap((id) => numbers.get(id) ?? []);

  return [
    ...(before.length === 0 ? [] : [`After change ${before.join(', ')}`]),
    ...change.unread.map((text) => `Not read: ${text}`),
    ...change.consequences,
  ];
};

/** What to do about what is open, notes left aside: what turns public paths first, by clients. */
export const remediesOf = (picture: Picture): readonly RankedRemedy[] => {
  const told = toldRemedies(picture.report, subnetsById(picture));
  const sorted = told.toSorted((a, b) => isForPublic(b) - isForPublic(a)).flat();
  const numbers = new Map(sorted.flatMap(({ change }, index) => (change === null ? [] : [[change.id, index + 1]])));

  return sorted.map(({ change, ...remedy }, index) => ({
    ...remedy,
    number: index + 1,
    provisos: provisosOf(change, numbers),
  }));
};
