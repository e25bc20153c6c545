import type { ReportWay } from '../../audit.ts';
import { verdictWord } from '../verdict-word.ts';

/** What the matrix says of one path, or of many that share a verdict. */
export interface VerdictCell {
  readonly verdict: ReportWay['verdict'];
  /** Symbol and word, starred where something unread or unstated could overturn it. */
  readonly word: string;
  /** What carries it, else why. */
  readonly detail: string;
  readonly reason: string;
}

/** An ARN says nothing here that its last part does not. */
const idOf = (id: string): string => (id.startsWith('arn:') ? (id.split('/').at(-1) ?? id) : id);

const nextHops = ({ via, through }: ReportWay): string => {
  const crossed = through.map((nextHop) => idOf(nextHop.id)).join(', ');
  if (!via) return crossed;

  return crossed ? `${idOf(via.id)} via ${crossed}` : idOf(via.id);
};

const splitInto = (way: ReportWay): string => [...new Set(way.parts.map((part) => part.verdict))].join(' + ');

const verdictCell = (way: ReportWay): VerdictCell => ({
  verdict: way.verdict,
  word: verdictWord(way.verdict) + (way.confidence === 'likely' && way.verdict !== 'unknown' ? '*' : ''),
  detail: nextHops(way) || splitInto(way) || (way.reason ?? ''),
  reason: way.reason ?? '',
});

/** One cell for paths that share a verdict; what they do not share is counted. */
export const sharedCell = (ways: readonly ReportWay[]): VerdictCell | null => {
  const [first, ...others] = ways.map(verdictCell);
  if (!first) return null;
  const details = new Set([first, ...others].map((cell) => cell.detail));
  const reasons = new Set([first, ...others].map((cell) => cell.reason));

  return {
    verdict: first.verdict,
    word: [first, ...others].find((cell) => cell.word.endsWith('*'))?.word ?? first.word,
    detail: details.size === 1 ? first.detail : `${details.size} ways`,
    reason: reasons.size === 1 ? first.reason : '',
  };
};
