import type { Finding, PlannedChange, Report } from '../audit.ts';
import { groupBy } from '../group-by.ts';
import { severities } from './headline.ts';

/** One thing to do, with all that it mends. */
export interface Action {
  readonly words: string;
  /** Of the AWS CLI, a line each. */
  readonly commands: readonly string[];
  readonly findings: readonly Finding[];
  /** Null where interfaces were not read whole. */
  readonly clients: number | null;
  /** How many (subnet, service) it concerns. */
  readonly paths: number;
  /** What is planned, as data; null where it is left to a person. */
  readonly change: PlannedChange | null;
}

const isOfSubnet = ({ resource, service }: Finding): boolean => service !== null && resource.startsWith('subnet-');

const sumOf = (counts: readonly (number | null)[]): number | null =>
  counts.reduce<number | null>((sum, count) => (sum === null || count === null ? null : sum + count), 0);

/** Those of each subnet once; what concerns a whole VPC has them all. */
const clientsInVpc = (findings: readonly Finding[]): number | null => {
  const bySubnet = new Map(findings.filter(isOfSubnet).map(({ resource, clients }) => [resource, clients]));
  const others = findings.filter((finding) => !isOfSubnet(finding)).map(({ clients }) => clients);
  const all = [sumOf([...bySubnet.values()]), ...others];

  return all.includes(null) ? null : Math.max(...all.map((count) => count ?? 0));
};

const clientsOf = (findings: readonly Finding[]): number | null =>
  sumOf([...groupBy(findings, ({ vpcId }) => vpcId).values()].map(clientsInVpc));

const actionOf = (
  { words, commands }: Pick<Action, 'words' | 'commands'>,
  findings: readonly Finding[],
  change: PlannedChange | null = null,
): Action => ({
  ...{ words, commands, findings, change },
  clients: clientsOf(findings),
  paths: new Set(findings.filter(isOfSubnet).map(({ resource, service }) => `${resource} ${service}`)).size,
});

/** The words without the ids in them. */
const shapeOf = ({ words }: Action): string =>
  words.replace(/\b[a-z]+(?:-[a-z]+)*-[0-9a-f]{8,17}\b(?:, (?=[a-z]+-))?/g, '#').replace(/#+/g, '#');

/** The same to do in many places, told once. */
export interface AlikeActions {
  readonly actions: readonly [Action, ...Action[]];
  readonly vpcIds: readonly string[];
  readonly clients: number | null;
  readonly paths: number;
}

const gravity = ({ findings }: Action): number =>
  Math.min(...findings.map(({ severity }) => severities.indexOf(severity)));

const isNote = (action: Action): number => (gravity(action) === severities.indexOf('note') ? 1 : 0);

/** Where all else is equal, what has to come first stands first: the order of the changes and of the findings is kept. */
const inOrder = (a: Action, b: Action): number =>
  isNote(a) - isNote(b) || (b.clients ?? 0) - (a.clients ?? 0) || b.paths - a.paths || gravity(a) - gravity(b);

const keyOf = ({ account, region, remedy, command }: Finding): string =>
  JSON.stringify([account, region, remedy, command]);

/** What no change was made out for is left to its own words. */
const byRemedy = (findings: readonly Finding[]): Action[] =>
  [...groupBy(findings, keyOf).values()].map(([first, ...others]) =>
    actionOf({ words: first.remedy, commands: first.command === null ? [] : [first.command] }, [first, ...others]),
  );

const findingsByChange = (findings: readonly Finding[]): ReadonlyMap<string, readonly Finding[]> => {
  const found = new Map<string, Finding[]>();
  for (const finding of findings)
    for (const id of finding.changes) {
      const own = found.get(id);
      if (own === undefined) found.set(id, [finding]);
      else own.push(finding);
    }

  return found;
};

/** What to do about some findings, each thing once: what concerns most clients first, then what turns most paths, notes last. */
export const remedialActions = (
  { changes }: Pick<Report, 'changes'>,
  findings: readonly Finding[],
): readonly Action[] => {
  const concerned = findingsByChange(findings);
  const planned = changes.flatMap((change) => {
    const own = concerned.get(change.id);

    return own === undefined ? [] : [actionOf(change, own, change)];
  });
  const told = new Set(changes.map(({ id }) => id));

  return [...planned, ...byRemedy(findings.filter((one) => !one.changes.some((id) => told.has(id))))].sort(inOrder);
};

/** Actions that differ in nothing but the ids they name, what concerns most clients first. */
export const alikeActions = (actions: readonly Action[]): readonly AlikeActions[] =>
  [...groupBy(actions, shapeOf).values()]
    .map((alike) => ({
      actions: alike,
      vpcIds: [...new Set(alike.flatMap(({ findings }) => findings.map(({ vpcId }) => vpcId)))],
      clients: clientsOf(alike.flatMap(({ findings }) => findings)),
      paths: alike.reduce((sum, { paths }) => sum + paths, 0),
    }))
    .sort((a, b) => (b.clients ?? 0) - (a.clients ?? 0) || b.paths - a.paths);

/** By finding, the numbers under which what to do about it is told. */
export const numbersOf = (told: readonly (readonly Action[])[]): ReadonlyMap<Finding, readonly number[]> => {
  const numbers = new Map<Finding, number[]>();
  told.forEach((actions, index) => {
    for (const finding of actions.flatMap(({ findings }) => findings)) {
      const own = numbers.get(finding);
      if (own === undefined) numbers.set(finding, [index + 1]);
      else if (!own.includes(index + 1)) own.push(index + 1);
    }
  });

  return numbers;
};
