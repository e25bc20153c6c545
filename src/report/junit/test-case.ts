import type { Finding } from '../../audit.ts';
import { counted } from '../counted.ts';
import { isOpen } from '../headline.ts';
import { remedyText } from '../remedy-text.ts';
import { sentences } from '../sentences.ts';
import { element, textLines } from '../xml.ts';

export type TestCase = { readonly classname: string; readonly name: string; readonly lines: readonly string[] } & (
  | { readonly status: 'passed' }
  | { readonly status: 'failure' | 'error' | 'skipped'; readonly summary: string }
);

interface Subject {
  readonly classname: string;
  readonly name: string;
  /** Why nothing can be said, or null. */
  readonly unknown: string | null;
  /** Why nothing can be said of a part; what is wrong with the rest counts for more. */
  readonly partly?: string | null;
  /** What of a config keeps it from failing, or null. */
  readonly silenced: string | null;
  readonly findings: readonly Finding[];
  /** What is worth saying even of a pass. */
  readonly output: string | null;
}

const line = (finding: Finding): string => {
  const { severity, rule, message, accepted } = finding;
  const status = accepted === undefined ? severity : `accepted (${accepted.reason})`;

  return `${status} ${rule}: ${sentences(message, remedyText(finding))}`;
};

const summaryOf = ([first, ...others]: readonly Finding[]): string =>
  `${first?.message ?? ''}${others.length === 0 ? '' : ` (and ${others.length} more)`}`;

export const caseOf = ({ classname, name, unknown, partly = null, silenced, findings, output }: Subject): TestCase => {
  const lines = [...(output === null ? [] : [output]), ...findings.map(line)];
  const failing = findings.filter((finding) => isOpen(finding) && finding.severity !== 'note');
  if (unknown !== null) return { classname, name, lines, status: 'skipped', summary: unknown };
  if (failing.length > 0) return { classname, name, lines, status: 'failure', summary: summaryOf(failing) };
  if (partly !== null) return { classname, name, lines, status: 'skipped', summary: partly };
  const accepted = findings.filter((finding) => !isOpen(finding));
  if (accepted.length > 0)
    return { classname, name, lines, status: 'skipped', summary: `${counted(accepted.length, 'accepted finding')}` };

  return silenced === null
    ? { classname, name, lines, status: 'passed' }
    : { classname, name, lines, status: 'skipped', summary: silenced };
};

// Only failures and errors may carry text: strict readers refuse it in `skipped`.
const verdict = (status: 'failure' | 'error' | 'skipped', message: string, text: readonly string[]): string =>
  status === 'skipped' ? element(status, { message }) : element(status, { message, type: status }, text);

export const testCase = (tested: TestCase): string => {
  const { classname, name, lines } = tested;
  const text = lines.length === 0 ? [] : [textLines(lines)];

  return element('testcase', { name, classname, time: 0 }, [
    ...(tested.status === 'passed' ? [] : [verdict(tested.status, tested.summary, text)]),
    ...(tested.status === 'passed' && text.length > 0 ? [element('system-out', {}, text)] : []),
  ]);
};
