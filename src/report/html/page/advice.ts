import type { Finding, Report } from '../../../audit.ts';
import { groupBy } from '../../../group-by.ts';
import type { RankedRemedy } from './remedy.ts';

/** What the report found about a path, and which change would mend it. */
export interface Advice {
  findingOf(subnetId: string, service: string): Finding | null;
  /** Of the change that mends it; null where none is told. */
  numberOf(finding: Finding): number | null;
}

export const adviceOf = ({ findings }: Report, remedies: readonly RankedRemedy[]): Advice => {
  const byPath = groupBy(findings, ({ resource, service }) => (service === null ? null : `${resource} ${service}`));
  const numbers = new Map(
    remedies.flatMap(({ number, findings: mended }) => mended.map((one) => [one, number] as const)),
  );

  return {
    findingOf: (subnetId, service) => byPath.get(`${subnetId} ${service}`)?.[0] ?? null,
    numberOf: (finding) => numbers.get(finding) ?? null,
  };
};
