import type { Report, ReportPath } from '../../audit.ts';
import { counted } from '../counted.ts';
import { isOpen, severities } from '../headline.ts';
import { wrap } from '../plain-text.ts';
import { columnsOf, paintOf, type Style } from '../style.ts';
import { verdictKinds } from '../verdict-word.ts';

/** The whole report in a line; where something was not read, it never says that all is well. */
export const verdictLines = (report: Report, style: Style): string[] => {
  const paint = paintOf(style);
  const open = report.paths.filter(leaks);
  const sentences = [...pathSentences(report, open), ...findingSentences(report, open)];
  const color = { '✗': paint.red, '?': paint.yellow, '✓': paint.green };
  const symbol = symbolOf(report, open);
  return wrap(`${symbol} ${sentences.join(' ')}`, columnsOf(style)).map((line) => color[symbol].bold(line));
};

const symbolOf = (report: Report, open: readonly ReportPath[]): '✗' | '?' | '✓' => {
  const isWrong = open.length > 0 || report.findings.some((finding) => isOpen(finding) && finding.severity === 'error');
  if (isWrong) return '✗';
  return report.summary.complete ? '✓' : '?';
};

const leaks = (path: ReportPath): boolean =>
  path.verdict === 'public' || path.parts.some((part) => part.verdict === 'public');

const pathSentences = (report: Report, open: readonly ReportPath[]): string[] => {
  const { complete } = report.summary;
  const primary = report.paths.filter((path) => path.primary);
  if (report.paths.length === 0)
    return [complete ? 'No paths to check.' : 'Nothing was checked; the audit is incomplete.'];
  if (open.length === 0) {
    return [
      complete
        ? noneOpen(primary.length > 0 ? primary : report.paths)
        : 'No public paths found in what could be read; the audit is incomplete.',
    ];
  }
  const openPrimary = open.filter((path) => path.primary).length;
  const verb = openPrimary === 1 ? 'is' : 'are';
  const sentence =
    openPrimary > 0
      ? `${openPrimary} of ${counted(primary.length, 'path')} ${verb} public.`
      : `${counted(open.length, 'path')} of other names ${open.length === 1 ? 'is' : 'are'} public.`;
  return complete ? [sentence] : [sentence, 'The audit is incomplete.'];
};

const noneOpen = (paths: readonly ReportPath[]): string => {
  const counts = verdictKinds.flatMap((verdict) => {
    const count = paths.filter((path) => path.verdict === verdict).length;
    return count > 0 ? [`${count} ${verdict}`] : [];
  });
  if (counts.length > 1) return `None of ${counted(paths.length, 'path')} is public: ${counts.join(', ')}.`;
  const [first, ...others] = paths;
  return others.length > 0
    ? `All ${counted(paths.length, 'path')} are ${first?.verdict}.`
    : `1 path is ${first?.verdict}.`;
};

const findingSentences = (report: Report, open: readonly ReportPath[]): string[] => {
  const counts = severities.flatMap((severity) => {
    const count = report.findings.filter((finding) => isOpen(finding) && finding.severity === severity).length;
    return count > 0 ? [counted(count, severity)] : [];
  });
  const accepted = report.findings.filter((finding) => !isOpen(finding)).length;
  if (accepted > 0) counts.push(`${accepted} accepted`);
  if (counts.length > 0) return [`${counts.join(', ')}.`];
  return report.summary.complete && open.length === 0 ? ['No findings.'] : [];
};
