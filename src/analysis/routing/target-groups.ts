import { groupBy } from '../../group-by.ts';
import { memoize, memoizeBy } from '../../memoize.ts';
import { byValue, divide, type Winner } from '../../net/prefix-map.ts';
import { type Ranges, union } from '../../net/ranges.ts';
import type { Route } from '../../network/route-table.ts';
import type { Choice, CompiledTable } from './choice.ts';
import type { RouteCandidates, TableLayout } from './table-layout.ts';

type Winners = readonly [Winner<RouteCandidates>, ...Winner<RouteCandidates>[]];

/** All of some addresses that routes of a table send to one target. */
export interface TargetGroup {
  /** In order of address. */
  readonly winners: Winners;
  readonly ranges: Ranges;
}

const divided = memoizeBy<Ranges, TableLayout, ReadonlyMap<RouteCandidates | undefined, Ranges>>();

/** Addresses by the candidates that win them. */
export const rangesByCandidates = (
  { layout }: CompiledTable,
  ranges: Ranges,
): ReadonlyMap<RouteCandidates | undefined, Ranges> =>
  layout.isShared ? divided(ranges, layout, () => byValue(layout.map, ranges)) : byValue(layout.map, ranges);

type Decision = Route | Choice | undefined;

/** Anything that is less than certain of a choice is a matter of its own addresses. */
const decisionOf = ({ routes, choiceOf }: CompiledTable, candidates: RouteCandidates | undefined): Decision => {
  if (candidates === undefined) return undefined;
  const { places, outer } = candidates;
  if (places.length === 1 && outer === null) return routes[places[0]];
  const choice = choiceOf(candidates);

  return choice.isUnsureTie || choice.rivals.length > 0 ? choice : choice.route;
};

const isSameTarget = (a: Decision, b: Decision): boolean =>
  a === b ||
  (a !== undefined &&
    b !== undefined &&
    'target' in a &&
    'target' in b &&
    a.target.id === b.target.id &&
    a.target.kind === b.target.kind &&
    a.state === b.state);

/** Which target gets what: the same object for all tables of a layout that part its candidates the same way, whatever their gateways are called. */
interface Partition {
  readonly byCandidates: ReadonlyMap<RouteCandidates | undefined, number>;
}

/** Of a table, for each candidates of its layout: the same number for the same target. */
const targetNumbers = (table: CompiledTable): readonly number[] => {
  const firsts: Decision[] = [];

  return table.layout.candidates.map((one) => {
    const decision = decisionOf(table, one);
    const known = firsts.findIndex((first) => isSameTarget(first, decision));

    return known < 0 ? firsts.push(decision) : known + 1;
  });
};

const isSame = (a: readonly number[], b: readonly number[]): boolean => a.every((number, i) => number === b[i]);

/** Tables of one template tell zones and a few other things apart. */
const remembered = 16;

const partitions = memoize((_layout: TableLayout): { numbers: readonly number[]; partition: Partition }[] => []);

const partitionOf = memoize((table: CompiledTable): Partition => {
  const numbers = targetNumbers(table);
  const known = partitions(table.layout);
  const present = known.find((one) => isSame(one.numbers, numbers));
  if (present !== undefined) return present.partition;
  const partition = { byCandidates: new Map(table.layout.candidates.map((one, i) => [one, numbers[i] ?? 0])) };
  known.unshift({ numbers, partition });
  known.splice(remembered);

  return partition;
});

const groupsOf = (winners: readonly Winner<RouteCandidates>[], { byCandidates }: Partition): readonly TargetGroup[] =>
  Array.from(groupBy(winners, ({ value }) => byCandidates.get(value) ?? 0).values(), (own) => ({
    winners: own,
    ranges: union(own),
  }));

type Groups = readonly TargetGroup[];
type Stretches = readonly Winner<RouteCandidates>[];

const stretches = memoizeBy<Ranges, TableLayout, Stretches>();
const groups = memoizeBy<Stretches, Partition, Groups>();

/**
 * By target, where the addresses fall into more than `few` stretches: sharing would cost as much as it saves. What tables
 * of one layout come to differs in the names of the gateways, as a rule, and then the groups are the same objects.
 */
export const targetGroups = (table: CompiledTable, ranges: Ranges, few: number): Groups | null => {
  const { layout } = table;
  const winners = layout.isShared
    ? stretches(ranges, layout, () => divide(layout.map, ranges))
    : divide(layout.map, ranges);
  if (winners.length <= few) return null;
  const partition = partitionOf(table);

  return layout.isShared
    ? groups(winners, partition, () => groupsOf(winners, partition))
    : groupsOf(winners, partition);
};
