import { describe, expect, it } from 'vitest';
import { account, stranger } from '../../support/world/sections.ts';
import { world } from '../../support/world.ts';

/** A hub beyond a transit gateway of `owner`. */
const hubOf = (owner: string) => {
  const net = world()
    .subnet('a', { routes: { '0.0.0.0/0': 'tgw-1' } })
    .vpc('hub', '10.1.0.0/16')
    .subnet('h', { vpc: 'hub', cidr: '10.1.1.0/24', routes: { '0.0.0.0/0': 'nat-hub' } })
    .subnet('p', { vpc: 'hub', cidr: '10.1.2.0/24', routes: { '0.0.0.0/0': 'igw-hub', '10.0.0.0/16': 'tgw-1' } })
    .nat('hub', 'p')
    .transit({ main: ['a'], hub: ['h'] }, { '0.0.0.0/0': 'hub', '10.0.0.0/16': 'main' });
  net.sections.transitGateways.push({ TransitGatewayId: 'tgw-1', OwnerId: owner });

  return net;
};

const doubts = (net: ReturnType<typeof world>): readonly string[] =>
  net
    .paths(['s3'])
    .filter(({ subnetId, primary }) => subnetId === 'subnet-a' && primary)
    .flatMap((path) => path.doubts);

/** @see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_SearchTransitGatewayRoutes.html */
describe('routes of a transit gateway that were not read', () => {
  it('are a matter of doubt where the account owns it', () => {
    const net = hubOf(account).unread('transitGatewayRoutes', 'ec2:SearchTransitGatewayRoutes');

    expect(net.path('a', 's3')).toBe('transit tgw-1 (no-endpoint) ~');
    expect(doubts(net)).toEqual([expect.stringMatching(/^ec2:SearchTransitGatewayRoutes .*was not read/)]);
  });

  it('are for its owner to see where that is another account', () => {
    const net = hubOf(stranger);
    net.sections.transitGatewayRoutes = [];

    expect(net.path('a', 's3')).toBe('transit tgw-1 (no-endpoint)');
  });
});

/** @see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeTransitGatewayAttachments.html */
describe('attachments of a transit gateway that were not read', () => {
  it.each(['transitGatewayAttachments', 'transitGatewayVpcAttachments'] as const)(
    '%s: a matter of doubt',
    (section) => {
      const net = hubOf(account).unread(section, 'ec2:DescribeThem');

      expect(net.path('a', 's3')).toBe('transit tgw-1 (no-endpoint) ~');
      expect(doubts(net)[0]).toMatch(/^ec2:DescribeThem was not read/);
    },
  );
});

/** @see https://docs.aws.amazon.com/vpc/latest/tgw/tgw-route-tables.html */
describe('an attachment that is associated with no route table', () => {
  const unassociated = (owner: string) => {
    const net = hubOf(owner);
    for (const one of net.sections.transitGatewayAttachments)
      if (one.ResourceId === 'vpc-main') Reflect.deleteProperty(one, 'Association');

    return net;
  };

  it('drops, as far as AWS tells, where the account owns the transit gateway', () => {
    expect(unassociated(account).path('a', 's3')).toBe('unreachable tgw-1 (attachment-not-associated) ~');
  });

  it('may well be associated where another account owns it', () => {
    expect(unassociated(stranger).path('a', 's3')).toBe('transit tgw-1 (no-endpoint)');
  });

  it('is associated where its table says so', () => {
    const net = unassociated(account);
    net.sections.transitGatewayRouteTableAssociations.push({
      TransitGatewayRouteTableId: 'tgw-rtb-1',
      Associations: [{ TransitGatewayAttachmentId: 'tgw-attach-main', State: 'associated' }],
    });

    expect(net.path('a', 's3')).toBe('public nat-hub <tgw-1 (no-endpoint)');
  });
});

/** @see https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Route_Tables.html */
describe("an endpoint whose address is in a CIDR of the client's VPC", () => {
  const name = 'ec2.us-east-1.amazonaws.com';
  const net = world()
    .subnet('a', { routes: { '0.0.0.0/0': 'tgw-1' } })
    .vpc('hub', '10.0.0.0/16')
    .subnet('h', { vpc: 'hub', cidr: '10.0.200.0/24', routes: {} })
    .transit({ main: ['a'], hub: ['h'] }, { '0.0.0.0/0': 'hub' })
    .endpoint('vpce-ec2', 'ec2', { vpc: 'hub', subnets: ['h'], privateDns: false })
    .zone(name, ['main'], [`${name} ALIAS vpce-ec2-x1.ec2.us-east-1.vpce.amazonaws.com`]);

  it('is not reached, as the local route keeps the packets, and no route could mend that', () => {
    const [message, remedy] = net.says('hub-unreachable', 'subnet-a', 'ec2');

    expect(net.path('a', 'ec2')).toBe('unreachable (address-overlap)');
    expect(message).toMatch(/vpc-main has 10\.0\.200\.\d+ of vpce-ec2 in a CIDR of its own, so that its local route/);
    expect(remedy).not.toMatch(/route|a way to/);
  });
});
