import type { ReportWay } from '../audit.ts';

type NextHopKind = NonNullable<ReportWay['via']>['kind'];

/** What a kind of next hop is called where there is little room, and in a sentence. */
export const nextHopKinds: Readonly<Record<NextHopKind, { readonly short: string; readonly noun: string }>> = {
  'nat-gateway': { short: 'nat', noun: 'NAT gateway' },
  'nat-instance': { short: 'nat-instance', noun: 'NAT instance' },
  'internet-gateway': { short: 'igw', noun: 'internet gateway' },
  'egress-only-internet-gateway': { short: 'eigw', noun: 'egress-only internet gateway' },
  'carrier-gateway': { short: 'cagw', noun: 'carrier gateway' },
  'transit-gateway': { short: 'tgw', noun: 'transit gateway' },
  'virtual-private-gateway': { short: 'vgw', noun: 'virtual private gateway' },
  'core-network': { short: 'core-network', noun: 'core network' },
  'local-gateway': { short: 'lgw', noun: 'local gateway' },
  'peering-connection': { short: 'pcx', noun: 'peering connection' },
  'odb-network': { short: 'odb', noun: 'ODB network' },
  'gateway-endpoint': { short: 'vpce', noun: 'gateway endpoint' },
  'interface-endpoint': { short: 'vpce', noun: 'interface endpoint' },
  'firewall-endpoint': { short: 'firewall', noun: 'firewall endpoint' },
  'network-interface': { short: 'eni', noun: 'network interface' },
  'next-hop-address': { short: 'address', noun: 'next-hop address' },
  instance: { short: 'instance', noun: 'instance' },
  appliance: { short: 'appliance', noun: 'appliance' },
  local: { short: 'local', noun: 'local route' },
  unrecognised: { short: 'other', noun: 'target of a kind that is not known' },
};
