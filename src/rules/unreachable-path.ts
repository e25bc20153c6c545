import { occupancyOf } from '../analysis/occupancy.ts';
import type { NamedOutcome, Outcome } from '../analysis/path.ts';
import { isPublicReason, type Reason, reasons } from '../analysis/reason.ts';
import { advise, remedyWords } from '../changes/remedy.ts';
import { groupBy } from '../group-by.ts';
import type { Network, Subnet, Vpc } from '../network/network.ts';
import { named, serviceTitle } from '../wording.ts';
import { causeText } from './cause-text.ts';
import { portsText } from './ports-text.ts';
import { prefixListIds } from './remedy/client-access.ts';
import { makeServiceReachable } from './remedy/private-service.ts';
import type { Rule, Severity } from './rule.ts';
import { pathSections } from './sections.ts';
import { inEach, namesByFamily, namesSuffix, type ServiceFault, serviceFaults } from './service-faults.ts';
import { sharedTables } from './tables-of-fault.ts';

/** Rules of their own report these: `dns-hole`, `dns-firewall-block`, `attachment-zone-gap`. */
const reportedElsewhere: ReadonlySet<Reason> = new Set<Reason>(['dns-no-answer', 'dns-blocked', 'attachment-zone-gap']);
const accessReasons: ReadonlySet<Reason> = new Set<Reason>(['security-group', 'network-acl']);

/** `endpoint-unreachable` and `hub-unreachable` report the endpoint, `stale-zone-record` and `blackhole-route` what leads astray. */
const isReported = ({ reason, cause, via, hops }: Outcome, { id, routeTables }: Vpc, network: Network): boolean => {
  if (reason === null || reportedElsewhere.has(reason)) return true;
  if (reason === 'endpoint-not-available' && cause === null && via === null) return true;
  if (reason === 'blackhole') return routeTables.some((table) => table.id === hops.at(-1)?.at);
  if (cause?.reason !== reason || reason === 'no-return-route') return false;
  const endpoint = network.endpoints.get(cause.endpointId ?? '');

  return endpoint !== undefined && (endpoint.vpcId !== id || accessReasons.has(reason));
};

/** Some client calls from there, as far as anybody knows. */
const isInhabited = (subnet: Subnet): boolean => {
  const occupancy = occupancyOf(subnet);

  return occupancy === 'clients' || occupancy === 'unknown';
};

/** Nothing leads to the service: as it should be for a tier that is isolated on purpose. */
const noWay: ReadonlySet<Reason | null> = new Set<Reason>(['no-route', 'dns-disabled']);

const severityOf = (isAsked: boolean, { paths }: ServiceFault, isVacant: boolean): Severity => {
  const isBlocked = paths.some(
    ({ outcome: { reason } }) => !noWay.has(reason) && !(isVacant && reason === 'no-public-address'),
  );

  return isAsked || isBlocked ? 'warning' : 'note';
};

/** Which hop ends it, and what would have to be there instead. */
const endText = (path: NamedOutcome, subnet: Subnet): string => {
  const { service, family, outcome } = path;
  const { reason, cause, hops } = outcome;
  const last = hops.at(-1);
  const phrase = reason === null ? 'it gets nowhere' : reasons[reason].phrase;
  if (reason !== null && accessReasons.has(reason)) {
    const lists = prefixListIds(subnet, service, family);

    return `${last?.at} ${last?.because} (${portsText(service)}${lists.length === 0 ? '' : ` to ${lists.join(', ')}`})`;
  }
  if (reason === 'no-return-route') return `${phrase}: ${last?.at} ${last?.because}`;
  const end = last === undefined ? phrase : `${phrase} (${last.at}: ${last.because})`;
  const isMissing = cause !== null && cause.reason !== reason && isPublicReason(cause.reason);

  return isMissing ? `${end}, and ${causeText({ ...path, subnet })}` : end;
};

const endsText = (fault: ServiceFault): string => {
  const { subnet } = fault.path;
  const groups = [...groupBy(fault.paths, (path) => endText(path, subnet))];
  const [only, ...others] = groups;

  return only !== undefined && others.length === 0
    ? `${only[0]}${namesSuffix(fault)}`
    : groups.map(([text, paths]) => `${text} (${namesByFamily(paths)})`).join('; ');
};

/**
 * The quiet outage: no address of the service is reached, so that nodes do not join, tasks do not start and backups do
 * not run, while nothing is public that an audit would find.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/private-clusters.html
 */
export const unreachablePath: Rule = {
  id: 'unreachable-path',
  title: 'A subnet does not reach an AWS service at all',
  severity: 'warning',
  category: 'routing',
  needs: pathSections,

  *check(audited, network) {
    const faults = [...serviceFaults(audited, 'unreachable', (outcome, vpc) => !isReported(outcome, vpc, network))];
    const tablesOf = sharedTables(faults);
    for (const fault of faults) {
      const { service, confidence, subnets } = fault;
      const isAsked = audited.askedFor.includes(service.id);
      const end = endsText(fault);
      const remedy = makeServiceReachable(network, fault, tablesOf);
      const message = (subnet: Subnet) => `${named(subnet)} cannot reach ${serviceTitle(service)}: ${end}`;
      const inhabited = subnets.filter(isInhabited);
      const vacant = inhabited.length === subnets.length ? [] : subnets.filter((subnet) => !isInhabited(subnet));
      for (const some of [inhabited, vacant]) {
        const severity = severityOf(isAsked, fault, some === vacant);
        yield* inEach(
          { ...fault, subnets: some },
          // Whether a tier is isolated on purpose is not for a tool to say.
          { message, confidence, severity, remedy: severity === 'note' ? advise(remedyWords(remedy)) : remedy },
        );
      }
    }
  },
};
