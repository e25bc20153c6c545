import { someCidrs } from '../../analysis/part.ts';
import type { ReportWay } from '../../audit.ts';

type Part = ReportWay['parts'][number];

/** What routes leave of the public space takes hundreds of CIDRs to say; nobody reads on after these. */
const shownCidrs = 64;

/** A part of a split path as JSON tells it: the first of its addresses, and how many CIDRs more there are. */
export const partRecord = (part: Part) => {
  const { verdict, via, through, reason } = part;

  return { verdict, via, through, reason, ...someCidrs(part, shownCidrs) };
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
