import type { Notification } from 'sarif';
import type { Report, ReportGap } from '../../audit.ts';
import { counted } from '../counted.ts';
import { incompleteness } from '../headline.ts';
import { weakeningsIn, weakeningText } from '../weakenings.ts';
import { messageText } from './text.ts';

const warning = (id: string, text: string): Notification => ({
  descriptor: { id },
  level: 'warning',
  message: { text: messageText(text) },
});

const aggregation = ({ findings }: Report, results: number, left: number): string =>
  `${counted(findings.length, 'finding')} are more than code scanning takes: those of one rule in one VPC share a result, ` +
  `${counted(results, 'result')} in all${left === 0 ? '' : `, and ${counted(left, 'finding')} have none`}. The JSON report has each.`;

const gapText = ({ account, region, action, resource, reason }: ReportGap): string =>
  `${action}${resource === undefined ? '' : ` of ${resource}`} in ${account ?? 'an unknown account'}, ${region}: ${reason}`;

/** What a reader of the results must know of them: that they were drawn together, what a config leaves alone, and what could not be read. */
export const notificationsOf = (report: Report, results: number, left: number): Notification[] => [
  ...(results < report.findings.length ? [warning('results-aggregated', aggregation(report, results, left))] : []),
  ...(report.summary.complete
    ? []
    : [warning('audit-incomplete', `The audit is incomplete: ${incompleteness(report)}.`)]),
  ...weakeningsIn(report).map((one) => warning('weakened-by-config', weakeningText(one))),
  ...report.gaps.map((gap) => warning('not-read', gapText(gap))),
];
