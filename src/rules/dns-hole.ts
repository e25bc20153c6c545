import type { Resolution } from '../analysis/dns/answer.ts';
import { offeredNames } from '../analysis/dns/private-names.ts';
import { advise, orByHand, type Remedy } from '../changes/remedy.ts';
import type { Endpoint, Network } from '../network/network.ts';
import { isUnread } from '../network/unread.ts';
import { named } from '../wording.ts';
import { affectedNames, type NameFault, nameFaults, severityOf } from './name-faults.ts';
import { recordInZone } from './remedy/zone-record.ts';
import type { Rule, Severity } from './rule.ts';
import { dnsSections } from './sections.ts';

const isHole = ({ answer, decidedBy, family, vpc }: Resolution): boolean => {
  if (answer.kind !== 'none' || answer.reason !== 'dns-no-answer') return false;
  if (decidedBy.kind === 'hosted-zone') return true;

  // Without an IPv6 record the endpoint still has its IPv4 record, and clients fall back to that.
  return !(decidedBy.kind === 'endpoint-zone' && family === 'ipv6') && !vpc.isShared;
};

const recordOf = ({ resolutions }: NameFault): string => {
  const families = new Set(resolutions.map(({ family }) => family));
  if (families.size > 1) return 'no record';

  return families.has('ipv4') ? 'no A record' : 'no AAAA record';
};

/** Without an IPv6 answer clients fall back to IPv4. */
const holeSeverity = (fault: NameFault): Severity =>
  severityOf(
    fault,
    fault.decidedBy.kind === 'hosted-zone' && fault.resolutions.some(({ family }) => family === 'ipv4')
      ? 'error'
      : 'warning',
  );

/** An endpoint of the service whose private DNS could take the place of the zone. */
const idleEndpoint = ({ vpc, service, resolutions }: NameFault): Endpoint | undefined =>
  (isUnread(vpc.endpoints) ? [] : vpc.endpoints).find((endpoint) => {
    const names = offeredNames(vpc.scope, endpoint);

    return (
      endpoint.type === 'interface' &&
      endpoint.health === 'usable' &&
      !endpoint.privateDnsEnabled &&
      !endpoint.requesterManaged &&
      service.serviceNames.includes(endpoint.serviceName) &&
      !isUnread(names) &&
      resolutions.some(({ name }) => names.includes(name))
    );
  });

const fillZone = (network: Network, fault: NameFault): Remedy => {
  const { vpc, service, decidedBy, resolutions } = fault;
  const zone = `${decidedBy.id} (${decidedBy.domain})`;
  const endpoint = idleEndpoint(fault);

  const byHand = advise(
    endpoint === undefined
      ? `Add a record for the AWS names that ${zone} hides, or make the zone narrower`
      : `Add a record for ${affectedNames(fault)} to ${zone}, or take the zone off ${vpc.id} and only then switch on private DNS of ${endpoint.id}: AWS refuses the other order`,
  );

  return orByHand(recordInZone({ network, vpc, service, zoneId: decidedBy.id, lost: resolutions }), byHand);
};

/**
 * A private hosted zone owns every name below it. A broad one, or one with a record at its apex
 * only, takes AWS's names away and answers nothing in their place.
 *
 * @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/hosted-zone-private-considerations.html
 */
export const dnsHole: Rule = {
  id: 'dns-hole',
  title: 'A private zone claims the name of an AWS service and has no record for it',
  severity: 'error',
  category: 'dns',
  needs: dnsSections,

  *check({ resolutions }, network) {
    for (const fault of nameFaults(resolutions, isHole)) {
      const { service, vpc, decidedBy } = fault;
      const isZone = decidedBy.kind === 'hosted-zone';

      yield {
        vpc,
        resource: decidedBy.id,
        service: service.id,
        severity: holeSeverity(fault),
        message: `${isZone ? 'Hosted zone' : 'The private DNS of'} ${decidedBy.id} owns ${decidedBy.domain} in ${named(vpc)} and has ${recordOf(fault)} for ${affectedNames(fault)}: clients get no answer`,
        remedy: isZone
          ? fillZone(network, fault)
          : advise(`Have clients of ${vpc.id} dial the names that ${decidedBy.id} lists`),
        confidence: 'likely',
      };
    }
  },
};
