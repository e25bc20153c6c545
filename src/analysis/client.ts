import { groupBy } from '../group-by.ts';
import { memoize } from '../memoize.ts';
import { type Cidr, type Family, parseCidr } from '../net/cidr.ts';
import { intersect, type Ranges, union } from '../net/ranges.ts';
import type { Subnet } from '../network/network.ts';
import type { NetworkInterface } from '../network/network-interface.ts';
import { isUnread, type Unread } from '../network/unread.ts';
import { assume, type Doubt, notRead } from './doubt.ts';

/**
 * Whether an internet gateway would pass what a client sends: it needs a public IPv4 address. `doubtful`: it counts as
 * having one, because nobody can tell that it has none.
 */
type Exposure = 'public' | 'doubtful' | 'none';

/** Whoever calls from a subnet: interfaces that gateways, security groups and endpoints treat alike. */
export interface Client {
  readonly subnet: Subnet;
  /** Empty: nobody is known, and the client stands for whatever may be there or be launched. */
  readonly members: readonly NetworkInterface[];
  /** Null: not known, and nothing is judged by them. */
  readonly securityGroupIds: readonly string[] | null;
  readonly exposure: Exposure;
  readonly exposureDoubts: readonly Doubt[];
  /** Some member has an address of Wavelength's carrier; null where that is not known. */
  readonly hasCarrierAddress: boolean | null;
}

interface Exposed {
  readonly exposure: Exposure;
  readonly exposureDoubts: readonly Doubt[];
}

const exposed = (exposure: Exposure, ...exposureDoubts: readonly Doubt[]): Exposed => ({ exposure, exposureDoubts });

const nobody: readonly NetworkInterface[] = [];

const callers = memoize((interfaces: readonly NetworkInterface[]): readonly NetworkInterface[] =>
  interfaces.filter(({ clientKind }) => clientKind !== null),
);

/** Interfaces of the subnet, as far as they are known, from which a workload may call AWS. */
export const clientInterfaces = ({ interfaces }: Subnet): readonly NetworkInterface[] =>
  isUnread(interfaces) || interfaces.length === 0 ? nobody : callers(interfaces);

const running = new Set(['running', 'pending']);

/**
 * An automatically assigned address is given back when an instance stops, and assigned anew when it starts.
 *
 * @see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/using-instance-addressing.html
 */
const exposureOf = ({ mapPublicIp, vpc: { scope } }: Subnet, { publicIp, instanceId }: NetworkInterface): Exposed => {
  if (publicIp !== null) return exposed('public');
  if (!mapPublicIp || instanceId === null) return exposed('none');
  const { instanceStates } = scope;
  if (isUnread(instanceStates))
    return exposed('doubtful', notRead(instanceStates, `${instanceId} may be stopped, and get a public address`));
  const state = instanceStates.get(instanceId);

  return state === undefined || running.has(state)
    ? exposed('none')
    : exposed('doubtful', assume('stopped-instance-gets-address'));
};

const anybody = (subnet: Subnet, { exposure, exposureDoubts }: Exposed): Client => ({
  subnet,
  members: [],
  securityGroupIds: null,
  exposure,
  exposureDoubts,
  hasCarrierAddress: null,
});

const keyOf = ({ exposure, exposureDoubts }: Exposed, { securityGroupIds, carrierIp }: NetworkInterface): string =>
  [exposure, ...exposureDoubts.map(({ text }) => text), carrierIp === null, ...[...securityGroupIds].sort()].join(' ');

const clientOf = (subnet: Subnet, [first, ...others]: readonly [NetworkInterface, ...NetworkInterface[]]): Client => ({
  subnet,
  members: [first, ...others],
  securityGroupIds: first.securityGroupIds.length === 0 ? null : first.securityGroupIds,
  ...exposureOf(subnet, first),
  hasCarrierAddress: first.carrierIp !== null,
});

/** Interfaces were asked for by filter: those with a public address all the same, of the others not all. */
const someOf = (subnet: Subnet): Client =>
  anybody(subnet, exposed(clientInterfaces(subnet).some(({ publicIp }) => publicIp !== null) ? 'public' : 'none'));

const rank: Readonly<Record<Exposure, number>> = { public: 0, doubtful: 1, none: 2 };

const knownClients = memoize((subnet: Subnet): readonly [Client, ...Client[]] | null => {
  const groups = groupBy(clientInterfaces(subnet), (one) => keyOf(exposureOf(subnet, one), one));
  const [first, ...others] = [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, [one, ...more]]) => (one === undefined ? [] : [clientOf(subnet, [one, ...more])]))
    .sort((a, b) => rank[a.exposure] - rank[b.exposure]);

  return first === undefined ? null : [first, ...others];
});

/** What launches into a subnet gets. */
const launched = { withAddress: exposed('public'), withoutAddress: exposed('none') };

const unseen = memoize(
  (interfaces: Unread): Exposed => exposed('doubtful', notRead(interfaces, 'the subnet may hold no public address')),
);

/**
 * The clients of a subnet, those with a public address first. One that stands for anybody where there is none, or where
 * they were not read; without any client the subnet is judged by what launches into it would get.
 */
export const clientsOf = (subnet: Subnet): readonly [Client, ...Client[]] => {
  const { interfaces, hasAllInterfaces, mapPublicIp } = subnet;
  if (isUnread(interfaces)) return [anybody(subnet, unseen(interfaces))];
  if (!hasAllInterfaces) return [someOf(subnet)];
  // Most subnets of a large account hold no client: nothing is kept of them.
  const known = interfaces.length === 0 ? null : knownClients(subnet);

  return known ?? [anybody(subnet, mapPublicIp ? launched.withAddress : launched.withoutAddress)];
};

const cidrOf = (address: string): readonly Cidr[] => {
  const cidr = parseCidr(address);

  return cidr === undefined ? [] : [cidr];
};

export const rangesOfSubnet = ({ cidr, ipv6Cidrs }: Subnet, family: Family): Ranges =>
  family === 'ipv6' ? (ipv6Cidrs.length < 2 ? ipv6Cidrs : union(ipv6Cidrs)) : cidr === null ? [] : [cidr];

/**
 * The addresses of what stands in a subnet: `own` where they are known, else any of the subnet. AWS takes every address
 * of an interface from its subnet; an emulator may not, and then the subnet stands for it.
 */
export const addressesIn = (subnet: Subnet, own: Ranges, family: Family): Ranges => {
  const all = rangesOfSubnet(subnet, family);
  const inside = all.length === 0 ? own : intersect(own, all);

  return inside.length === 0 ? all : inside;
};

/** The addresses that a client calls from. */
export const addressesOfClient = ({ subnet, members }: Client, family: Family): Ranges =>
  addressesIn(subnet, union(members.flatMap((one) => one[family]).flatMap(cidrOf)), family);
