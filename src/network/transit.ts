import { type Cidr, parseCidr } from '../net/cidr.ts';
import type { ScopeSnapshot } from '../snapshot/schema.ts';
import { type GapOf, type Known, type Unread, unread } from './unread.ts';

export interface TransitAttachment {
  readonly id: string;
  readonly transitGatewayId: string;
  /** vpc, vpn, direct-connect-gateway, connect, peering, … as AWS writes it. */
  readonly type: string;
  /** A VPC's id for type vpc. */
  readonly resourceId: string;
  readonly state: string;
  /** The table that decides for what comes in by this attachment; null where only the owner sees it. */
  readonly routeTableId: string | null;
  /** One subnet a zone, through which packets enter and leave the VPC; null where not visible. */
  readonly subnetIds: readonly string[] | null;
}

export interface TransitRoute {
  readonly cidr: Cidr | null;
  readonly prefixListId: string | null;
  readonly destination: string;
  /** Empty for a blackhole; several for equal-cost paths. */
  readonly attachments: readonly { readonly id: string; readonly type: string; readonly resourceId: string }[];
  /** static, propagated, or `system` where address translation is on. */
  readonly type: string;
  readonly isBlackhole: boolean;
}

/** Transit gateways as far as any scope of the snapshot sees them. */
export interface Transit {
  /** No attachment is visible: the zone a packet starts in makes no difference then. */
  readonly isEmpty: boolean;
  /** The attachment of a VPC to a transit gateway; null where it has none. */
  attachmentOf(vpcId: string, transitGatewayId: string): Known<TransitAttachment | null>;
  attachment(id: string): TransitAttachment | undefined;
  /** Unread where nobody in the snapshot sees the table: only the transit gateway's owner does. */
  routesOf(routeTableId: string): Known<readonly TransitRoute[]>;
  /** Why it is not known which prefix lists the table refers to; null where it is. */
  referencesOf(routeTableId: string): Unread | null;
}

/** A table that is on its way in or out decides nothing for certain. */
const associationOf = (
  association: { TransitGatewayRouteTableId?: string | undefined; State?: string | undefined } | undefined,
): string | undefined =>
  (association?.State ?? 'associated') === 'associated' ? association?.TransitGatewayRouteTableId : undefined;

const attachmentsIn = ({ sections }: ScopeSnapshot): TransitAttachment[] => {
  const subnets = new Map(
    (sections.transitGatewayVpcAttachments ?? []).map((one) => [one.TransitGatewayAttachmentId, one.SubnetIds ?? []]),
  );
  const associated = new Map<string, string>();
  for (const { TransitGatewayRouteTableId, Associations } of sections.transitGatewayRouteTableAssociations ?? []) {
    for (const { TransitGatewayAttachmentId, State } of Associations) {
      if (TransitGatewayAttachmentId && (State ?? 'associated') === 'associated')
        associated.set(TransitGatewayAttachmentId, TransitGatewayRouteTableId);
    }
  }

  const general = (sections.transitGatewayAttachments ?? []).map((record) => ({
    id: record.TransitGatewayAttachmentId,
    transitGatewayId: record.TransitGatewayId ?? '',
    type: record.ResourceType ?? '',
    resourceId: record.ResourceId ?? '',
    state: (record.State ?? 'available').toLowerCase(),
    routeTableId: associationOf(record.Association) ?? associated.get(record.TransitGatewayAttachmentId) ?? null,
    subnetIds: subnets.get(record.TransitGatewayAttachmentId) ?? null,
  }));
  const seen = new Set(general.map(({ id }) => id));
  const vpcOnly = (sections.transitGatewayVpcAttachments ?? [])
    .filter(({ TransitGatewayAttachmentId }) => !seen.has(TransitGatewayAttachmentId))
    .map((record) => ({
      id: record.TransitGatewayAttachmentId,
      transitGatewayId: record.TransitGatewayId ?? '',
      type: 'vpc',
      resourceId: record.VpcId ?? '',
      state: (record.State ?? 'available').toLowerCase(),
      routeTableId: associated.get(record.TransitGatewayAttachmentId) ?? null,
      subnetIds: record.SubnetIds ?? [],
    }));

  return [...general, ...vpcOnly];
};

type RoutesRecord = NonNullable<ScopeSnapshot['sections']['transitGatewayRoutes']>[number]['Routes'][number];

const transitRoute = (record: RoutesRecord): TransitRoute => ({
  cidr: (record.DestinationCidrBlock && parseCidr(record.DestinationCidrBlock)) || null,
  prefixListId: record.PrefixListId ?? null,
  destination: record.PrefixListId ?? record.DestinationCidrBlock ?? '',
  attachments: (record.TransitGatewayAttachments ?? []).map((one) => ({
    id: one.TransitGatewayAttachmentId ?? '',
    type: one.ResourceType ?? '',
    resourceId: one.ResourceId ?? '',
  })),
  type: record.Type ?? '',
  isBlackhole: record.State === 'blackhole',
});

/** A reference says what every entry of a list does; searched routes already hold those that are expanded. */
const referencesIn = ({ sections }: ScopeSnapshot, tableId: string): TransitRoute[] =>
  (sections.transitGatewayPrefixListReferences ?? [])
    .filter(({ TransitGatewayRouteTableId }) => TransitGatewayRouteTableId === tableId)
    .flatMap(({ TransitGatewayPrefixListReferences }) => TransitGatewayPrefixListReferences)
    .map((reference) => ({
      cidr: null,
      prefixListId: reference.PrefixListId ?? null,
      destination: reference.PrefixListId ?? '',
      attachments: reference.TransitGatewayAttachment
        ? [
            {
              id: reference.TransitGatewayAttachment.TransitGatewayAttachmentId ?? '',
              type: reference.TransitGatewayAttachment.ResourceType ?? '',
              resourceId: reference.TransitGatewayAttachment.ResourceId ?? '',
            },
          ]
        : [],
      type: 'static',
      isBlackhole: reference.Blackhole === true,
    }));

/** States of attachments that carry nothing any more; AWS lists them for a while beside what took their place. */
const gone = new Set(['deleting', 'deleted', 'failed', 'failing', 'rejected', 'rejecting']);

/** What more than one account sees of an attachment, joined: the owner knows the table, the VPC's account the subnets. */
const merge = (a: TransitAttachment, b: TransitAttachment): TransitAttachment => ({
  ...a,
  routeTableId: a.routeTableId ?? b.routeTableId,
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
      const searched = Routes.map(transitRoute);
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
    attachmentOf: (vpcId, transitGatewayId) =>
      byVpc.get(`${vpcId} ${transitGatewayId}`) ?? (isListed ? null : unread(gapOf, 'transitGatewayAttachments')),
    attachment: (id) => attachments.get(id),
    routesOf: (id) => routes.get(id) ?? unread(gapOf, 'transitGatewayRoutes', id),
    referencesOf: (id) => (referring.has(id) ? null : unread(gapOf, 'transitGatewayPrefixListReferences', id)),
  };
};
