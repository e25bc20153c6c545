import type { ExitKind } from './leave.ts';

/** What AWS calls it. What AWS adds later goes by its id alone. */
const kindNames: Readonly<Partial<Record<ExitKind, string>>> = {
  'internet-gateway': 'Internet gateway',
  'egress-only-internet-gateway': 'Egress-only internet gateway',
  'carrier-gateway': 'Carrier gateway',
  'nat-gateway': 'NAT gateway',
  'nat-instance': 'NAT instance',
  'gateway-endpoint': 'Gateway endpoint',
  'interface-endpoint': 'Interface endpoint',
  'firewall-endpoint': 'Firewall endpoint',
  'transit-gateway': 'Transit gateway',
  'peering-connection': 'Peering connection',
  'virtual-private-gateway': 'Virtual private gateway',
  'core-network': 'Core network',
  'local-gateway': 'Local gateway',
  appliance: 'Appliance',
};

export const exitKindName = (kind: ExitKind): string => kindNames[kind] ?? 'Exit';

/** Public ones first, then what leads on, then endpoints. */
export const exitOrder: readonly ExitKind[] = [
  'internet-gateway',
  'egress-only-internet-gateway',
  'nat-gateway',
  'nat-instance',
  'carrier-gateway',
  'transit-gateway',
  'peering-connection',
  'core-network',
  'virtual-private-gateway',
  'local-gateway',
  'appliance',
  'firewall-endpoint',
  'gateway-endpoint',
  'interface-endpoint',
];
