import type { Finding, Report, ReportPath } from '../../audit.ts';
import { findingGroupsOf } from '../finding-group.ts';
import { isOpen } from '../headline.ts';
import { plain, wrap } from '../plain-text.ts';
import { columnsOf, paintOf, type Style } from '../style.ts';

const indent = '  ';

const crossed = (path: ReportPath): ReadonlySet<string> =>
  new Set([
    ...path.hops.map((hop) => hop.at),
    ...[path, ...path.parts].flatMap(({ via, through }) => [...through, ...(via ? [via] : [])]).map(({ id }) => id),
  ]);

const concerns = (finding: Finding, path: ReportPath): boolean => {
  if (finding.vpcId !== path.vpcId || (finding.service !== null && finding.service !== path.service)) return false;
  // What concerns a service as a whole, as the private DNS of its endpoint does, names no single subnet.
  if (finding.service !== null && !finding.resource.startsWith('subnet-')) return true;

  return finding.resource === path.subnetId || crossed(path).has(finding.resource);
};

const acceptedLine = ({ rule, accepted }: Finding): string =>
  `${rule} is accepted by ${accepted?.by}: ${accepted?.reason}`;

/** What to do about the paths, gravest first: the remedies of the findings on what they start from and cross. */
export const remedyLines = (report: Report, paths: readonly ReportPath[], style: Style): string[] => {
  const matching = report.findings.filter((finding) => paths.some((path) => concerns(finding, path)));
  const paint = paintOf(style);
  const room = columnsOf(style) - indent.length;
  const open = findingGroupsOf(matching.filter(isOpen)).flatMap((group) => [
    ...wrap(group.remedy, room).map((line, index) => (index === 0 ? `${paint.green('→')} ${line}` : indent + line)),
    ...(group.command?.split('\n') ?? []).map((line) => `${indent}${paint.green('$')} ${plain(line)}`),
    indent + paint.dim(plain(`${group.rule}, ${group.severity}`)),
  ]);
  const accepted = matching.filter((finding) => !isOpen(finding)).map((finding) => acceptedLine(finding));

  return [...open, ...accepted.flatMap((text) => wrap(text, columnsOf(style)).map((line) => paint.dim(line)))];
};
