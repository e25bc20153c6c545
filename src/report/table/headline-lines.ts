import type { Report } from '../../audit.ts';
import { incompleteness, pathCounts } from '../headline.ts';
import { natCost } from '../nat-cost.ts';
import { overallVerdict } from '../outcome.ts';
import { wrap } from '../plain-text.ts';
import { publicSide } from '../public-side.ts';
import { scopeText } from '../scope-text.ts';
import { screenNames } from '../screen-names.ts';
import { withShortIds } from '../short-ids.ts';
import { columnsOf, isWhole, paintOf, type Style } from '../style.ts';
import { verdictMark, verdictPaint } from '../verdict-word.ts';
import { isWeakened, weakeningSentence } from '../weakenings.ts';

/** What was looked at, how bad it is and where, and whether all was read. */
export const headlineLines = (report: Report, style: Style): string[] => {
  const paint = paintOf(style);
  const columns = columnsOf(style);
  const side = publicSide(report);
  const where = side === null ? '' : `: ${isWhole(style) ? side : withShortIds(side, screenNames(report))}`;
  const standing = overallVerdict(report);
  const { complete } = report.summary;
  const verdict = `${verdictMark(standing)} ${pathCounts(report)}${where}.${complete && !isWeakened(report) ? ' Everything needed was read.' : ''}`;
  const missing = complete ? [] : wrap(`The audit is incomplete: ${incompleteness(report)}.`, columns);
  const cost = wrap(natCost(report) ?? '', columns);
  const weakened = wrap(weakeningSentence(report) ?? '', columns);

  return [
    ...wrap(scopeText(report, isWhole(style) ? 'whole' : 'short'), columns).map((line) => paint.bold(line)),
    ...wrap(verdict, columns).map((line) => verdictPaint(standing, paint).bold(line)),
    ...cost,
    ...[...missing, ...weakened].map((line) => paint.yellow.bold(line)),
  ];
};
