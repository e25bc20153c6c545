import type { Finding, PlannedChange, Report } from '../../../audit.ts';
import { groupBy } from '../../../group-by.ts';
import { compare } from '../../../order.ts';
import { remedialActions } from '../../actions.ts';
import { isOpen, severities } from '../../headline.ts';
import type { DrawnSubnet } from '../../picture/drawn-subnet.ts';
import type { Picture } from '../../picture/picture.ts';

/** What becomes of so many paths. */
export interface Turn {
  readonly from: string;
  /** Null where nobody proved it. */
  readonly to: string | null;
  readonly count: number;
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

const provenRemedies = ({ changes }: Report, open: readonly Finding[], subnets: SubnetsById): readonly Unnumbered[] => {
  const byChange = groupBy(
    open.flatMap((finding) => finding.changes.map((id) => ({ id, finding }))),
    ({ id }) => id,
  );

  return changes.flatMap((change): Unnumbered[] => {
    const findings = (byChange.get(change.id) ?? []).map(({ finding }) => finding);
    if (findings.length === 0) return [];
    const { words, commands, clients } = change;

    return [{ words, commands, findings, turns: turnsOf(change, findings, subnets), clients, change }];
  });
};

/** What a finding asks for where no change was made of it. */
const otherRemedies = (open: readonly Finding[], subnets: SubnetsById): readonly Unnumbered[] =>
  remedialActions(open.filter(({ changes }) => changes.length === 0)).map(({ words, command, findings, clients }) => ({
    ...{ words, findings, clients: clients ?? 0, change: null },
    commands: command === null ? [] : [command],
    turns: turnsOf(null, findings, subnets),
  }));

const gravity = ({ findings }: Unnumbered): number =>
  Math.min(...findings.map(({ severity }) => severities.indexOf(severity)));

const byWorth = (a: Unnumbered, b: Unnumbered): number =>
  Number(turnedFromPublic(b) > 0) - Number(turnedFromPublic(a) > 0) ||
  b.clients - a.clients ||
  turnedFromPublic(b) - turnedFromPublic(a) ||
  gravity(a) - gravity(b) ||
  b.findings.length - a.findings.length ||
  compare(a.words, b.words) ||
  compare(a.commands.join(), b.commands.join());

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
  const { report } = picture;
  const open = report.findings.filter(isOpen);
  const subnets = subnetsById(picture);
  const sorted = [...provenRemedies(report, open, subnets), ...otherRemedies(open, subnets)]
    .filter(({ findings }) => findings.some(({ severity }) => severity !== 'note'))
    .sort(byWorth);
  const numbers = new Map(sorted.flatMap(({ change }, index) => (change === null ? [] : [[change.id, index + 1]])));

  return sorted.map(({ change, ...remedy }, index) => ({
    ...remedy,
    number: index + 1,
    provisos: provisosOf(change, numbers),
  }));
};
