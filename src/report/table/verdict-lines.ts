import type { Report } from '../../audit.ts';
import { overallVerdict, verdictLine } from '../outcome.ts';
import { wrap } from '../plain-text.ts';
import { columnsOf, paintOf, type Style } from '../style.ts';
import { verdictPaint } from '../verdict-word.ts';

export const verdictLines = (report: Report, style: Style): string[] => {
  const color = verdictPaint(overallVerdict(report), paintOf(style));

  return wrap(verdictLine(report), columnsOf(style)).map((line) => color.bold(line));
};
