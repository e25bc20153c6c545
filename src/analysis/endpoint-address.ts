import { memoizeBy } from '../memoize.ts';
import { type Cidr, covers, type Family, formatCidr, parseCidr } from '../net/cidr.ts';
import type { Endpoint, Network, Subnet, Vpc } from '../network/network.ts';
import type { NetworkInterface } from '../network/network-interface.ts';
import { isUnread } from '../network/unread.ts';
import type { PortRange } from '../services/ports.ts';
import type { Client } from './client.ts';
import { type Destination, destinationOfAddresses } from './destination.ts';
import { type Doubt, notListed, notRead } from './doubt.ts';

/** A client calls an endpoint. */
export interface EndpointRequest {
  readonly network: Network;
  readonly client: Client;
  readonly port: PortRange;
  readonly family: Family;
  /** IPv4 addresses, asked for over IPv6: DNS64 answers and a NAT gateway translates. */
  readonly isTranslated: boolean;
}

/** One address of an endpoint; the whole subnet where its interface is not in the facts. */
export interface EndpointAddress {
  readonly address: string;
  /** The same, as packets are sent to it. */
  readonly destination: Destination;
  readonly subnet: Subnet | null;
  readonly doubts: readonly Doubt[];
}

const cidrsIn = (subnet: Subnet, family: Family): readonly Cidr[] =>
  family === 'ipv6' ? subnet.ipv6Cidrs : subnet.cidr === null ? [] : [subnet.cidr];

/** AWS takes every address of an interface from its subnet; an emulator may not, and then the subnet stands for it. */
const withinSubnet = (address: string, subnet: Subnet | null, family: Family): string => {
  const cidrs = subnet === null ? [] : cidrsIn(subnet, family);
  const parsed = parseCidr(address);
  const [stand] = cidrs;
  if (stand === undefined || parsed === undefined || cidrs.some((cidr) => covers(cidr, parsed))) return address;

  return formatCidr(stand);
};

const endpointAddress = (
  address: string,
  family: Family,
  subnet: Subnet | null,
  doubts: readonly Doubt[],
): EndpointAddress => ({ address, destination: destinationOfAddresses([address], family), subnet, doubts });

const addressesOfInterface = (
  network: Network,
  one: NetworkInterface,
  family: Family,
  doubts: readonly Doubt[],
): EndpointAddress[] => {
  const subnet = network.subnet(one.subnetId ?? '', one.vpcId) ?? null;

  return one[family].map((address) => endpointAddress(withinSubnet(address, subnet, family), family, subnet, doubts));
};

/** Where the interfaces are not known, a subnet of the endpoint stands for the address in it. */
const wholeSubnets = (
  network: Network,
  { subnetIds, vpcId }: Endpoint,
  family: Family,
  doubt: Doubt,
): EndpointAddress[] =>
  subnetIds
    .flatMap((id) => network.subnet(id, vpcId) ?? [])
    .flatMap((subnet) =>
      cidrsIn(subnet, family)
        .slice(0, 1)
        .map((cidr) => endpointAddress(formatCidr(cidr), family, subnet, [doubt])),
    );

const findAddresses = (
  network: Network,
  endpoint: Endpoint,
  { scope: { networkInterfaces: interfaces } }: Vpc,
  family: Family,
): readonly EndpointAddress[] => {
  const could = `the addresses of ${endpoint.id} are not known`;
  if (isUnread(interfaces)) return wholeSubnets(network, endpoint, family, notRead(interfaces, could));

  const known = endpoint.interfaceIds.flatMap((id) => interfaces.get(id) ?? []);
  const missing = endpoint.interfaceIds.find((id) => !interfaces.has(id));
  const unlisted = (id: string): Doubt => notListed('networkInterfaces', id, could);
  const doubts = missing === undefined ? [] : [unlisted(missing)];
  // An interface that has addresses of the other family only answers nothing here.
  if (known.some(({ ipv4, ipv6 }) => ipv4.length + ipv6.length > 0))
    return known.flatMap((one) => addressesOfInterface(network, one, family, doubts));

  return wholeSubnets(network, endpoint, family, unlisted(missing ?? endpoint.id));
};

const found = memoizeBy<Endpoint, Family, readonly EndpointAddress[]>();

/** The addresses of an endpoint that a client asks for; `home` is the endpoint's VPC. */
export const addressesOf = (
  { network, family, isTranslated }: EndpointRequest,
  endpoint: Endpoint,
  home: Vpc,
): readonly EndpointAddress[] => {
  const addressFamily = isTranslated ? 'ipv4' : family;

  return found(endpoint, addressFamily, () => findAddresses(network, endpoint, home, addressFamily));
};

export const hasListedInterface = ({ scope: { networkInterfaces } }: Vpc, { interfaceIds }: Endpoint): boolean =>
  !isUnread(networkInterfaces) && interfaceIds.some((id) => networkInterfaces.has(id));
