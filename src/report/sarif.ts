import type { Log, Run } from 'sarif';
import type { Report } from '../audit.ts';
import { jsonText } from '../json-text.ts';
import { accountOwnerOf } from './owner.ts';
import { plain } from './plain-text.ts';
import { ruleInfosOf } from './rule-info.ts';
import { within } from './sarif/limit.ts';
import { notificationsOf } from './sarif/notification.ts';
import { resultOf } from './sarif/result.ts';
import { descriptorOf } from './sarif/rule.ts';
import type { Reporter } from './style.ts';

// Uploads of one category replace each other: audits of one account and Region must not close another's alerts.
const categoryOf = ({ tool, scopes }: Report): string => {
  const [scope, ...others] = scopes;
  if (scope === undefined || others.length > 0) return `${tool.name}/`;

  return `${tool.name}/${plain(`${scope.account ?? 'unknown-account'}/${scope.region}`)}/`;
};

const runOf = (report: Report): Run => {
  const rules = ruleInfosOf(report);
  const ids = [...rules.keys()];
  const { subjects, left } = within(report.findings);

  return {
    tool: {
      driver: {
        name: report.tool.name,
        semanticVersion: report.tool.version,
        rules: [...rules.values()].map(descriptorOf),
      },
    },
    automationDetails: { id: categoryOf(report) },
    invocations: [
      {
        executionSuccessful: report.summary.complete,
        toolExecutionNotifications: notificationsOf(report, subjects.length, left),
      },
    ],
    columnKind: 'utf16CodeUnits',
    results: subjects.map((subject) =>
      resultOf(subject, ids.indexOf(subject.rule), accountOwnerOf(report, subject.account)),
    ),
  };
};

/**
 * SARIF 2.1.0, as GitHub code scanning takes it. Accepted findings carry a suppression; GitHub shows them open all the same
 * until they are dismissed there.
 *
 * @see https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning
 */
export const sarif: Reporter = (report) => {
  const log: Log = {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [runOf(report)],
  };

  return `${jsonText(log, 2)}\n`;
};
