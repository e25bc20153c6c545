import type { RecordOf, ScopeSnapshot } from '../snapshot/schema.ts';
import { wordReader } from './word.ts';

export const attachmentType = wordReader(
  'vpc',
  'vpn',
  'vpn-concentrator',
  'direct-connect-gateway',
  'connect',
  'peering',
  'tgw-peering',
  'network-function',
  'client-vpn',
);

export type AttachmentType = ReturnType<typeof attachmentType>;

const attachmentState = wordReader(
  'initiating',
  'initiating-request',
  'pending-acceptance',
  'rolling-back',
  'pending',
  'available',
  'modifying',
  'deleting',
  'deleted',
  'failed',
  'rejected',
  'rejecting',
  'failing',
);

type AttachmentState = ReturnType<typeof attachmentState>;

const associationState = wordReader('associating', 'associated', 'disassociating', 'disassociated');

export interface TransitAttachment {
  readonly id: string;
  readonly transitGatewayId: string;
  readonly type: AttachmentType;
  /** A VPC's id for type vpc. */
  readonly resourceId: string;
  readonly state: AttachmentState;
  /** As AWS wrote it. */
  readonly rawState: string;
  /** With a route table; `unseen` where only the owner of the transit gateway sees it, `none` where the owner sees none. */
  readonly association: ReturnType<typeof associationState> | 'unseen' | 'none';
  /** The table that decides for what comes in by this attachment; null where it is associated with none that is seen. */
  readonly routeTableId: string | null;
  /** One subnet a zone, through which packets enter and leave the VPC; null where not visible. */
  readonly subnetIds: readonly string[] | null;
  /** Packets come in by any of its subnets, whatever zone they started in. */
  readonly isApplianceMode: boolean;
}

type Association = Pick<TransitAttachment, 'association' | 'routeTableId'>;

const unseen: Association = { association: 'unseen', routeTableId: null };
const none: Association = { association: 'none', routeTableId: null };

/** A table that is on its way in or out decides nothing for certain. */
const associationOf = (id: string | undefined, rawState = 'associated'): Association => {
  const association = associationState(rawState);

  return { association, routeTableId: association === 'associated' ? (id ?? null) : null };
};

/** What route tables say of the attachments that they are associated with. */
const associationsByAttachment = ({ sections }: ScopeSnapshot): ReadonlyMap<string, Association> => {
  const found = new Map<string, Association>();
  for (const { TransitGatewayRouteTableId, Associations } of sections.transitGatewayRouteTableAssociations ?? [])
    for (const { TransitGatewayAttachmentId, State } of Associations)
      if (TransitGatewayAttachmentId)
        found.set(TransitGatewayAttachmentId, associationOf(TransitGatewayRouteTableId, State));

  return found;
};

const stateOf = (rawState = 'available') => ({ state: attachmentState(rawState), rawState });

/** Which account each transit gateway is of, as far as its account or an attachment tells. */
export const ownersIn = ({ sections }: ScopeSnapshot): ReadonlyMap<string, string> => {
  const { transitGateways = [], transitGatewayAttachments = [] } = sections;
  const told = [
    ...transitGatewayAttachments.map(({ TransitGatewayId, TransitGatewayOwnerId }) => [
      TransitGatewayId,
      TransitGatewayOwnerId,
    ]),
    ...transitGateways.map(({ TransitGatewayId, OwnerId }) => [TransitGatewayId, OwnerId]),
  ];

  return new Map(told.flatMap(([id, owner]) => (id === undefined || owner === undefined ? [] : [[id, owner]])));
};

/** The transit gateways of the snapshot's account. */
export const ownedIn = (snapshot: ScopeSnapshot): ReadonlySet<string> => {
  const own = [...ownersIn(snapshot)].filter(([, owner]) => snapshot.account !== null && owner === snapshot.account);

  return new Set(own.map(([id]) => id));
};

type VpcAttachmentRecord = RecordOf<'transitGatewayVpcAttachments'>;

const ofVpc = (record: VpcAttachmentRecord | undefined) => ({
  subnetIds: record === undefined ? null : (record.SubnetIds ?? []),
  isApplianceMode: record?.Options?.ApplianceModeSupport === 'enable',
});

const attachmentsIn = (snapshot: ScopeSnapshot): TransitAttachment[] => {
  const { transitGatewayAttachments = [], transitGatewayVpcAttachments = [] } = snapshot.sections;
  const vpcRecords = new Map(transitGatewayVpcAttachments.map((one) => [one.TransitGatewayAttachmentId, one]));
  const owned = ownedIn(snapshot);
  const associations = associationsByAttachment(snapshot);
  const byTable = (id: string): Association => associations.get(id) ?? unseen;
  const listed = (id: string, gateway = ''): Association =>
    associations.get(id) ?? (owned.has(gateway) ? none : unseen);

  const general = transitGatewayAttachments.map(
    ({ TransitGatewayAttachmentId: id, Association: own, ...record }): TransitAttachment => ({
      id,
      transitGatewayId: record.TransitGatewayId ?? '',
      type: attachmentType(record.ResourceType ?? ''),
      resourceId: record.ResourceId ?? '',
      ...stateOf(record.State),
      ...(own === undefined
        ? listed(id, record.TransitGatewayId)
        : associationOf(own.TransitGatewayRouteTableId, own.State)),
      ...ofVpc(vpcRecords.get(id)),
    }),
  );
  const seen = new Set(general.map(({ id }) => id));
  const vpcOnly = transitGatewayVpcAttachments
    .filter(({ TransitGatewayAttachmentId }) => !seen.has(TransitGatewayAttachmentId))
    .map(
      ({ TransitGatewayAttachmentId: id, ...record }): TransitAttachment => ({
        id,
        transitGatewayId: record.TransitGatewayId ?? '',
        type: 'vpc',
        resourceId: record.VpcId ?? '',
        ...stateOf(record.State),
        ...byTable(id),
        ...ofVpc(vpcRecords.get(id)),
      }),
    );

  return [...general, ...vpcOnly];
};

/** States of attachments that carry nothing any more; AWS lists them for a while beside what took their place. */
export const goneAttachmentStates = new Set<AttachmentState>([
  'deleting',
  'deleted',
  'failed',
  'failing',
  'rejected',
  'rejecting',
]);

/** What more than one account sees of an attachment, joined: the owner knows the table, the VPC's account the subnets. */
const merge = (a: TransitAttachment, b: TransitAttachment): TransitAttachment => ({
  ...a,
  ...(a.association === 'unseen' ? { association: b.association, routeTableId: b.routeTableId } : {}),
  subnetIds: a.subnetIds ?? b.subnetIds,
  isApplianceMode: a.isApplianceMode || b.isApplianceMode,
});

/** Of all accounts, by id; the word of the transit gateway's owner comes first. */
export const transitAttachments = (snapshots: readonly ScopeSnapshot[]): ReadonlyMap<string, TransitAttachment> => {
  const attachments = new Map<string, TransitAttachment>();
  const seen = snapshots.flatMap((snapshot) => {
    const owned = ownedIn(snapshot);

    return attachmentsIn(snapshot).map((one) => ({ one, isOwners: owned.has(one.transitGatewayId) }));
  });
  for (const { one } of [...seen.filter(({ isOwners }) => isOwners), ...seen.filter(({ isOwners }) => !isOwners)]) {
    const other = attachments.get(one.id);
    attachments.set(one.id, other === undefined ? one : merge(other, one));
  }

  return attachments;
};
