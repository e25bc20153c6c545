import type { Report } from '../../audit.ts';
import { groupBy } from '../../group-by.ts';
import { isOpen } from '../headline.ts';
import { wrap } from '../plain-text.ts';
import { columnsOf, paintOf, type Style } from '../style.ts';

const indent = '  ';

const roomOf = (style: Style): number => columnsOf(style) - indent.length;

/** Findings that somebody answers for: out of the way, but never out of sight. */
export const acceptedLines = (report: Report, style: Style): string[] => {
  const accepted = report.findings.filter((finding) => !isOpen(finding));
  if (accepted.length === 0) return [];
  const paint = paintOf(style);
  const groups = groupBy(accepted, (finding) => JSON.stringify([finding.rule, finding.accepted]));
  const lines = [...groups.values()].flatMap(([first, ...others]) => {
    if (!first?.accepted) return [];
    const { by, reason, expires } = first.accepted;
    const times = others.length > 0 ? ` × ${others.length + 1}` : '';

    return wrap(`${first.rule}${times} by ${by}${expires ? ` until ${expires}` : ''}: ${reason}`, roomOf(style));
  });

  return [paint.bold('accepted'), ...lines.map((line) => indent + paint.dim(line))];
};
