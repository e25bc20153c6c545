import type { ReportWay } from '../../audit.ts';
import { memoize } from '../../memoize.ts';
import { nextHopKinds } from '../next-hop-kind.ts';
import { verdictMark, verdictWord } from '../verdict-word.ts';

/** What the matrix says of one path, or of many that share a verdict. */
export interface VerdictCell {
  readonly verdict: ReportWay['verdict'];
  /** Starred where something unread or unstated could overturn it. */
  readonly mark: string;
  /** Mark and word. */
  readonly word: string;
  /** What kind of thing carries it, else why. */
  readonly kind: string;
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

const splitInto = (way: ReportWay, said: (verdict: ReportWay['verdict']) => string): string =>
  [...new Set(way.parts.map((part) => part.verdict))].map(said).join(' + ');

/** An endpoint needs no mention where there is little room: the mark says that one carries it. */
const hopKinds = ({ verdict, via, through }: ReportWay): string => {
  const crossed = through.map(({ kind }) => nextHopKinds[kind].short).join(', ');
  const carrier = via === null || verdict === 'private' ? '' : nextHopKinds[via.kind].short;

  return crossed ? `${carrier} via ${crossed}`.trimStart() : carrier;
};

/** What kinds of things carry a path, or what it is split into. */
export const carrierKinds = (way: ReportWay): string => hopKinds(way) || splitInto(way, verdictMark);

const verdictCell = memoize((way: ReportWay): VerdictCell => {
  const star = way.confidence === 'likely' && way.verdict !== 'unknown' ? '*' : '';

  return {
    verdict: way.verdict,
    mark: verdictMark(way.verdict) + star,
    word: verdictWord(way.verdict) + star,
    kind: carrierKinds(way),
    detail: nextHops(way) || splitInto(way, (verdict) => verdict) || (way.reason ?? ''),
    reason: way.reason ?? '',
  };
});

const joined = (texts: ReadonlySet<string>): string => [...texts].filter((text) => text !== '').join(', ');

/** One cell for paths that share a verdict. */
export const sharedCell = (ways: readonly ReportWay[]): VerdictCell | null => {
  const [first, ...others] = ways.map(verdictCell);
  if (!first || others.length === 0) return first ?? null;
  const all = [first, ...others];
  const [kinds, details, reasons] = (['kind', 'detail', 'reason'] as const).map(
    (field) => new Set(all.map((cell) => cell[field])),
  );
  const starred = all.find((cell) => cell.mark.endsWith('*')) ?? first;
  const kind = kinds === undefined || kinds.size > 2 ? `${kinds?.size} ways` : joined(kinds);

  return {
    verdict: first.verdict,
    mark: starred.mark,
    word: starred.word,
    kind,
    detail: details?.size === 1 ? first.detail : [kind, `× ${details?.size}`].filter((part) => part !== '').join(' '),
    reason: reasons?.size === 1 ? first.reason : '',
  };
};

/** One cell for paths that do not share a verdict: the worst of them, and how many of all have it. */
export const countedCell = (worst: VerdictCell, count: number, total: number): VerdictCell => {
  const kind = count === total ? '' : `${count} of ${total}`;

  return { ...worst, kind, detail: kind, reason: '' };
};
