import type { Resolution } from '../analysis/dns/answer.ts';
import { advise, orByHand, type Remedy } from '../changes/remedy.ts';
import type { Network } from '../network/network.ts';
import { named, serviceTitle } from '../wording.ts';
import { confidenceUnder } from './confidence.ts';
import { affectedNames, type NameFault, nameFaults, severityOf, verbFor } from './name-faults.ts';
import { recordInZone } from './remedy/zone-record.ts';
import type { Rule } from './rule.ts';
import { dnsSections } from './sections.ts';

/** An endpoint that is being changed is not gone: it may still take traffic. */
const isGone = ({ answer }: Resolution): boolean =>
  answer.kind === 'none' && answer.reason === 'endpoint-not-available';

const isHidden = ({ answer }: Resolution): boolean =>
  answer.kind === 'unknown' && answer.reason === 'endpoint-not-visible';

const isStale = (resolution: Resolution): boolean =>
  resolution.decidedBy.kind === 'hosted-zone' && (isGone(resolution) || isHidden(resolution));

const message = (fault: NameFault, isCertain: boolean): string =>
  `${affectedNames(fault)} in hosted zone ${fault.decidedBy.id} of ${named(fault.vpc)} ${verbFor(fault, 'points', 'point')} at an endpoint that ${isCertain ? 'takes no traffic' : "is not among these facts: another account's, or gone"}`;

/** What is hidden may be another account's endpoint, in good health. */
const remedyOf = (network: Network, fault: NameFault, isCertain: boolean): Remedy => {
  const { service, vpc, decidedBy, resolutions } = fault;
  const byHand = advise(
    `Point the records for ${serviceTitle(service)} in ${decidedBy.id} at an endpoint that is available, or delete them`,
  );
  const situation = { network, vpc, service, zoneId: decidedBy.id, lost: resolutions };

  return orByHand(isCertain ? recordInZone(situation) : null, byHand);
};

/**
 * The zone outlived the endpoint it points at: the name still resolves, to addresses where nothing
 * listens any more, or somebody else does.
 *
 * @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/routing-to-vpc-interface-endpoint.html
 */
export const staleZoneRecord: Rule = {
  id: 'stale-zone-record',
  title: 'A zone record points at an endpoint that is gone',
  severity: 'warning',
  category: 'dns',
  needs: dnsSections,

  *check({ resolutions }, network) {
    for (const fault of nameFaults(resolutions, isStale)) {
      const { service, vpc, decidedBy } = fault;
      const isCertain = fault.resolutions.every(isGone);

      yield {
        vpc,
        resource: decidedBy.id,
        service: service.id,
        detail: isCertain ? 'gone' : 'hidden',
        severity: severityOf(fault, isCertain ? 'warning' : 'note'),
        message: message(fault, isCertain),
        remedy: remedyOf(network, fault, isCertain),
        confidence: isCertain ? confidenceUnder(fault.resolutions.flatMap(({ doubts }) => doubts)) : 'likely',
      };
    }
  },
};
