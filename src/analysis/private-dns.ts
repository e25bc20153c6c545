import { memoizeBy } from '../memoize.ts';
import type { Family } from '../net/cidr.ts';
import type { Endpoint, Network, Scope, Vpc } from '../network/network.ts';
import { isUnread } from '../network/unread.ts';
import { isPublicAddress } from './destination.ts';
import type { Answer, Resolution } from './dns/answer.ts';
import { hasRecord, offeredNames, privateNames } from './dns/private-names.ts';
import { resolve } from './dns/resolve.ts';
import { type Doubt, distinct, forbiddenBy, forbidsPrivate, notRead } from './doubt.ts';
import type { UnknownReason } from './reason.ts';

export type PrivateDnsStatus = 'effective' | 'off' | 'covered-elsewhere' | 'ineffective' | 'not-offered' | 'unknown';

/** What keeps private DNS from working, or from being told to. `endpoint-…` ends in the state that AWS gives. */
export type PrivateDnsReason =
  | UnknownReason
  | 'dns-support-off'
  | 'dns-hostnames-off'
  | 'inbound-resolver-only'
  | 'forwarding-rule'
  | 'dns-firewall'
  | 'hosted-zone'
  | 'other-endpoint'
  | 'not-answered'
  | `endpoint-${string}`;

/** What the private DNS of an interface endpoint comes to, in its own VPC. */
export interface PrivateDns {
  readonly scope: Scope;
  readonly endpoint: Endpoint;
  readonly status: PrivateDnsStatus;
  /** The names that it answers, or would answer. */
  readonly names: readonly string[];
  readonly reasons: readonly PrivateDnsReason[];
  /** What could overturn it. */
  readonly doubts: readonly Doubt[];
}

interface Subject {
  readonly vpc: Vpc;
  readonly endpoint: Endpoint;
  readonly names: readonly string[];
}

const familyOf = (endpoint: Endpoint, name: string): Family => (hasRecord(endpoint, name, 'ipv4') ? 'ipv4' : 'ipv6');

const endpointsIn = (answer: Answer): readonly Endpoint[] => {
  if (answer.kind === 'endpoints') return answer.endpoints;

  return answer.kind === 'several' ? answer.answers.flatMap(endpointsIn) : [];
};

/** Every one of several answers leads to the endpoint. */
const leadsTo = (answer: Answer, endpoint: Endpoint): boolean =>
  answer.kind === 'several'
    ? answer.answers.every((one) => leadsTo(one, endpoint))
    : endpointsIn(answer).includes(endpoint);

/** Only endpoints of the same service count: a wildcard may lead its names to any other. */
const isPrivate = (answer: Answer, { serviceName }: Pick<Endpoint, 'serviceName'>): boolean =>
  answer.kind === 'several'
    ? answer.answers.every((one) => isPrivate(one, { serviceName }))
    : answer.kind === 'endpoints' && answer.endpoints.every((one) => one.serviceName === serviceName);

/** What stands between a switched-on endpoint and its name. */
const defeatOf = ({ vpc, answer, decidedBy }: Resolution, endpoint: Endpoint): PrivateDnsReason => {
  if (vpc.dnsSupport === false) return 'dns-support-off';
  if (answer.kind === 'unknown' && decidedBy.kind === 'dhcp-options') return answer.reason;
  if (decidedBy.kind === 'dns-firewall') return 'dns-firewall';
  if (decidedBy.kind === 'forwarding-rule') return 'forwarding-rule';
  if (vpc.dnsHostnames === false) return 'dns-hostnames-off';
  if (endpoint.inboundResolverOnly) return 'inbound-resolver-only';
  if (decidedBy.kind === 'hosted-zone') return 'hosted-zone';

  return decidedBy.kind === 'endpoint-zone' || decidedBy.kind === 'profile' ? 'other-endpoint' : 'not-answered';
};

type Judgement = Pick<PrivateDns, 'status' | 'reasons'>;

const judgement = (status: PrivateDnsStatus, ...reasons: readonly PrivateDnsReason[]): Judgement => ({
  status,
  reasons: [...new Set(reasons)].sort(),
});

/** The answer is not known. A name that a rule forwards is decided: whatever it gets there, it passes the endpoint by. */
const isUndecided = ({ answer, doubts }: Resolution): boolean =>
  answer.kind === 'unknown' && (answer.reason !== 'forwarded-dns' || doubts.some(forbidsPrivate));

/** No fact is missing that could overturn it. */
const isCertain = ({ doubts }: Resolution): boolean => !doubts.some(forbidsPrivate);

const unlessForbidden = (status: PrivateDnsStatus, resolutions: readonly Resolution[]): Judgement => {
  const reason = forbiddenBy(resolutions.flatMap(({ doubts }) => doubts));

  return reason === null ? judgement(status) : judgement('unknown', reason);
};

