import type { Finding, Report, ReportPath } from '../../audit.ts';
import { weakeningsIn, weakeningText } from '../weakenings.ts';

/** What a config keeps a case from failing for, told where the case would pass; null where nothing does. */
export interface Silencing {
  /** Rules that are off, which have no case of their own. */
  readonly offRules: readonly string[];
  ofRule(id: string, findings: readonly Finding[]): string | null;
  ofPath(path: ReportPath, findings: readonly Finding[]): string | null;
}

export const silencingIn = (report: Report): Silencing => {
  const all = weakeningsIn(report);
  const texts = new Map(all.map((one) => [one.setting, weakeningText(one)]));
  const off = new Set(all.filter(({ kind }) => kind === 'rule-off').map(({ setting }) => setting));
  const emptied = all.find(({ setting }) => setting.startsWith('occupancy.'));
  const textOf = (rule: string): string | null => texts.get(`rules.${rule}`) ?? null;
  const ofFindings = (findings: readonly Finding[]): string | null =>
    findings.map(({ rule }) => textOf(rule)).find((text) => text !== null) ?? null;

  return {
    offRules: [...off].map((setting) => setting.replace('rules.', '')),
    ofRule: (id, findings) => (off.has(`rules.${id}`) ? textOf(id) : ofFindings(findings)),
    ofPath: ({ verdict }, findings) => {
      if (verdict === 'private') return ofFindings(findings);
      const rule = `${verdict}-path`;
      if (off.has(`rules.${rule}`)) return textOf(rule);

      return findings.length === 0 && emptied !== undefined ? weakeningText(emptied) : ofFindings(findings);
    },
  };
};
