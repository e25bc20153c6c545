import type { Snapshot } from '../src/snapshot/schema.ts';
import { largeNetwork } from './large-network.ts';

const gateway = 'tgw-0123456789abcdef0';

/**
 * Hub and spoke at scale: 200 VPCs on one transit gateway with thousands of routes, every other
 * one without a NAT gateway of its own, and a thousand private hosted zones between them.
 */
export const manyVpcs = (): Snapshot => {
  const snapshot = largeNetwork({ subnets: 100_000, tables: 1_000, routes: 20 });
  const [scope] = snapshot.scopes;
  if (scope === undefined) return snapshot;
  const { sections } = scope;
  const vpcs = (sections.vpcs ?? []).map(({ VpcId }) => VpcId);
  const subnetsOf = new Map<string, string[]>();
  for (const { SubnetId, VpcId } of sections.subnets ?? []) {
    const own = subnetsOf.get(VpcId) ?? [];
    own.push(SubnetId);
    subnetsOf.set(VpcId, own);
  }
  // The hub's attachment stands behind its NAT gateway, which is in the first subnet.
  const attached = (id: string): readonly string[] => (subnetsOf.get(id) ?? []).slice(3, 6);
  const spokes = new Set(vpcs.filter((_, v) => v % 2 === 1));
  for (const { VpcId = '', Routes = [] } of sections.routeTables ?? [])
    for (const route of Routes)
      if (spokes.has(VpcId) && route.NatGatewayId !== undefined) {
        delete route.NatGatewayId;
        route.TransitGatewayId = gateway;
      }

  sections.transitGatewayAttachments = vpcs.map((id, v) => ({
    TransitGatewayAttachmentId: `tgw-attach-${v}`,
    TransitGatewayId: gateway,
    ResourceType: 'vpc',
    ResourceId: id,
    State: 'available',
    Association: { TransitGatewayRouteTableId: 'tgw-rtb-1', State: 'associated' },
  }));
  sections.transitGatewayVpcAttachments = vpcs.map((id, v) => ({
    TransitGatewayAttachmentId: `tgw-attach-${v}`,
    TransitGatewayId: gateway,
    VpcId: id,
    SubnetIds: [...attached(id)],
    State: 'available',
  }));
  sections.transitGatewayPrefixListReferences = [
    { TransitGatewayRouteTableId: 'tgw-rtb-1', TransitGatewayPrefixListReferences: [] },
  ];
  sections.transitGatewayRoutes = [
    {
      TransitGatewayRouteTableId: 'tgw-rtb-1',
      Routes: Array.from({ length: 5_000 }, (_, r) => ({
        DestinationCidrBlock: `172.${16 + ((r >> 8) & 15)}.${r & 255}.${(r >> 12) * 64}/26`,
        State: 'active',
        Type: 'propagated',
        TransitGatewayAttachments: [
          {
            TransitGatewayAttachmentId: `tgw-attach-${r % vpcs.length}`,
            ResourceType: 'vpc',
            ResourceId: vpcs[r % vpcs.length],
          },
        ],
      })).concat({
        DestinationCidrBlock: '0.0.0.0/0',
        State: 'active',
        Type: 'static',
        TransitGatewayAttachments: [
          { TransitGatewayAttachmentId: 'tgw-attach-0', ResourceType: 'vpc', ResourceId: vpcs[0] },
        ],
      }),
    },
  ];
  sections.hostedZones = vpcs.map((id, v) => ({
    VPCId: id,
    HostedZoneSummaries: Array.from({ length: 5 }, (_, z) => ({
      HostedZoneId: `Z${v * 5 + z}`,
      Name: `team-${v * 5 + z}.corp.example.`,
      Owner: { OwningAccount: '111122223333' },
    })),
  }));

  return snapshot;
};
