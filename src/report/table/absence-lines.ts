import type { Report } from '../../audit.ts';
import { absenceAdvice, absenceTexts } from '../absence-text.ts';
import { wrap } from '../plain-text.ts';
import { columnsOf, paintOf, type Style } from '../style.ts';

const indent = '  ';

/** Other accounts whose facts would tell where paths end. */
export const absenceLines = (report: Report, style: Style): string[] => {
  const texts = absenceTexts(report);
  if (texts.length === 0) return [];
  const paint = paintOf(style);
  const room = columnsOf(style) - indent.length;

  return [
    ...wrap(`other accounts would tell more: ${absenceAdvice}`, columnsOf(style)).map((line) =>
      paint.yellow.bold(line),
    ),
    ...texts.flatMap((text) => wrap(text, room)).map((line) => indent + line),
  ];
};
