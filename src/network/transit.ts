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
  /** With a route table; `unseen` where only the owner of the transit gateway sees it, `none` where the owner sees none. */
  readonly association: ReturnType<typeof associationState> | 'unseen' | 'none';
  /** The table that decides for what comes in by this attachment; null where it is associated with none that is seen. */
  readonly routeTableId: string | null;
  /** One subnet a zone, through which packets enter and leave the VPC; null where not visible. */
  readonly subnetIds: readonly string[] | null;
  /** Packets come in by any of its subnets, whatever zone they started in. */
  readonly isApplianceMode: boolean;
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
  /** An account of the snapshot owns the transit gateway, and can see its tables. */
  owns(transitGatewayId: string): boolean;
  /** Why the subnets of attachments are not known; null where every account was asked. */
  readonly subnetsUnread: Unread | null;
  /** Why attachments and what they are associated with are not known; null where every account was asked. */
  readonly attachmentsUnread: Unread | null;
  /** Unread where nobody in the snapshot sees the table: only the transit gateway's owner does. */
  routesOf(routeTableId: string): Known<readonly TransitRoute[]>;
  /** Why it is not known which prefix lists the table refers to; null where it is. */
  referencesOf(routeTableId: string): Unread | null;
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

/** The transit gateways of an account. */
const ownedIn = ({ account, sections }: ScopeSnapshot): ReadonlySet<string> => {
  const { transitGateways = [], transitGatewayAttachments = [] } = sections;
  const owners = [
    ...transitGateways.map(({ TransitGatewayId, OwnerId }) => ({ id: TransitGatewayId, owner: OwnerId })),
    ...transitGatewayAttachments.map(({ TransitGatewayId, TransitGatewayOwnerId }) => ({
      id: TransitGatewayId,
      owner: TransitGatewayOwnerId,
    })),
  ];

  return new Set(
    owners.flatMap(({ id, owner }) => (id !== undefined && account !== null && owner === account ? id : [])),
  );
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
  isApplianceMode: a.isApplianceMode || b.isApplianceMode,
});

interface ScopeSource {
  readonly snapshot: ScopeSnapshot;
  readonly gapOf: GapOf;
}

const attachmentsOf = (scopes: readonly ScopeSource[]): ReadonlyMap<string, TransitAttachment> => {
  const attachments = new Map<string, TransitAttachment>();
  for (const one of scopes.flatMap(({ snapshot }) => attachmentsIn(snapshot))) {
    const other = attachments.get(one.id);
    attachments.set(one.id, other === undefined ? one : merge(other, one));
  }

  return attachments;
};

/** The routes of each table that was searched; references are in them where they were read. */
const routesByTable = (scopes: readonly ScopeSource[]): ReadonlyMap<string, readonly TransitRoute[]> => {
  const routes = new Map<string, readonly TransitRoute[]>();
  for (const { snapshot } of scopes)
    for (const { TransitGatewayRouteTableId: id, Routes } of snapshot.sections.transitGatewayRoutes ?? []) {
      const searched = Routes.map(transitRoute).filter(({ state }) => state !== 'deleted');
      const expanded = new Set(searched.filter(({ cidr }) => cidr !== null).map(({ prefixListId }) => prefixListId));
      routes.set(id, [
        ...searched,
        ...referencesIn(snapshot, id).filter(({ prefixListId }) => !expanded.has(prefixListId)),
      ]);
    }

  return routes;
};

/** Why nobody told: the first account that knows. */
const anyGapOf =
  (scopes: readonly ScopeSource[]): GapOf =>
  (section, resource) => {
    for (const scope of scopes) {
      const gap = scope.gapOf(section, resource);
      if (gap !== undefined) return gap;
    }

    return undefined;
  };

export const transit = (scopes: readonly ScopeSource[]): Transit => {
  const attachments = attachmentsOf(scopes);
  const routes = routesByTable(scopes);
  const owned = new Set(scopes.flatMap(({ snapshot }) => [...ownedIn(snapshot)]));
  const referring = new Set(
    scopes.flatMap(({ snapshot }) =>
      (snapshot.sections.transitGatewayPrefixListReferences ?? []).map((one) => one.TransitGatewayRouteTableId),
    ),
  );
  const byVpc = new Map(
    [...attachments.values()].flatMap((one) =>
      one.type === 'vpc' && !gone.has(one.state) ? [[`${one.resourceId} ${one.transitGatewayId}`, one] as const] : [],
    ),
  );

  const gapOf = anyGapOf(scopes);
  const isListed = scopes.some(
    ({ snapshot: { sections } }) =>
      sections.transitGatewayAttachments !== undefined || sections.transitGatewayVpcAttachments !== undefined,
  );

  const whyUnread = (section: 'transitGatewayAttachments' | 'transitGatewayVpcAttachments'): Unread | null => {
    const without = scopes.find(({ snapshot: { sections } }) => sections[section] === undefined);

    return without === undefined ? null : unread(without.gapOf, section);
  };

  return {
    isEmpty: attachments.size === 0,
    subnetIds: [...attachments.values()].flatMap(({ subnetIds }) => subnetIds ?? []),
    attachmentOf: (vpcId, transitGatewayId) =>
      byVpc.get(`${vpcId} ${transitGatewayId}`) ?? (isListed ? null : unread(gapOf, 'transitGatewayAttachments')),
    attachment: (id) => attachments.get(id),
    owns: (id) => owned.has(id),
    subnetsUnread: whyUnread('transitGatewayVpcAttachments'),
    attachmentsUnread: whyUnread('transitGatewayAttachments'),
    routesOf: (id) => routes.get(id) ?? unread(gapOf, 'transitGatewayRoutes', id),
    referencesOf: (id) => (referring.has(id) ? null : unread(gapOf, 'transitGatewayPrefixListReferences', id)),
  };
};
