import type { Finding } from '../../audit.ts';
import { groupBy } from '../../group-by.ts';
import { isOpen, severities } from '../headline.ts';

/** What one result speaks of: a finding, or all those of one rule in one VPC. */
export interface Subject extends Omit<Finding, 'resource'> {
  readonly resources: readonly string[];
}

/** GitHub refuses a file with more than 25,000 results. */
const maxResults = 24_999;

const alone = ({ resource, ...finding }: Finding): Subject => ({ ...finding, resources: [resource] });

const orderKey = ({ rule, account, region, vpcId, fingerprint }: Subject): string =>
  [rule, account, region, vpcId, fingerprint].join('\0');

const inOrder = (a: Subject, b: Subject): number =>
  orderKey(a) < orderKey(b) ? -1 : orderKey(a) > orderKey(b) ? 1 : 0;

const groupKey = (finding: Finding): string =>
  JSON.stringify([finding.rule, finding.severity, finding.account, finding.region, finding.vpcId, isOpen(finding)]);

const gravestFirst = ([a]: readonly Finding[], [b]: readonly Finding[]): number =>
  a === undefined || b === undefined
    ? 0
    : Number(isOpen(b)) - Number(isOpen(a)) || severities.indexOf(a.severity) - severities.indexOf(b.severity);

const together = (findings: readonly Finding[]): Subject[] => {
  const [first] = findings;
  if (first === undefined) return [];
  if (findings.length === 1) return [alone(first)];
  const { resource, ...shared } = first;
  const resources = [...new Set(findings.map((finding) => finding.resource))];
  const services = new Set(findings.map(({ service }) => service));

  return [
    {
      ...shared,
      resources,
      service: services.size === 1 ? shared.service : null,
      clients: null,
      message: `${findings.length} findings of ${shared.rule} in ${shared.vpcId}, on ${resources.length} resources; for one: ${shared.message}`,
      fingerprint: [
        'all',
        shared.rule,
        shared.severity,
        shared.account,
        shared.region,
        shared.vpcId,
        isOpen(first),
      ].join(':'),
    },
  ];
};

/** In order of rule, place and fingerprint. `left`: how many findings even aggregation left without a result. */
export const within = (findings: readonly Finding[], limit = maxResults): { subjects: Subject[]; left: number } => {
  if (findings.length <= limit) return { subjects: findings.map(alone).sort(inOrder), left: 0 };
  const groups = [...groupBy(findings, groupKey).values()].sort(gravestFirst);
  const kept = groups.slice(0, limit);
  const left = groups.slice(limit).reduce((sum, group) => sum + group.length, 0);

  return { subjects: kept.flatMap(together).sort(inOrder), left };
};
