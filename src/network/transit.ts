import { type Cidr, parseCidr } from '../net/cidr.ts';
import type { RecordOf, ScopeSnapshot } from '../snapshot/schema.ts';
import { type GapOf, type Known, type Unread, unread } from './unread.ts';
import { wordReader } from './word.ts';

const attachmentType = wordReader(
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

type AttachmentType = ReturnType<typeof attachmentType>;

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

const routeType = wordReader('static', 'propagated', 'system');

const routeState = wordReader('pending', 'active', 'blackhole', 'deleting', 'deleted');

type RouteState = ReturnType<typeof routeState>;

interface RouteAttachment {
  readonly id: string;
  readonly type: AttachmentType;
  /** As AWS wrote it. */
  readonly rawType: string;
  readonly resourceId: string;
}

export interface TransitAttachment {
  readonly id: string;
  readonly transitGatewayId: string;
  readonly type: AttachmentType;
  /** A VPC's id for type vpc. */
  readonly resourceId: string;
  readonly state: AttachmentState;
  /** As AWS wrote it. */
  readonly rawState: string;
  /** With a route table; `unseen` where only the owner of the transit gateway sees it. */
  readonly association: ReturnType<typeof associationState> | 'unseen';
  /** The table that decides for what comes in by this attachment; null where it is associated with none that is seen. */
  readonly routeTableId: string | null;
  /** One subnet a zone, through which packets enter and leave the VPC; null where not visible. */
  readonly subnetIds: readonly string[] | null;
}

export interface TransitRoute {
  readonly cidr: Cidr | null;
  readonly prefixListId: string | null;
  readonly destination: string;
  /** Empty for a blackhole; several for equal-cost paths. */
  readonly attachments: readonly RouteAttachment[];
  /** `system` where address translation is on. */
  readonly type: ReturnType<typeof routeType>;
  readonly state: RouteState;
}

/** Transit gateways as far as any scope of the snapshot sees them. */
export interface Transit {
  /** No attachment is visible: the zone a packet starts in makes no difference then. */
  readonly isEmpty: boolean;
  /** Of all attachments: through them packets come into a VPC. */
  readonly subnetIds: readonly string[];
  /** The attachment of a VPC to a transit gateway; null where it has none. */
  attachmentOf(vpcId: string, transitGatewayId: string): Known<TransitAttachment | null>;
  attachment(id: string): TransitAttachment | undefined;
  /** Unread where nobody in the snapshot sees the table: only the transit gateway's owner does. */
  routesOf(routeTableId: string): Known<readonly TransitRoute[]>;
  /** Why it is not known which prefix lists the table refers to; null where it is. */
  referencesOf(routeTableId: string): Unread | null;
}

type Association = Pick<TransitAttachment, 'association' | 'routeTableId'>;

const unseen: Association = { association: 'unseen', routeTableId: null };

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

const attachmentsIn = (snapshot: ScopeSnapshot): TransitAttachment[] => {
  const { transitGatewayAttachments = [], transitGatewayVpcAttachments = [] } = snapshot.sections;
  const subnets = new Map(
    transitGatewayVpcAttachments.map((one) => [one.TransitGatewayAttachmentId, one.SubnetIds ?? []]),
  );
  const associations = associationsByAttachment(snapshot);
  const byTable = (id: string): Association => associations.get(id) ?? unseen;

  const general = transitGatewayAttachments.map(
    ({ TransitGatewayAttachmentId: id, Association: own, ...record }): TransitAttachment => ({
      id,
      transitGatewayId: record.TransitGatewayId ?? '',
      type: attachmentType(record.ResourceType ?? ''),
      resourceId: record.ResourceId ?? '',
      ...stateOf(record.State),
      ...(own === undefined ? byTable(id) : associationOf(own.TransitGatewayRouteTableId, own.State)),
      subnetIds: subnets.get(id) ?? null,
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
        subnetIds: record.SubnetIds ?? [],
      }),
    );

  return [...general, ...vpcOnly];
};

type RoutesRecord = RecordOf<'transitGatewayRoutes'>['Routes'][number];

type RouteAttachmentRecord = NonNullable<RoutesRecord['TransitGatewayAttachments']>[number];

const routeAttachment = (record: RouteAttachmentRecord): RouteAttachment => ({
  id: record.TransitGatewayAttachmentId ?? '',
  type: attachmentType(record.ResourceType ?? ''),
  rawType: record.ResourceType ?? '',
  resourceId: record.ResourceId ?? '',
});

const transitRoute = (record: RoutesRecord): TransitRoute => ({
  cidr: (record.DestinationCidrBlock && parseCidr(record.DestinationCidrBlock)) || null,
  prefixListId: record.PrefixListId ?? null,
  destination: record.PrefixListId ?? record.DestinationCidrBlock ?? '',
  attachments: (record.TransitGatewayAttachments ?? []).map(routeAttachment),
  type: routeType(record.Type ?? ''),
  state: routeState(record.State ?? 'active'),
});

type ReferenceRecord = RecordOf<'transitGatewayPrefixListReferences'>['TransitGatewayPrefixListReferences'][number];

/** One that is being changed does what it did or what it will: which is not told. */
const referenceState = ({ State = 'available', Blackhole }: ReferenceRecord): RouteState => {
  if (State !== 'available') return 'unrecognised';

  return Blackhole === true ? 'blackhole' : 'active';
};

/** A reference says what every entry of a list does; searched routes already hold those that are expanded. */
const referencesIn = ({ sections }: ScopeSnapshot, tableId: string): TransitRoute[] =>
  (sections.transitGatewayPrefixListReferences ?? [])
    .filter(({ TransitGatewayRouteTableId }) => TransitGatewayRouteTableId === tableId)
    .flatMap(({ TransitGatewayPrefixListReferences }) => TransitGatewayPrefixListReferences)
    .map((reference) => ({
      cidr: null,
      prefixListId: reference.PrefixListId ?? null,
      destination: reference.PrefixListId ?? '',
      attachments: reference.TransitGatewayAttachment ? [routeAttachment(reference.TransitGatewayAttachment)] : [],
      type: 'static',
      state: referenceState(reference),
    }));

/** States of attachments that carry nothing any more; AWS lists them for a while beside what took their place. */
const gone = new Set<AttachmentState>(['deleting', 'deleted', 'failed', 'failing', 'rejected', 'rejecting']);

/** What more than one account sees of an attachment, joined: the owner knows the table, the VPC's account the subnets. */
const merge = (a: TransitAttachment, b: TransitAttachment): TransitAttachment => ({
  ...a,
  ...(a.association === 'unseen' ? { association: b.association, routeTableId: b.routeTableId } : {}),
  subnetIds: a.subnetIds ?? b.subnetIds,
});

export const transit = (scopes: readonly { readonly snapshot: ScopeSnapshot; readonly gapOf: GapOf }[]): Transit => {
  const attachments = new Map<string, TransitAttachment>();
  const byVpc = new Map<string, TransitAttachment>();
  const routes = new Map<string, readonly TransitRoute[]>();
  const referring = new Set<string>();

  for (const { snapshot } of scopes) {
    for (const one of attachmentsIn(snapshot)) {
      const other = attachments.get(one.id);
      attachments.set(one.id, other === undefined ? one : merge(other, one));
    }
    for (const { TransitGatewayRouteTableId: id } of snapshot.sections.transitGatewayPrefixListReferences ?? [])
      referring.add(id);
    for (const { TransitGatewayRouteTableId: id, Routes } of snapshot.sections.transitGatewayRoutes ?? []) {
      const searched = Routes.map(transitRoute).filter(({ state }) => state !== 'deleted');
      const expanded = new Set(searched.filter(({ cidr }) => cidr !== null).map(({ prefixListId }) => prefixListId));
      routes.set(id, [
        ...searched,
        ...referencesIn(snapshot, id).filter(({ prefixListId }) => !expanded.has(prefixListId)),
      ]);
    }
  }
  for (const one of attachments.values()) {
    if (one.type === 'vpc' && !gone.has(one.state)) byVpc.set(`${one.resourceId} ${one.transitGatewayId}`, one);
  }

  const gapOf: GapOf = (section, resource) => {
    for (const scope of scopes) {
      const gap = scope.gapOf(section, resource);
      if (gap !== undefined) return gap;
    }

    return undefined;
  };
  const isListed = scopes.some(
    ({ snapshot: { sections } }) =>
      sections.transitGatewayAttachments !== undefined || sections.transitGatewayVpcAttachments !== undefined,
  );

  return {
    isEmpty: attachments.size === 0,
    subnetIds: [...attachments.values()].flatMap(({ subnetIds }) => subnetIds ?? []),
    attachmentOf: (vpcId, transitGatewayId) =>
      byVpc.get(`${vpcId} ${transitGatewayId}`) ?? (isListed ? null : unread(gapOf, 'transitGatewayAttachments')),
    attachment: (id) => attachments.get(id),
    routesOf: (id) => routes.get(id) ?? unread(gapOf, 'transitGatewayRoutes', id),
    referencesOf: (id) => (referring.has(id) ? null : unread(gapOf, 'transitGatewayPrefixListReferences', id)),
  };
};
