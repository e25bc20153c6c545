import type { Snapshot } from '../src/snapshot/schema.ts';
import { largeNetwork } from './large-network.ts';

/**
 * Hub and spoke at scale: 200 VPCs on one transit gateway with thousands of routes, and a thousand
 * private hosted zones between them.
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
    if (own.length < 3) own.push(SubnetId);
    subnetsOf.set(VpcId, own);
  }

  sections.transitGatewayAttachments = vpcs.map((id, v) => ({
    TransitGatewayAttachmentId: `tgw-attach-${v}`,
    TransitGatewayId: 'tgw-0123456789abcdef0',
    ResourceType: 'vpc',
    ResourceId: id,
    State: 'available',
    Association: { TransitGatewayRouteTableId: 'tgw-rtb-1', State: 'associated' },
  }));
  sections.transitGatewayVpcAttachments = vpcs.map((id, v) => ({
    TransitGatewayAttachmentId: `tgw-attach-${v}`,
    TransitGatewayId: 'tgw-0123456789abcdef0',
    VpcId: id,
    SubnetIds: subnetsOf.get(id) ?? [],
    State: 'available',
  }));
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
      })),
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
