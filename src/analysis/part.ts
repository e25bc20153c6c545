import { memoizeBy } from '../memoize.ts';
import { firstCidrs, type Ranges, toCidrs } from '../net/ranges.ts';
import type { Disposition, Part } from './path.ts';

const rangesOf = new WeakMap<Part, Ranges>();

/** Its CIDRs are written when they are read: to say what is left of the public space takes hundreds of them. */
export const partOf = (disposition: Disposition, ranges: Ranges, from: Ranges | null): Part => {
  const part = {
    ...disposition,
    ...(from === null ? {} : { from: toCidrs(from) }),
    get cidrs() {
      return toCidrs(ranges);
    },
  };
  rangesOf.set(part, ranges);

  return part;
};

interface SomeCidrs {
  readonly cidrs: readonly string[];
  readonly more: number;
}

const firstOf = memoizeBy<Ranges, number, SomeCidrs>();

/** The first CIDRs of a part, and how many there are more: the others are not even written. */
export const someCidrs = (part: Part, limit: number): SomeCidrs => {
  const ranges = rangesOf.get(part);
  if (ranges !== undefined) return firstOf(ranges, limit, () => firstCidrs(ranges, limit));
  const cidrs = part.cidrs.slice(0, limit);

  return { cidrs, more: part.cidrs.length - cidrs.length };
};