const switchedOn = (endpoint: Endpoint, resolutions: readonly Resolution[]): Judgement => {
  if (endpoint.health === 'unusable') return judgement('ineffective', 'endpoint-not-available');
  if (endpoint.health === 'changing') return judgement('unknown', `endpoint-${endpoint.rawState.toLowerCase()}`);
  const lost = resolutions.filter(({ answer }) => !leadsTo(answer, endpoint));
  if (lost.length > 0) {
    const reasons = lost.map((resolution) => defeatOf(resolution, endpoint));

    return judgement(lost.every(isUndecided) ? 'unknown' : 'ineffective', ...reasons);
  }
  if (resolutions.length === 0) return judgement('unknown', 'unread-facts');

  return unlessForbidden('effective', resolutions);
};

/** Why the answer does not tell whether the name is private; null where it does. A private address of no known owner does not. */
const unclear = (answer: Answer, endpoint: Endpoint): UnknownReason | null => {
  if (answer.kind === 'unknown') return answer.reason;
  if (answer.kind === 'endpoints') return isPrivate(answer, endpoint) ? null : 'unrecognised';

  return answer.kind === 'addresses' && !answer.addresses.every(isPublicAddress) ? 'unrecognised' : null;
};

const switchedOff = (endpoint: Endpoint, resolutions: readonly Resolution[]): Judgement => {
  if (resolutions.length > 0 && resolutions.every(({ answer }) => isPrivate(answer, endpoint)))
    return unlessForbidden('covered-elsewhere', resolutions);
  const reasons = resolutions.flatMap(({ answer }) => unclear(answer, endpoint) ?? []);
  if (reasons.length > 0) return judgement('unknown', ...reasons);

  return judgement('off');
};

/** What a name answers all over the network. */
interface Everywhere {
  readonly leadingTo: ReadonlyMap<Endpoint, readonly Resolution[]>;
  readonly doubts: readonly Doubt[];
}

const resolveEverywhere = (network: Network, name: string, family: Family): Everywhere => {
  const leadingTo = new Map<Endpoint, Resolution[]>();
  const doubts = new Set<Doubt>();
  for (const vpc of network.vpcs.values()) {
    // Nobody asks where there is no subnet.
    if (vpc.subnets.length === 0) continue;
    const resolution = resolve(network, vpc, name, family);
    for (const doubt of resolution.doubts) doubts.add(doubt);
    for (const endpoint of new Set(endpointsIn(resolution.answer))) {
      const known = leadingTo.get(endpoint);
      if (known === undefined) leadingTo.set(endpoint, [resolution]);
      else known.push(resolution);
    }
  }

  return { leadingTo, doubts: [...doubts] };
};

const everywhere = memoizeBy<Network, string, Everywhere>();

/** Asked once, whoever offers the name. */
const allOver = (network: Network, endpoint: Endpoint, name: string): Everywhere => {
  const family = familyOf(endpoint, name);

  return everywhere(network, `${family} ${name}`, () => resolveEverywhere(network, name, family));
};

/** Other VPCs may reach a hub's endpoint by a zone or a Profile that its own VPC is not associated with. */
const elsewhere = (network: Network, { vpc, names, endpoint }: Subject): Judgement & Pick<PrivateDns, 'doubts'> => {
  const all = names.map((name) => allOver(network, endpoint, name));
  const found = all
    .flatMap(({ leadingTo }) => leadingTo.get(endpoint) ?? [])
    .filter((resolution) => resolution.vpc !== vpc);
  const judged =
    found.length === 0 ? judgement('off') : unlessForbidden('covered-elsewhere', found.some(isCertain) ? [] : found);

  return { ...judged, doubts: all.flatMap(({ doubts }) => doubts) };
};

const namesOf = (scope: Scope, endpoint: Endpoint) =>
  endpoint.privateDnsEnabled ? privateNames(scope, endpoint) : offeredNames(scope, endpoint);

const statusOf = (network: Network, vpc: Vpc, endpoint: Endpoint): PrivateDns => {
  const { scope } = vpc;
  const names = namesOf(scope, endpoint);
  if (isUnread(names)) {
    const doubts = [notRead(names, `which names ${endpoint.id} answers is not known`)];

    return { scope, endpoint, names: [], status: 'unknown', reasons: ['unread-facts'], doubts };
  }
  if (names.length === 0 && !endpoint.privateDnsEnabled)
    return { scope, endpoint, names, status: 'not-offered', reasons: [], doubts: [] };

  const resolutions = names.map((name) => resolve(network, vpc, name, familyOf(endpoint, name)));
  const judged = endpoint.privateDnsEnabled ? switchedOn(endpoint, resolutions) : switchedOff(endpoint, resolutions);
  const own = resolutions.flatMap(({ doubts }) => doubts);
  if (judged.status !== 'off') return { scope, endpoint, names, ...judged, doubts: distinct(own) };
  const served = elsewhere(network, { vpc, names, endpoint });

  return { scope, endpoint, names, ...served, doubts: distinct([...own, ...served.doubts]) };
};

export const privateDnsIn = (network: Network, vpc: Vpc): readonly PrivateDns[] =>
  (isUnread(vpc.endpoints) ? [] : vpc.endpoints)
    .filter(({ type }) => type === 'interface')
    .map((endpoint) => statusOf(network, vpc, endpoint));
