import type { Report, Weakening } from '../audit.ts';
import { counted } from './counted.ts';

type Configured = Pick<Report, 'config'>;

export const weakeningsIn = ({ config }: Configured): readonly Weakening[] => config?.weakenings ?? [];

/** Whether a config lets the audit find less, or fail for less: what it then does not find says little. */
export const isWeakened = (report: Configured): boolean => weakeningsIn(report).length > 0;

/** `2 rules off`, `1 severity lowered`, …: what a headline says of it, in our own words. */
export const weakeningCounts = (report: Configured): readonly string[] => {
  const countOf = (kind: Weakening['kind']): number => weakeningsIn(report).filter((one) => one.kind === kind).length;
  const [off, lowered] = [countOf('rule-off'), countOf('severity')];

  return [
    ...(off > 0 ? [`${counted(off, 'rule')} off`] : []),
    ...(lowered > 0 ? [`${lowered} ${lowered === 1 ? 'severity' : 'severities'} lowered`] : []),
    ...(countOf('scope') > 0 ? ['scope limited'] : []),
    ...(countOf('gate') > 0 ? ['gate open'] : []),
  ];
};

/** The same as a sentence; null where nothing is weakened. */
export const weakeningSentence = (report: Configured): string | null =>
  isWeakened(report) ? `The config weakens the audit: ${weakeningCounts(report).join(', ')}.` : null;

/** One setting, where it stands, and what comes of it. */
export const weakeningText = ({ file, line, setting, effect }: Weakening): string =>
  `${file}${line === undefined ? '' : `:${line}`}: ${setting}: ${effect}`;
