import { countOf, type SharedPath, sharedPathsOf } from '../../audit/paths.ts';
import type { Report } from '../../audit.ts';
import { counted } from '../counted.ts';
import { isOpen, severities } from '../headline.ts';
import { wrap } from '../plain-text.ts';
import { columnsOf, paintOf, type Style } from '../style.ts';
import { verdictKinds } from '../verdict-word.ts';

const leaks = ([{ way }]: SharedPath): boolean =>
  way.verdict === 'public' || way.parts.some((part) => part.verdict === 'public');

const noneOpen = (paths: readonly SharedPath[]): string => {
  const total = countOf(paths);
  const counts = verdictKinds.flatMap((verdict) => {
    const count = countOf(paths.filter(([{ way }]) => way.verdict === verdict));

    return count > 0 ? [`${count} ${verdict}`] : [];
  });
  if (counts.length > 1) return `None of ${counted(total, 'path')} is public: ${counts.join(', ')}.`;
  const verdict = paths[0]?.[0].way.verdict;

  return total > 1 ? `All ${counted(total, 'path')} are ${verdict}.` : `1 path is ${verdict}.`;
};

const pathSentences = (report: Report, paths: readonly SharedPath[], open: readonly SharedPath[]): string[] => {
  const { complete } = report.summary;
  const primary = paths.filter(([path]) => path.primary);
  if (paths.length === 0) return [complete ? 'No paths to check.' : 'Nothing was checked; the audit is incomplete.'];
  if (open.length === 0) {
    return [
      complete
        ? noneOpen(primary.length > 0 ? primary : paths)
        : 'No public paths found in what could be read; the audit is incomplete.',
    ];
  }
  const openPrimary = countOf(open.filter(([path]) => path.primary));
  const openCount = countOf(open);
  const verb = openPrimary === 1 ? 'is' : 'are';
  const sentence =
    openPrimary > 0
      ? `${openPrimary} of ${counted(countOf(primary), 'path')} ${verb} public.`
      : `${counted(openCount, 'path')} of other names ${openCount === 1 ? 'is' : 'are'} public.`;

  return complete ? [sentence] : [sentence, 'The audit is incomplete.'];
};

const findingSentences = (report: Report, open: readonly SharedPath[]): string[] => {
  const counts = severities.flatMap((severity) => {
    const count = report.findings.filter((finding) => isOpen(finding) && finding.severity === severity).length;

    return count > 0 ? [counted(count, severity)] : [];
  });
  const accepted = report.findings.filter((finding) => !isOpen(finding)).length;
  if (accepted > 0) counts.push(`${accepted} accepted`);
  if (counts.length > 0) return [`${counts.join(', ')}.`];

  return report.summary.complete && open.length === 0 ? ['No findings.'] : [];
};

const symbolOf = (report: Report, open: readonly SharedPath[]): '✗' | '?' | '✓' => {
  const isWrong = open.length > 0 || report.findings.some((finding) => isOpen(finding) && finding.severity === 'error');
  if (isWrong) return '✗';

  return report.summary.complete ? '✓' : '?';
};

/** The whole report in a line; where something was not read, it never says that all is well. */
export const verdictLines = (report: Report, style: Style): string[] => {
  const paint = paintOf(style);
  const paths = [...sharedPathsOf(report)];
  const open = paths.filter(leaks);
  const sentences = [...pathSentences(report, paths, open), ...findingSentences(report, open)];
  const color = { '✗': paint.red, '?': paint.yellow, '✓': paint.green };
  const symbol = symbolOf(report, open);

  return wrap(`${symbol} ${sentences.join(' ')}`, columnsOf(style)).map((line) => color[symbol].bold(line));
};
