import type { Finding, Report } from '../audit.ts';
import { groupBy } from '../group-by.ts';
import { compare } from '../order.ts';
import { severities } from './headline.ts';

/** One thing to do, with all that it mends. */
export interface Action {
  readonly words: string;
  readonly command: string | null;
  readonly findings: readonly Finding[];
  /** Null where interfaces were not read whole. */
  readonly clients: number | null;
  /** How many (subnet, service) it concerns. */
  readonly paths: number;
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

const actionOf = (findings: readonly Finding[]): Action[] =>
  findings.slice(0, 1).map(({ remedy, command }) => ({
    words: remedy,
    command,
    findings,
    clients: clientsOf(findings),
    paths: new Set(findings.filter(isOfSubnet).map(({ resource, service }) => `${resource} ${service}`)).size,
  }));

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

const inOrder = (a: Action, b: Action): number =>
  isNote(a) - isNote(b) ||
  (b.clients ?? 0) - (a.clients ?? 0) ||
  b.paths - a.paths ||
  gravity(a) - gravity(b) ||
  compare(a.words, b.words) ||
  compare(a.command ?? '', b.command ?? '');

const keyOf = ({ account, region, remedy, command }: Finding): string =>
  JSON.stringify([account, region, remedy, command]);

/** What to do about the findings, each thing once: what concerns most clients first, then what turns most paths, notes last. */
export const remedialActions = (findings: Report['findings']): readonly Action[] =>
  [...groupBy(findings, keyOf).values()].flatMap(actionOf).sort(inOrder);

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

/** By finding, the number under which what to do about it is told. */
export const numbersOf = (told: readonly (readonly Action[])[]): ReadonlyMap<Finding, number> =>
  new Map(
    told.flatMap((actions, index) =>
      actions.flatMap(({ findings }) => findings.map((finding) => [finding, index + 1] as const)),
    ),
  );
