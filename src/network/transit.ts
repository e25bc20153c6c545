import { type Cidr, parseCidr } from '../net/cidr.ts';
import type { RecordOf, ScopeSnapshot } from '../snapshot/schema.ts';
import {
  type AttachmentType,
  attachmentType,
  goneAttachmentStates,
  ownedIn,
  ownersIn,
  type TransitAttachment,
  transitAttachments,
} from './transit-attachment.ts';
import { type GapOf, type Known, type Unread, unread } from './unread.ts';
import { wordReader } from './word.ts';

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
  /** Every attachment says itself which table it is associated with: no list of tables or associations could add to that. */
  readonly isAssociationTold: boolean;
  /** The routes of every table that was read. */
  readonly tables: readonly (readonly TransitRoute[])[];
  /** Of all attachments: through them packets come into a VPC. */
  readonly subnetIds: readonly string[];
  /** The attachment of a VPC to a transit gateway; null where it has none. */
  attachmentOf(vpcId: string, transitGatewayId: string): Known<TransitAttachment | null>;
  attachment(id: string): TransitAttachment | undefined;
  /** An account of the snapshot owns the transit gateway, and can see its tables; or nobody says whose it is. */
  mayOwn(transitGatewayId: string): boolean;
  /** Why the owner, whose facts are here, was not asked for its tables; null where it was, or where they are not here. */
  whyUntold(transitGatewayId: string): Unread | null;
  /** Why the subnets of attachments are not known; null where every account was asked. */
  readonly subnetsUnread: Unread | null;
  /** Why attachments and what they are associated with are not known; null where every account was asked. */
  readonly attachmentsUnread: Unread | null;
  /** Why it is not known whose transit gateways are; null where every account was asked. */
  readonly gatewaysUnread: Unread | null;
  /** Unread where nobody in the snapshot sees the table: only the transit gateway's owner does. */
  routesOf(routeTableId: string): Known<readonly TransitRoute[]>;
  /** Why it is not known which prefix lists the table refers to; null where it is. */
  referencesOf(routeTableId: string): Unread | null;
}

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

interface ScopeSource {
  readonly snapshot: ScopeSnapshot;
  readonly gapOf: GapOf;
}

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

/** By the VPC and the transit gateway between which they are. */
const attachmentsByVpc = (attachments: ReadonlyMap<string, TransitAttachment>) =>
  new Map(
    [...attachments.values()].flatMap((one) =>
      one.type === 'vpc' && !goneAttachmentStates.has(one.state)
        ? [[`${one.resourceId} ${one.transitGatewayId}`, one] as const]
        : [],
    ),
  );

const tellsEachAssociation = (scopes: readonly ScopeSource[]): boolean => {
  const listed = scopes.flatMap(({ snapshot: { sections } }) => sections.transitGatewayAttachments ?? []);
  const ofVpcs = scopes.flatMap(({ snapshot: { sections } }) => sections.transitGatewayVpcAttachments ?? []);
  const told = new Set(
    listed.flatMap(({ TransitGatewayAttachmentId, Association }) =>
      Association === undefined ? [] : [TransitGatewayAttachmentId],
    ),
  );

  return [...listed, ...ofVpcs].every(({ TransitGatewayAttachmentId }) => told.has(TransitGatewayAttachmentId));
};

/** An account asks for tables that no route of its own leads to where it shares them. */
const whyUntoldBy = (scopes: readonly ScopeSource[], owner: string | undefined): Unread | null => {
  const found = scopes.find(
    ({ snapshot, gapOf }) =>
      owner !== undefined && snapshot.account === owner && gapOf('sharedResources') !== undefined,
  );

  return found === undefined ? null : unread(found.gapOf, 'sharedResources');
};

export const transit = (scopes: readonly ScopeSource[]): Transit => {
  const attachments = transitAttachments(scopes.map(({ snapshot }) => snapshot));
  const routes = routesByTable(scopes);
  const owned = new Set(scopes.flatMap(({ snapshot }) => [...ownedIn(snapshot)]));
  const told = new Map(scopes.flatMap(({ snapshot }) => [...ownersIn(snapshot)]));
  const referring = new Set(
    scopes.flatMap(({ snapshot }) =>
      (snapshot.sections.transitGatewayPrefixListReferences ?? []).map((one) => one.TransitGatewayRouteTableId),
    ),
  );
  const byVpc = attachmentsByVpc(attachments);

  const gapOf = anyGapOf(scopes);
  const isListed = scopes.some(
    ({ snapshot: { sections } }) =>
      sections.transitGatewayAttachments !== undefined || sections.transitGatewayVpcAttachments !== undefined,
  );

  const whyUnread = (
    section: 'transitGateways' | 'transitGatewayAttachments' | 'transitGatewayVpcAttachments',
  ): Unread | null => {
    const without = scopes.find(({ snapshot: { sections } }) => sections[section] === undefined);

    return without === undefined ? null : unread(without.gapOf, section);
  };

  return {
    isEmpty: attachments.size === 0,
    subnetIds: [...attachments.values()].flatMap(({ subnetIds }) => subnetIds ?? []),
    attachmentOf: (vpcId, transitGatewayId) =>
      byVpc.get(`${vpcId} ${transitGatewayId}`) ?? (isListed ? null : unread(gapOf, 'transitGatewayAttachments')),
    attachment: (id) => attachments.get(id),
    mayOwn: (id) => owned.has(id) || !told.has(id),
    whyUntold: (id) => whyUntoldBy(scopes, told.get(id)),
    subnetsUnread: whyUnread('transitGatewayVpcAttachments'),
    attachmentsUnread: whyUnread('transitGatewayAttachments'),
    gatewaysUnread: whyUnread('transitGateways'),
    isAssociationTold: tellsEachAssociation(scopes),
    tables: [...routes.values()],
    routesOf: (id) => routes.get(id) ?? unread(gapOf, 'transitGatewayRoutes', id),
    referencesOf: (id) => (referring.has(id) ? null : unread(gapOf, 'transitGatewayPrefixListReferences', id)),
  };
};
