import type { Report } from '../../audit.ts';
import { symbolOf, verdictLine } from '../outcome.ts';
import { wrap } from '../plain-text.ts';
import { columnsOf, paintOf, type Style } from '../style.ts';

export const verdictLines = (report: Report, style: Style): string[] => {
  const paint = paintOf(style);
  const color = { '✗': paint.red, '?': paint.yellow, '✓': paint.green }[symbolOf(report)];

  return wrap(verdictLine(report), columnsOf(style)).map((line) => color.bold(line));
};
