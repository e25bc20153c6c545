import { glyphs, type Reporter } from './style.ts';
import { acceptedLines } from './table/accepted-lines.ts';
import { coverageLines } from './table/coverage-lines.ts';
import { findingLines } from './table/finding-lines.ts';
import { verdictLines } from './table/verdict-lines.ts';
import { vpcLines } from './table/vpc-lines.ts';
import { vpcsOf } from './table/vpcs.ts';

/** What a person reads: subnet × service, the findings by cause, what was and was not checked, and the verdict. */
export const table: Reporter = (report, style) => {
  const quiet = style.detail === 'quiet';
  const sections = [
    ...(quiet ? [] : vpcsOf(report).map((vpc) => vpcLines(vpc, style))),
    findingLines(report, style),
    acceptedLines(report, style),
    quiet ? [] : coverageLines(report, style),
    verdictLines(report, style),
  ];
  return glyphs(`${sections.filter(hasLines).map(joined).join('\n\n')}\n`, style);
};

const hasLines = (lines: readonly string[]): boolean => lines.length > 0;
const joined = (lines: readonly string[]): string => lines.join('\n');
