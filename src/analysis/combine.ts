import { intersect, type Ranges, subtract, union } from '../net/ranges.ts';
import { type AddressOutcome, addressOutcome, withoutNextHop } from './address-outcome.ts';
import { distinct, forbidsPrivate } from './doubt.ts';
import type { Hop } from './path.ts';

const isLive = ({ disposition }: AddressOutcome): boolean => disposition.verdict !== 'unreachable';

const rangesOf = (outcomes: readonly AddressOutcome[]): Ranges => union(outcomes.flatMap(({ ranges }) => ranges));

/** An outcome without addresses is one of the name, whoever asks. */
const within = (outcome: AddressOutcome, ranges: Ranges): readonly AddressOutcome[] => {
  if (outcome.ranges.length === 0) return [outcome];
  const rest = intersect(outcome.ranges, ranges);

  return rest.length === 0 ? [] : [{ ...outcome, ranges: rest }];
};

/** Each address has the outcome of the first list that has it. */
const firstOf = (lists: readonly (readonly AddressOutcome[])[]): readonly AddressOutcome[] => {
  const [first = [], ...others] = lists;
  const all = [...first];
  for (const list of others) {
    const taken = rangesOf(all);
    all.push(
      ...list.filter(({ ranges }) => ranges.length > 0).flatMap((one) => within(one, subtract(one.ranges, taken))),
    );
  }

  return all;
};

/** The hops of both ways, and at the end the one after which they part. */
const forkedHops = (one: readonly Hop[], other: readonly Hop[]): readonly Hop[] => {
  const parting = other.findIndex(({ at, because }, i) => one[i]?.at !== at || one[i]?.because !== because);
  const shared = parting < 0 ? other.length : parting;
  const fork = other[shared - 1];

  return [...one, ...other.slice(shared), ...(fork === undefined ? [] : [fork])];
};

const either = (one: AddressOutcome, other: AddressOutcome, ranges: Ranges): AddressOutcome => {
  const doubts = distinct([...one.doubts, ...other.doubts]);
  if (one.disposition.verdict === other.disposition.verdict) return { ...one, ranges, doubts };

  return addressOutcome(withoutNextHop('unknown', 'ambiguous-route'), {
    ranges,
    hops: forkedHops(one.hops, other.hops),
    doubts,
  });
};

/**
 * What becomes of addresses to which packets may go by several ways, and AWS does not say by which: one verdict where the
 * ways agree, and none where they do not. All of them are in the list.
 */
export const agreed = (outcomes: readonly AddressOutcome[]): readonly AddressOutcome[] => {
  let settled: readonly AddressOutcome[] = [];
  for (const one of outcomes) {
    const before = settled;
    const taken = rangesOf(before);
    settled = [
      ...before.flatMap((other) => {
        const shared = intersect(other.ranges, one.ranges);

        return shared.length === 0
          ? [other]
          : [...within(other, subtract(other.ranges, shared)), either(other, one, shared)];
      }),
      ...within(one, subtract(one.ranges, taken)),
    ];
  }

  return settled;
};

const doubtsOf = (outcomes: readonly AddressOutcome[]): number =>
  outcomes.filter(isLive).reduce((sum, { doubts }) => sum + doubts.length + (doubts.some(forbidsPrivate) ? 100 : 0), 0);

/** Answers that do not come back to some of those who call: they are told beside those that do. */
const isAstray = (one: AddressOutcome): boolean => one.from !== null && !isLive(one);

/**
 * What becomes of addresses that several clients, or one by several ports, may call: an address is reached where one of
 * them reaches it, and by the one of which that is the most certain.
 */
export const anyReached = (lists: readonly (readonly AddressOutcome[])[]): readonly AddressOutcome[] => {
  const [only = [], ...others] = lists;
  if (others.length === 0) return only;
  const inOrder = [...lists].sort((a, b) => doubtsOf(a) - doubtsOf(b));
  const live = firstOf(inOrder.map((list) => list.filter(isLive)));
  const reached = rangesOf(live);
  const lost = firstOf(inOrder.map((list) => list.filter((one) => !isLive(one)))).flatMap((one) =>
    one.ranges.length === 0 ? (live.length === 0 ? [one] : []) : within(one, subtract(one.ranges, reached)),
  );
  const astray = lists.flatMap((list) => list.filter(isAstray)).flatMap((one) => within(one, reached));

  return [...live, ...lost.map((one) => (one.from === null ? one : { ...one, from: null })), ...astray];
};

/** What becomes of addresses that a client has to reach by every one of several ports. */
export const allReached = (lists: readonly (readonly AddressOutcome[])[]): readonly AddressOutcome[] => {
  const [only = [], ...others] = lists;
  if (others.length === 0) return only;
  const lost = firstOf(lists.map((list) => list.filter((one) => !isLive(one) && !isAstray(one))));
  const gone = rangesOf(lost);
  const live = only.filter(isLive).flatMap((one) => within(one, subtract(one.ranges, gone)));
  const astray = lists.flatMap((list) => list.filter(isAstray)).flatMap((one) => within(one, rangesOf(live)));

  return [...live, ...lost, ...astray];
};
