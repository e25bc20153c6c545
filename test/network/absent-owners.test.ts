import { describe, expect, it } from 'vitest';
import { absentOwners } from '../../src/network/absent-owners.ts';
import type { Sections } from '../../src/snapshot/schema.ts';
import { snapshotScope } from '../support/sections.ts';
import { account, stranger } from '../support/world/sections.ts';

const other = '222233334444';
const absent = (sections: Sections) => [...absentOwners([snapshotScope(sections, { account })])];

/** @see https://docs.aws.amazon.com/ram/latest/userguide/shareable.html */
describe('the account that a resource is of, and whose facts are not here,', () => {
  it.each<[string, Sections, [string, string][]]>([
    ['is that of a VPC', { vpcs: [{ VpcId: 'vpc-1', OwnerId: stranger }] }, [['vpc-1', stranger]]],
    ['is none for a VPC of its own', { vpcs: [{ VpcId: 'vpc-1', OwnerId: account }] }, []],
    ['is none where nobody tells', { vpcs: [{ VpcId: 'vpc-1' }], hostedZones: [] }, []],
    [
      'is that of a Resolver rule, unless AWS itself made it',
      {
        resolverRules: [
          { Id: 'rslvr-rr-1', OwnerId: stranger },
          { Id: 'rslvr-autodefined-rr-internet-resolver', OwnerId: 'Route 53 Resolver' },
          { Id: 'rslvr-rr-2', OwnerId: `${stranger}0` },
          { Id: 'rslvr-rr-3', OwnerId: `0${stranger}` },
          { Id: 'rslvr-rr-4' },
        ],
      },
      [['rslvr-rr-1', stranger]],
    ],
    [
      'is that of a hosted zone, by its bare id',
      {
        hostedZones: [
          {
            VPCId: 'vpc-1',
            HostedZoneSummaries: [
              { HostedZoneId: '/hostedzone/Z1', Name: 'a.', Owner: { OwningAccount: stranger } },
              { HostedZoneId: 'Z2', Name: 'b.', Owner: { OwningService: 'efs' } },
              { HostedZoneId: 'Z3', Name: 'c.' },
            ],
          },
        ],
      },
      [['Z1', stranger]],
    ],
    [
      'is that of a peer, for its VPC and for the connection',
      {
        vpcPeeringConnections: [
          {
            VpcPeeringConnectionId: 'pcx-1',
            RequesterVpcInfo: { VpcId: 'vpc-1', OwnerId: account },
            AccepterVpcInfo: { VpcId: 'vpc-2', OwnerId: stranger },
          },
          { VpcPeeringConnectionId: 'pcx-2', RequesterVpcInfo: { VpcId: 'vpc-3', OwnerId: other } },
          { VpcPeeringConnectionId: 'pcx-3' },
        ],
      },
      [
        ['pcx-1', stranger],
        ['vpc-2', stranger],
        ['pcx-2', other],
        ['vpc-3', other],
      ],
    ],
    [
      'is that of a transit gateway',
      {
        transitGatewayAttachments: [
          { TransitGatewayAttachmentId: 'tgw-attach-1', TransitGatewayId: 'tgw-1', TransitGatewayOwnerId: stranger },
        ],
      },
      [['tgw-1', stranger]],
    ],
  ])('%s', (_, sections, owners) => {
    expect(absent(sections)).toEqual(owners);
  });

  it('is none of those whose facts are here, in whatever order', () => {
    const shared = snapshotScope({ vpcs: [{ VpcId: 'vpc-1', OwnerId: stranger }] }, { account });
    const owner = snapshotScope({ vpcs: [{ VpcId: 'vpc-1', OwnerId: stranger }] }, { account: stranger });

    expect([[...absentOwners([shared, owner])], [...absentOwners([owner, shared])], [...absentOwners([])]]).toEqual([
      [],
      [],
      [],
    ]);
  });

  it('is one of whose other Region the facts are, but for zones, which it tells of in each', () => {
    const zone = { HostedZoneId: 'Z1', Name: 'a.', Owner: { OwningAccount: stranger } };
    const peer = (Region?: string) => ({ VpcId: `vpc-${Region}`, OwnerId: stranger, ...(Region && { Region }) });
    const one = snapshotScope(
      {
        vpcs: [{ VpcId: 'vpc-1', OwnerId: stranger }],
        hostedZones: [{ VPCId: 'vpc-1', HostedZoneSummaries: [zone] }],
        vpcPeeringConnections: [
          { VpcPeeringConnectionId: 'pcx-1', AccepterVpcInfo: peer('eu-west-1') },
          { VpcPeeringConnectionId: 'pcx-2', AccepterVpcInfo: peer() },
        ],
      },
      { account, region: 'us-east-1' },
    );
    const elsewhere = snapshotScope({}, { account: stranger, region: 'eu-west-1' });

    expect([...absentOwners([one, elsewhere]).keys()]).toEqual(['vpc-1', 'pcx-2', 'vpc-undefined']);
  });
});
