import { someCidrs } from '../analysis/part.ts';
import type { Hop, Part, Path } from '../analysis/path.ts';
import { isPublicReason, reasons } from '../analysis/reason.ts';
import { advise, orByHand, type Remedy, together } from '../changes/remedy.ts';
import type { Network } from '../network/network.ts';
import { list, named, serviceTitle } from '../wording.ts';
import { portsText } from './ports-text.ts';
import { openBarrier } from './remedy/client-access.ts';
import { letIntoEndpoint } from './remedy/endpoint-access.ts';
import { makePrivate } from './remedy/private-path.ts';
import { leadBack } from './remedy/return-route.ts';
import type { Rule } from './rule.ts';
import { pathSections } from './sections.ts';
import { inEach, namesSuffix, serviceFaults } from './service-faults.ts';
import { sharedTables } from './tables-of-fault.ts';

const shown = 3;

const cidrsOf = (part: Part): string => {
  const { cidrs, more } = someCidrs(part, shown);

  return more === 0 ? cidrs.join(', ') : `${cidrs.join(', ')} and ${more} more`;
};

/** Some of the names that a wildcard stands for get no address at all. */
const hasNoAddress = (part: Part): boolean => someCidrs(part, 1).cidrs.length === 0;

/** Clients that do not share one fate have the same addresses of the service before them. */
const subjectOf = (part: Part): string => {
  if (part.from !== undefined) return `for clients at ${part.from.join(', ')}`;

  return hasNoAddress(part) && part.reason !== null
    ? `for some names (${reasons[part.reason].phrase})`
    : `for ${cidrsOf(part)}`;
};

const partText = (part: Part): string =>
  `${part.verdict}${part.via === null ? '' : ` through ${part.via.id}`} ${subjectOf(part)}`;

const isExposed = ({ outcome: { parts } }: Path): boolean => parts.some(({ verdict }) => verdict === 'public');

const isHeldBack = ({ reason }: Part): boolean => reason === 'network-acl' || reason === 'security-group';

/** The group or network ACL that keeps some of the addresses from going the way of the rest. */
const barrierOf = ({ outcome: { parts, hops } }: Path): Hop | undefined =>
  parts.some(isHeldBack) ? hops.findLast(({ does }) => does === 'denies') : undefined;

/** What drops the replies to some of what is called, or to some of who calls. */
const lossOf = ({ outcome: { parts, cause, hops } }: Path): Hop | undefined =>
  parts.some(({ reason }) => reason === 'no-return-route')
    ? hops.findLast(({ at, does }) => does === 'drops' && at === cause?.routeTableId)
    : undefined;

/** The name leads to the endpoint already, and some of its addresses are held back, or have no way there. */
const reachWhole = (network: Network, path: Path, endpointId: string): Remedy => {
  const { service, subnet, outcome } = path;
  const barrier = barrierOf(path);
  const endpoint = network.endpoints.get(endpointId);
  const home = network.vpcs.get(endpoint?.vpcId ?? '');
  if (barrier === undefined) {
    const lost = outcome.parts.filter(({ verdict }) => verdict === 'unreachable').map(cidrsOf);

    return advise(`Give ${subnet.id} a way to ${list(lost)} of ${endpointId}`);
  }
  const byHand = advise(
    `Let ${portsText(service)} from the clients of ${subnet.vpc.id} through ${barrier.at} to ${endpointId}`,
  );

  return orByHand(endpoint === undefined || home === undefined ? null : letIntoEndpoint(path, endpoint, home), byHand);
};

const remedyOf = (network: Network, path: Path, tables: readonly string[]): Remedy => {
  const back = leadBack(path, network);
  if (back !== null) return back;
  const { service, outcome } = path;
  const { endpointId = null, reason } = outcome.cause ?? {};
  if (endpointId !== null && reason !== undefined && !isPublicReason(reason))
    return reachWhole(network, path, endpointId);
  const opened = barrierOf(path) === undefined ? null : openBarrier(path);
  const isOtherwiseSplit = outcome.parts.filter((part) => !isHeldBack(part)).length > 1;
  const isSplitByDns = outcome.parts.filter((part) => !hasNoAddress(part)).length < 2;
  const oneRoute = advise(
    isSplitByDns
      ? `Have DNS in ${path.subnet.vpc.id} answer all names of ${serviceTitle(service)} alike`
      : `Give ${tables.join(', ')} one route for all addresses of ${serviceTitle(service)}`,
  );
  const needed = outcome.cause === null ? oneRoute : makePrivate(network, path, tables);
  if (opened === null) return needed;

  return outcome.cause === null && !isOtherwiseSplit ? opened : together([needed, opened]);
};

/**
 * A route for some of a service's addresses sends them another way than the rest: requests fail or
 * leave over public addresses depending on which address DNS happened to answer.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html#gateway-endpoint-routing
 */
export const splitPath: Rule = {
  id: 'split-path',
  title: 'The addresses of a service do not share one fate',
  severity: 'warning',
  gravest: 'error',
  category: 'routing',
  needs: pathSections,

  *check(audited, network) {
    const faults = [...serviceFaults(audited, 'split')];
    const tablesOf = sharedTables(faults);
    for (const fault of faults) {
      const { service, path, confidence } = fault;
      const tables = tablesOf(fault);
      const barrier = barrierOf(path) ?? lossOf(path);
      const held = barrier === undefined ? '' : `: ${barrier.at} ${barrier.because}`;
      const parts = `${list(path.outcome.parts.map(partText))}${namesSuffix(fault)}${held}`;

      yield* inEach(fault, {
        severity: isExposed(path) ? 'error' : 'warning',
        message: (subnet) => `From ${named(subnet)}, ${serviceTitle(service)} is ${parts}`,
        remedy: remedyOf(network, path, tables),
        confidence,
      });
    }
  },
};
