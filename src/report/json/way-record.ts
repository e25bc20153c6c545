import { someCidrs } from '../../analysis/part.ts';
import type { ReportWay } from '../../audit.ts';

type Part = ReportWay['parts'][number];

/** Up to so many CIDRs are all told. */
const mostCidrs = 64;
/** What routes leave of the public space takes hundreds to say; nobody reads on after these. */
const firstOfMany = 16;

const told = (part: Part) => {
  const some = someCidrs(part, mostCidrs);

  return some.more === 0
    ? some
    : { cidrs: some.cidrs.slice(0, firstOfMany), more: some.more + some.cidrs.length - firstOfMany };
};

/** A part of a split path as JSON tells it: its addresses, or the first of them and how many CIDRs more there are. */
export const partRecord = (part: Part) => {
  const { verdict, via, through, reason, from } = part;

  return { verdict, via, through, reason, ...told(part), ...(from === undefined ? {} : { from }) };
};

export const wayRecord = ({ verdict, via, reason, confidence, through, parts, hops, doubts }: ReportWay) => ({
  verdict,
  via,
  reason,
  confidence,
  through,
  parts: parts.map(partRecord),
  hops,
  doubts,
});
