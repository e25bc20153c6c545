import type { Report } from '../audit.ts';
import { foldedVpcIds } from './folded-findings.ts';
import { glyphs, type Reporter, type Style } from './style.ts';
import { acceptedLines } from './table/accepted-lines.ts';
import { coverageLines } from './table/coverage-lines.ts';
import { findingLines } from './table/finding-lines.ts';
import { foldedLines, foldedVpcs } from './table/private-vpcs.ts';
import { verdictLines } from './table/verdict-lines.ts';
import { vpcLines } from './table/vpc-lines.ts';
import { type ReportedVpc, reportedVpcs } from './table/vpcs.ts';

/** Those of which nothing is told but one line below, unless there are no others. */
const vpcsOf = (report: Report, { detail }: Style): readonly ReportedVpc[] => {
  const vpcs = reportedVpcs(report);
  if (vpcs.length < 2 || detail === 'verbose') return vpcs;
  const unused = foldedVpcIds(report);

  return vpcs.filter(({ vpcId }) => !unused.has(vpcId));
};

const vpcSections = (report: Report, style: Style): string[][] => {
  const { told, folded } = foldedVpcs(vpcsOf(report, style), style);

  return [...told.map((vpc) => vpcLines(vpc, style)), foldedLines(folded, style)];
};

/** What a person reads: subnet × service, the findings by cause, what was and was not checked, and the verdict. */
export const table: Reporter = (report, style) => {
  const isQuiet = style.detail === 'quiet';
  const sections = [
    ...(isQuiet ? [] : vpcSections(report, style)),
    findingLines(report, style),
    acceptedLines(report, style),
    isQuiet ? [] : coverageLines(report, style),
    verdictLines(report, style),
  ];
  const text = sections.filter((lines) => lines.length > 0).map((lines) => lines.join('\n'));

  return glyphs(`${text.join('\n\n')}\n`, style);
};
