import type { Finding } from '../audit.ts';
import { severityLevels } from '../config/config.ts';

const places = ['rule', 'account', 'region', 'vpcId', 'resource', 'service'] as const;

/** A finding as somebody saw it who accepts it. What an older file does not say, it does not limit. */
export interface Sighting
  extends Pick<Finding, (typeof places)[number]>,
    Partial<Pick<Finding, 'severity' | 'exits'>> {}

/** A finding that outgrew what accepted it, and so counts. */
export interface RefusedAcceptance {
  readonly finding: Finding;
  readonly because: string;
}

/** In what a finding is another than was seen, or more than that; null where what was accepted covers it. */
export const excessOf = (finding: Finding, seen: Sighting): string | null => {
  const place = places.find((key) => finding[key] !== seen[key]);
  if (place !== undefined) return `it says ${place} ${seen[place]}, and its fingerprint is of ${finding[place]}`;
  if (seen.severity !== undefined && severityLevels.indexOf(finding.severity) < severityLevels.indexOf(seen.severity))
    return `it is for severity ${seen.severity}, and the finding is of severity ${finding.severity}`;
  const { exits } = seen;
  const others = exits === undefined ? [] : finding.exits.filter((exit) => !exits.includes(exit));

  return others.length === 0
    ? null
    : `it is for ${exits?.join(', ') || 'no way out of the VPC'}, and the finding is of ${others.join(', ')}`;
};
