import type { Report } from '../../audit.ts';
import { incompleteness, pathCounts } from '../headline.ts';
import { natCost } from '../nat-cost.ts';
import { symbolOf } from '../outcome.ts';
import { wrap } from '../plain-text.ts';
import { publicSide } from '../public-side.ts';
import { scopeText } from '../scope-text.ts';
import { screenNames } from '../screen-names.ts';
import { withShortIds } from '../short-ids.ts';
import { columnsOf, isWhole, paintOf, type Style } from '../style.ts';
import { isWeakened, weakeningSentence } from '../weakenings.ts';

/** What was looked at, how bad it is and where, and whether all was read. */
export const headlineLines = (report: Report, style: Style): string[] => {
  const paint = paintOf(style);
  const columns = columnsOf(style);
  const side = publicSide(report);
  const where = side === null ? '' : `: ${isWhole(style) ? side : withShortIds(side, screenNames(report))}`;
  const symbol = symbolOf(report);
  const color = { '✗': paint.red, '?': paint.yellow, '✓': paint.green }[symbol];
  const { complete } = report.summary;
  const verdict = `${symbol} ${pathCounts(report)}${where}.${complete && !isWeakened(report) ? ' Everything needed was read.' : ''}`;
  const missing = complete ? [] : wrap(`The audit is incomplete: ${incompleteness(report)}.`, columns);
  const cost = wrap(natCost(report) ?? '', columns);
  const weakened = wrap(weakeningSentence(report) ?? '', columns);

  return [
    ...wrap(scopeText(report, isWhole(style) ? 'whole' : 'short'), columns).map((line) => paint.bold(line)),
    ...wrap(verdict, columns).map((line) => color.bold(line)),
    ...cost,
    ...[...missing, ...weakened].map((line) => paint.yellow.bold(line)),
  ];
};
