import type { Report } from '../../audit.ts';
import { groupBy } from '../../group-by.ts';
import { counted } from '../counted.ts';
import { foldedFindings, unfoldedFindings } from '../folded-findings.ts';
import { wrap } from '../plain-text.ts';
import { columnsOf, isWhole, paintOf, type Style } from '../style.ts';

const indent = '  ';

/** All notes of one rule are a word here; what nobody is concerned by is a line. */
export const noteLines = (report: Report, style: Style): string[] => {
  const notes = unfoldedFindings(report).filter(({ severity }) => severity === 'note');
  const rules = [...groupBy(notes, ({ rule }) => rule)].map(([rule, { length }]) =>
    length === 1 ? rule : `${rule} × ${length}`,
  );
  const told = [
    ...(rules.length === 0 ? [] : [`${counted(notes.length, 'note')}: ${rules.join(', ')}`]),
    ...foldedFindings(report, isWhole(style) ? 'whole' : 'short'),
  ];

  return told
    .flatMap((text) =>
      wrap(text, columnsOf(style) - indent.length).map((line, index) => (index === 0 ? line : indent + line)),
    )
    .map((line) => paintOf(style).dim(line));
};
