import { type All, account } from './sections.ts';

/** One transit gateway `tgw-1` with one table; null: the table is not to be seen. */
export const addTransit = (
  sections: All,
  attachments: Readonly<Record<string, readonly string[]>>,
  routes: Readonly<Record<string, string>> | null,
): void => {
  for (const [vpc, subnets] of Object.entries(attachments)) {
    const id = `tgw-attach-${vpc}`;
    sections.transitGatewayAttachments.push({
      TransitGatewayAttachmentId: id,
      TransitGatewayId: 'tgw-1',
      ResourceType: 'vpc',
      ResourceId: `vpc-${vpc}`,
      State: 'available',
      ...(routes === null ? {} : { Association: { TransitGatewayRouteTableId: 'tgw-rtb-1', State: 'associated' } }),
    });
    sections.transitGatewayVpcAttachments.push({
      TransitGatewayAttachmentId: id,
      TransitGatewayId: 'tgw-1',
      VpcId: `vpc-${vpc}`,
      SubnetIds: subnets.map((name) => `subnet-${name}`),
      State: 'available',
    });
  }
  if (routes === null) return;
  sections.transitGatewayPrefixListReferences.push({
    TransitGatewayRouteTableId: 'tgw-rtb-1',
    TransitGatewayPrefixListReferences: [],
  });
  sections.transitGatewayRoutes.push({
    TransitGatewayRouteTableId: 'tgw-rtb-1',
    Routes: Object.entries(routes).map(([DestinationCidrBlock, to]) =>
      to === 'blackhole'
        ? { DestinationCidrBlock, State: 'blackhole', Type: 'static' }
        : {
            DestinationCidrBlock,
            State: 'active',
            Type: 'static',
            TransitGatewayAttachments: [
              { TransitGatewayAttachmentId: `tgw-attach-${to}`, ResourceType: 'vpc', ResourceId: `vpc-${to}` },
            ],
          },
    ),
  });
};

export const addPeering = (sections: All, id: string, a: string, b: string): void => {
  sections.vpcPeeringConnections.push({
    VpcPeeringConnectionId: id,
    Status: { Code: 'active' },
    RequesterVpcInfo: { VpcId: `vpc-${a}` },
    AccepterVpcInfo: { VpcId: `vpc-${b}` },
  });
};

export const addList = (sections: All, id: string, cidrs: readonly string[]): void => {
  sections.managedPrefixLists.push({
    PrefixListId: id,
    PrefixListName: id,
    AddressFamily: cidrs[0]?.includes(':') ? 'IPv6' : 'IPv4',
    OwnerId: account,
  });
  sections.prefixListEntries.push({ PrefixListId: id, Entries: cidrs.map((Cidr) => ({ Cidr })) });
};
