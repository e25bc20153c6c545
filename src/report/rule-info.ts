import type { Finding, Report, RuleOutcome } from '../audit.ts';
import { by } from '../order.ts';

/** What the formats say of a rule beside its findings. */
export interface RuleInfo {
  readonly id: string;
  readonly title: string;
  readonly severity: Finding['severity'];
  readonly category: string | null;
  readonly help: string;
  readonly uri: string | null;
}

type Told = Pick<RuleOutcome, 'id'> & Partial<RuleOutcome>;

const infoOf = ({ id, title = id, severity = 'warning', category, help = title, page }: Told): RuleInfo => ({
  id,
  title,
  severity,
  category: category ?? null,
  help,
  uri: page !== undefined && /^https:\/\/[\w.~:/?#@!$&'*+,;=%-]+$/.test(page) ? page : null,
});

/** Every rule that ran or has a finding, by id in order of id. */
export const ruleInfosOf = (report: Report): ReadonlyMap<string, RuleInfo> => {
  const infos = new Map<string, RuleInfo>();
  for (const finding of report.findings)
    infos.set(finding.rule, infoOf({ id: finding.rule, severity: finding.severity }));
  for (const rule of report.rules) infos.set(rule.id, infoOf(rule));

  return new Map([...infos].sort(by(([id]) => id)));
};
