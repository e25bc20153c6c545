import type { ReportSubnet, ReportWay } from '../../audit.ts';
import { primaryWays } from './dialed-service.ts';

/** Where its default route leads: `public` to an internet gateway, `private` elsewhere, `isolated` nowhere. */
export type Tier = 'public' | 'private' | 'isolated';

export interface Gear {
  readonly kind: 'nat-gateway' | 'interface-endpoint' | 'transit-gateway';
  readonly id: string;
  /** The service, of an endpoint's interface; else its name. */
  readonly label: string;
}

export interface DrawnSubnet {
  readonly id: string;
  /** Its id, told apart where several accounts report it. */
  readonly anchor: string;
  readonly vpcId: string;
  readonly label: string;
  readonly cidr: string;
  readonly zone: string;
  readonly tableId: string | null;
  readonly tier: Tier;
  /** Null where its interfaces were not read whole. */
  readonly clients: number | null;
  /** Holds AWS's own equipment alone, from which nobody calls. */
  readonly isQuiet: boolean;
  readonly gear: readonly Gear[];
  /** By the key of a destination. */
  readonly ways: ReadonlyMap<string, ReportWay>;
}

interface Placed {
  readonly anchor: string;
  readonly tier: Tier;
  readonly gear: readonly Gear[];
}

const unknownZone = 'zone not stated';

export const drawnSubnet = (subnet: ReportSubnet, placed: Placed): DrawnSubnet => ({
  ...placed,
  id: subnet.subnetId,
  vpcId: subnet.vpcId,
  label: subnet.name ?? subnet.subnetId,
  cidr: subnet.cidr ?? 'CIDR not stated',
  zone: subnet.zone ?? unknownZone,
  tableId: subnet.routeTableId,
  clients: subnet.clients?.total ?? null,
  isQuiet: subnet.occupancy === 'equipment',
  ways: primaryWays(subnet.paths),
});
