import type { VerdictKind } from '../../../analysis/path.ts';
import type { Finding } from '../../../audit.ts';
import { groupBy } from '../../../group-by.ts';
import { compare } from '../../../order.ts';
import { isOpen, severities } from '../../headline.ts';
import type { DrawnSubnet } from '../../picture/drawn-subnet.ts';
import type { Picture } from '../../picture/picture.ts';
import { clientsIn } from '../../picture/verdict-counts.ts';

/** One act, and all that it mends. */
export interface RankedRemedy {
  /** From 1, in the order of what it is worth. */
  readonly number: number;
  readonly words: string;
  readonly command: string | null;
  readonly findings: readonly Finding[];
  /** Paths that it concerns, by what is said of them now. */
  readonly turns: ReadonlyMap<VerdictKind, number>;
  readonly clients: number;
}

interface ConcernedPath {
  readonly subnet: DrawnSubnet;
  readonly key: string;
  readonly verdict: VerdictKind;
}

type SubnetsById = ReadonlyMap<string, readonly DrawnSubnet[]>;

export const subnetsById = ({ vpcs }: Picture): SubnetsById =>
  groupBy(
    vpcs.flatMap(({ subnets }) => subnets),
    ({ id }) => id,
  );

/** The paths that a finding is about: those of its subnet to its service. */
const concernedPaths = ({ resource, service }: Finding, subnets: SubnetsById): readonly ConcernedPath[] =>
  (subnets.get(resource) ?? []).flatMap((subnet) =>
    [...subnet.ways].flatMap(([key, { verdict }]) =>
      service !== null && key.replace(/\.ipv6$/, '') === service ? [{ subnet, key, verdict }] : [],
    ),
  );

const remedyOf = (findings: readonly [Finding, ...Finding[]], subnets: SubnetsById): Omit<RankedRemedy, 'number'> => {
  const [{ remedy: words, command }] = findings;
  const concerned = findings.flatMap((finding) => concernedPaths(finding, subnets));
  const paths = new Map(concerned.map((path) => [`${path.subnet.anchor} ${path.key}`, path]));
  const turns = new Map<VerdictKind, number>();
  for (const { verdict } of paths.values()) turns.set(verdict, (turns.get(verdict) ?? 0) + 1);

  return { words, command, findings, turns, clients: clientsIn([...paths.values()].map(({ subnet }) => subnet)) };
};

const rankOf = ({ findings }: Pick<RankedRemedy, 'findings'>): number =>
  Math.min(...findings.map(({ severity }) => severities.indexOf(severity)));

const pathsIn = ({ turns }: Pick<RankedRemedy, 'turns'>, verdict: VerdictKind): number => turns.get(verdict) ?? 0;

type Unnumbered = Omit<RankedRemedy, 'number'>;

const byWorth = (a: Unnumbered, b: Unnumbered): number =>
  Number(pathsIn(b, 'public') > 0) - Number(pathsIn(a, 'public') > 0) ||
  b.clients - a.clients ||
  pathsIn(b, 'public') - pathsIn(a, 'public') ||
  rankOf(a) - rankOf(b) ||
  b.findings.length - a.findings.length ||
  compare(a.words, b.words) ||
  compare(a.command ?? '', b.command ?? '');

/** What to do about what is open, notes left aside: what turns public paths first, by clients. */
export const remediesOf = (picture: Picture): readonly RankedRemedy[] => {
  const subnets = subnetsById(picture);
  const open = picture.report.findings.filter(isOpen);
  const groups = groupBy(open, ({ account, region, remedy, command }) =>
    JSON.stringify([account, region, command ?? remedy]),
  );

  return [...groups.values()]
    .filter((findings) => findings.some(({ severity }) => severity !== 'note'))
    .map((findings) => remedyOf(findings, subnets))
    .sort(byWorth)
    .map((remedy, index) => ({ ...remedy, number: index + 1 }));
};
