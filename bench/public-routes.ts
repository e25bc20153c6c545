import type { RecordOf, Sections, Snapshot } from '../src/snapshot/schema.ts';
import { largeNetwork } from './large-network.ts';

const gateway = 'tgw-0123456789abcdef0';
const tablesPerVpc = 20;
/** One a zone and table. */
const subnetsPerVpc = 60;

type Route = NonNullable<RecordOf<'routeTables'>['Routes']>[number];

/** A /16 of public space; every third one lies in what AWS lists for S3 or near it. */
const publicPrefix = (r: number): string => {
  if (r % 40 === 0) return `52.${216 + ((r / 40) % 2)}.0.0/17`;

  return `${[3, 13, 18, 34, 44, 54, 99, 150][r % 8]}.${(r * 7) % 256}.0.0/16`;
};

/** Tables send the same prefixes to different gateways, so that no two of them come to the same. */
const spread = (routes: readonly Route[], table: number, vpc: string): void => {
  const targets = [
    { NatGatewayId: vpc.replace('vpc-', 'nat-') },
    { GatewayId: vpc.replace('vpc-', 'igw-') },
    { TransitGatewayId: gateway },
  ];
  for (const [r, route] of routes.entries()) {
    delete route.TransitGatewayId;
    route.DestinationCidrBlock = publicPrefix(r);
    Object.assign(route, targets[(r + table) % targets.length]);
  }
};

const attach = (snapshot: Snapshot): void => {
  const [scope] = snapshot.scopes;
  if (scope === undefined) return;
  const { sections } = scope;
  const vpcs = (sections.vpcs ?? []).map(({ VpcId }) => VpcId);
  const firsts = new Map((sections.subnets ?? []).toReversed().map(({ VpcId, SubnetId }) => [VpcId, SubnetId]));

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
    SubnetIds: [firsts.get(id) ?? ''],
    State: 'available',
  }));
  sections.transitGatewayPrefixListReferences = [
    { TransitGatewayRouteTableId: 'tgw-rtb-1', TransitGatewayPrefixListReferences: [] },
  ];
  sections.transitGatewayRoutes = [
    {
      TransitGatewayRouteTableId: 'tgw-rtb-1',
      Routes: [
        {
          DestinationCidrBlock: '0.0.0.0/0',
          State: 'active',
          Type: 'static',
          TransitGatewayAttachments: [
            { TransitGatewayAttachmentId: 'tgw-attach-0', ResourceType: 'vpc', ResourceId: vpcs[0] ?? '' },
          ],
        },
      ],
    },
  ];
};

/** 20 tables a VPC of 200 routes each that split the public space between a NAT gateway, the internet and a transit gateway. */
export const publicRoutes = (subnets: number): Snapshot => {
  const vpcs = Math.ceil(subnets / subnetsPerVpc);
  const snapshot = largeNetwork({ subnets, subnetsPerVpc, tables: vpcs * tablesPerVpc, routes: 200 });
  const sections: Sections = snapshot.scopes[0]?.sections ?? {};
  for (const [t, { Routes = [], VpcId = '' }] of (sections.routeTables ?? []).entries()) {
    spread(
      Routes.filter(({ TransitGatewayId }) => TransitGatewayId !== undefined),
      t,
      VpcId,
    );
    // Half of the tables know no gateway endpoint.
    if (t % 2 === 1) Routes.splice(2, 1);
  }
  for (const subnet of sections.subnets ?? [])
    subnet.MapPublicIpOnLaunch = subnet.Tags?.[0]?.Value?.endsWith('0') ?? false;
  attach(snapshot);

  return snapshot;
};
