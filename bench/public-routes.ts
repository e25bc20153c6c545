import type { RecordOf, Sections, Snapshot } from '../src/snapshot/schema.ts';
import { largeNetwork } from './large-network.ts';

const gateway = 'tgw-0123456789abcdef0';
const tablesPerVpc = 20;
/** Three a table. */
const subnetsPerVpc = 60;

type Route = NonNullable<RecordOf<'routeTables'>['Routes']>[number];

/** Apart from each other, so that what they leave of the public space takes many CIDRs to say. */
const publicPrefix = (r: number): string =>
  `${[3, 13, 18, 34, 44, 54, 99, 150][r % 8]}.${(r * 7) % 256}.${(r * 48) % 256}.0/24`;

/** Tables send the same prefixes to different gateways, so that no two of them come to the same. Records are made anew: one that loses a field takes four times the room. */
const spread = (routes: readonly Route[], table: number, vpc: string): Route[] => {
  const targets = [
    { NatGatewayId: vpc.replace('vpc-', 'nat-') },
    { GatewayId: vpc.replace('vpc-', 'igw-') },
    { TransitGatewayId: gateway },
  ];
  let r = 0;

  return routes.map((route) => {
    if (route.TransitGatewayId === undefined) return route;
    const { TransitGatewayId: _, ...rest } = route;
    const spreadRoute = { ...rest, DestinationCidrBlock: publicPrefix(r), ...targets[(r + table) % targets.length] };
    r += 1;

    return spreadRoute;
  });
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

/** Each table serves one zone, as those of NAT gateways do. */
const alignZones = ({ subnets = [], routeTables = [] }: Sections): void => {
  const tables = new Map(
    routeTables.flatMap(({ Associations = [] }, t) => Associations.map(({ SubnetId = '' }) => [SubnetId, t] as const)),
  );
  for (const subnet of subnets) {
    const t = tables.get(subnet.SubnetId);
    if (t === undefined) continue;
    subnet.AvailabilityZone = `us-east-1${'abc'[t % 3]}`;
    subnet.AvailabilityZoneId = `use1-az${1 + (t % 3)}`;
  }
};

/**
 * 20 tables a VPC of 200 routes each that split the public space, and with it EC2 paths, between a NAT gateway, the
 * internet and a transit gateway. Of 10,000 subnets, version 0.1.0 (94eedbb) took 20.9 times the CPU of `JSON.parse` of
 * the records to a table, 31.8 times to a JSON report, which was of 456 MB.
 */
export const publicRoutes = (subnets: number): Snapshot => {
  const vpcs = Math.ceil(subnets / subnetsPerVpc);
  const snapshot = largeNetwork({ subnets, subnetsPerVpc, tables: vpcs * tablesPerVpc, routes: 200 });
  const sections: Sections = snapshot.scopes[0]?.sections ?? {};
  for (const [t, table] of (sections.routeTables ?? []).entries())
    table.Routes = spread(table.Routes ?? [], t, table.VpcId ?? '');
  alignZones(sections);
  attach(snapshot);

  return snapshot;
};
