import type { Finding, Report } from '../audit.ts';
import { counted } from './counted.ts';
import { isOpen } from './headline.ts';

type Findings = Pick<Report, 'findings'>;

/** A note because nobody calls from there. Machines read it like any other; people read how many there are. */
const isFolded = ({ occupancy, severity }: Finding): boolean => occupancy !== undefined && severity === 'note';

/** What is told one by one. */
export const unfoldedFindings = ({ findings }: Findings): readonly Finding[] =>
  findings.filter((finding) => isOpen(finding) && !isFolded(finding));

const shownIds = 3;

const placesText = (what: string, ids: ReadonlySet<string>, detail: 'whole' | 'short'): string => {
  if (detail === 'short') return what;
  const shown = [...ids].slice(0, shownIds).join(', ');

  return ids.size <= shownIds ? `${what} (${shown})` : `${what} (${shown}, …)`;
};

const placesOf = {
  unused: (findings: readonly Finding[], detail: 'whole' | 'short'): string => {
    const ids = new Set(findings.map(({ vpcId }) => vpcId));

    return placesText(`${counted(ids.size, 'VPC')} without a network interface`, ids, detail);
  },
  equipment: (findings: readonly Finding[], detail: 'whole' | 'short'): string => {
    const ids = new Set(findings.map(({ resource }) => resource));

    return placesText(`${counted(ids.size, 'subnet')} with gateways and other equipment of AWS alone`, ids, detail);
  },
} as const;

/** One line for all unused VPCs, and one for all subnets of equipment alone; `whole` says how to have them counted. */
export const foldedFindings = ({ findings }: Findings, detail: 'whole' | 'short' = 'whole'): string[] =>
  (['unused', 'equipment'] as const).flatMap((who) => {
    const folded = findings.filter((one) => one.occupancy === who && isOpen(one) && isFolded(one));
    if (folded.length === 0) return [];
    const notes = folded.length === 1 ? '1 finding is a note' : `${folded.length} findings are notes`;

    const told = `${placesOf[who](folded, detail)}: ${notes}`;

    return [detail === 'short' ? told : `${told}; to have such counted, set occupancy.${who} to error in the config`];
  });

/** Nothing is told of these VPCs but that they are unused. */
export const foldedVpcIds = (report: Findings): ReadonlySet<string> => {
  const told = new Set(unfoldedFindings(report).map(({ vpcId }) => vpcId));
  const unused = report.findings.filter(({ occupancy }) => occupancy === 'unused').map(({ vpcId }) => vpcId);

  return new Set(unused.filter((id) => !told.has(id)));
};
