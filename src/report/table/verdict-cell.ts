import type { ReportPath } from '../../audit.ts';
import { verdictWord } from '../verdict-word.ts';

/** What the matrix says of one path, or of many that share a verdict. */
export interface VerdictCell {
  readonly verdict: ReportPath['verdict'];
  /** Symbol and word, starred where something unread or unstated could overturn it. */
  readonly word: string;
  /** What carries it, else why. */
  readonly detail: string;
  readonly reason: string;
}

const verdictCell = (path: ReportPath): VerdictCell => ({
  verdict: path.verdict,
  word: verdictWord(path.verdict) + (path.confidence === 'likely' && path.verdict !== 'unknown' ? '*' : ''),
  detail: nextHops(path) || splitInto(path) || (path.reason ?? ''),
  reason: path.reason ?? '',
});

/** One cell for paths that share a verdict; what they do not share is counted. */
export const sharedCell = (paths: readonly ReportPath[]): VerdictCell | null => {
  const [first, ...others] = paths.map(verdictCell);
  if (!first) return null;
  const ways = new Set([first, ...others].map((cell) => cell.detail));
  const reasons = new Set([first, ...others].map((cell) => cell.reason));
  return {
    verdict: first.verdict,
    word: [first, ...others].find((cell) => cell.word.endsWith('*'))?.word ?? first.word,
    detail: ways.size === 1 ? first.detail : `${ways.size} ways`,
    reason: reasons.size === 1 ? first.reason : '',
  };
};

const nextHops = ({ via, through }: ReportPath): string => {
  const crossed = through.map((nextHop) => idOf(nextHop.id)).join(', ');
  if (!via) return crossed;
  return crossed ? `${idOf(via.id)} via ${crossed}` : idOf(via.id);
};

/** An ARN says nothing here that its last part does not. */
const idOf = (id: string): string => (id.startsWith('arn:') ? (id.split('/').at(-1) ?? id) : id);

const splitInto = (path: ReportPath): string => [...new Set(path.parts.map((part) => part.verdict))].join(' + ');
