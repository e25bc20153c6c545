import type { ReportPath } from '../audit.ts';
import type { Paint } from './style.ts';

type VerdictKind = ReportPath['verdict'];

const symbols: Readonly<Record<VerdictKind, string>> = {
  private: '✓',
  public: '✗',
  transit: '→',
  split: '≠',
  unreachable: '⊘',
  unknown: '?',
};

/** Worst for the reader first. */
export const verdictKinds: readonly VerdictKind[] = ['public', 'split', 'unknown', 'transit', 'unreachable', 'private'];

export const verdictMark = (verdict: VerdictKind): string => symbols[verdict];

/** Symbol and word: colour is never the only sign. */
export const verdictWord = (verdict: VerdictKind): string => `${symbols[verdict]} ${verdict}`;

export const verdictPaint = (verdict: VerdictKind, paint: Paint): Paint => {
  switch (verdict) {
    case 'private':
      return paint.green;
    case 'public':
      return paint.red;
    case 'transit':
      return paint.cyan;
    case 'split':
    case 'unreachable':
      return paint.magenta;
    case 'unknown':
      return paint.yellow;
  }
};
