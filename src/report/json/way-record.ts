import type { ReportWay } from '../../audit.ts';

type Part = ReportWay['parts'][number];

/** What routes leave of the public space takes hundreds of CIDRs to say; nobody reads on after these. */
const shownCidrs = 64;

/** A part of a split path as JSON tells it: the first of its addresses, and how many CIDRs more there are. */
export const partRecord = ({ verdict, via, through, reason, cidrs }: Part) => ({
  verdict,
  via,
  through,
  reason,
  cidrs: cidrs.slice(0, shownCidrs),
  more: Math.max(0, cidrs.length - shownCidrs),
});

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
