import { type Cidr, parseCidr } from '../net/cidr.ts';
import type { RecordOf } from '../snapshot/schema.ts';
import { shownName } from './shown-name.ts';
import { wordReader } from './word.ts';

const natState = wordReader('pending', 'failed', 'available', 'deleting', 'deleted');

/** A public NAT gateway that is gone still shows for about an hour: its state decides. */
export interface NatGateway {
  readonly id: string;
  readonly name: string | null;
  readonly vpcId: string | null;
  /** Null for a regional NAT gateway, which stands in no subnet. */
  readonly subnetId: string | null;
  readonly state: ReturnType<typeof natState>;
  /** As AWS wrote it. */
  readonly rawState: string;
  readonly isPrivate: boolean;
  readonly isRegional: boolean;
  /** A regional NAT gateway's own route table. */
  readonly routeTableId: string | null;
  /** Zones (name or id) with an address in use; a regional one in manual mode serves no others. */
  readonly zones: ReadonlySet<string>;
  /** That packets have behind it, as far as its record tells. */
  readonly privateAddresses: readonly Cidr[];
  /** Regional, and AWS does not add zones by itself. */
  readonly isManual: boolean;
}

export interface TagHolder {
  readonly Tags?: { Key?: string | undefined; Value?: string | undefined }[] | undefined;
}

export const nameOf = (record: TagHolder): string | null => {
  const name = record.Tags?.find(({ Key }) => Key === 'Name')?.Value;

  return name === undefined ? null : shownName(name);
};

export const natGateway = (record: RecordOf<'natGateways'>): NatGateway => {
  const rawState = record.State ?? 'available';
  const addresses = record.NatGatewayAddresses ?? [];
  const inUse = addresses.filter(({ Status }) => Status === undefined || Status === 'succeeded');
  const isRegional =
    record.AvailabilityMode === 'regional' || (record.SubnetId === undefined && record.RouteTableId !== undefined);

  return {
    id: record.NatGatewayId,
    name: nameOf(record),
    vpcId: record.VpcId ?? null,
    subnetId: record.SubnetId ?? null,
    state: natState(rawState),
    rawState,
    isPrivate: record.ConnectivityType === 'private',
    isRegional,
    routeTableId: record.RouteTableId ?? null,
    zones: new Set(
      inUse
        .flatMap((address) => [address.AvailabilityZone, address.AvailabilityZoneId])
        .filter((zone) => zone !== undefined),
    ),
    privateAddresses: inUse.flatMap(({ PrivateIp }) => parseCidr(PrivateIp ?? '') ?? []),
    isManual: isRegional && record.AutoProvisionZones === 'disabled',
  };
};

/** An internet, egress-only, carrier or VPN gateway: all the audit asks is whose it is and whether it is attached. */
export interface Gateway {
  readonly id: string;
  /** VPCs it is attached to now. AWS says `available` for an attached internet gateway, `attached` for the others. */
  readonly attachedTo: ReadonlySet<string>;
  /** VPCs that an attachment is being made to, or in a state that AWS has added since. */
  readonly unsettledIn: ReadonlySet<string>;
}

const attached = new Set(['available', 'attached']);
const detached = new Set(['detaching', 'detached']);

interface Attachments {
  readonly Attachments?: { VpcId?: string | undefined; State?: string | undefined }[] | undefined;
}

export const gateway = (id: string, { Attachments = [] }: Attachments): Gateway => {
  const inState = (isMeant: (state: string) => boolean): ReadonlySet<string> =>
    new Set(
      Attachments.filter(({ State }) => isMeant(State?.toLowerCase() ?? 'attached')).flatMap(
        ({ VpcId }) => VpcId ?? [],
      ),
    );

  return {
    id,
    attachedTo: inState((state) => attached.has(state)),
    unsettledIn: inState((state) => !attached.has(state) && !detached.has(state)),
  };
};
