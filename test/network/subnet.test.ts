import { describe, expect, it } from 'vitest';
import { formatCidr, parseCidr } from '../../src/net/cidr.ts';
import type { Subnet } from '../../src/network/network.ts';
import { isUnread } from '../../src/network/unread.ts';
import type { RecordOf, ScopeSnapshot, Sections } from '../../src/snapshot/schema.ts';
import { refusal, vpcWith } from '../support/sections.ts';

const SubnetId = 'subnet-1';
const VpcId = 'vpc-1';

const subnetOf = (
  record: Partial<RecordOf<'subnets'>>,
  sections: Sections = {},
  spec: Partial<Omit<ScopeSnapshot, 'sections'>> = {},
): Subnet => {
  const all = { vpcs: [{ VpcId }], subnets: [{ SubnetId, VpcId, ...record }], ...sections };
  const found = vpcWith(all, spec).subnetsById.get(SubnetId);
  if (found === undefined) throw new Error('no subnet');

  return found;
};

/** @see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_Subnet.html */
describe('a subnet', () => {
  it.each([
    [
      {},
      {
        name: null,
        cidr: null,
        ipv6Cidrs: [],
        isIpv6Only: true,
        dns64: false,
        mapPublicIp: false,
        zone: null,
        zoneId: null,
        isOnOutpost: false,
        isExplicit: false,
      },
    ],
    [{ CidrBlock: '10.0.1.0/24' }, { cidr: parseCidr('10.0.1.0/24'), isIpv6Only: false }],
    [{ CidrBlock: '' }, { cidr: null, isIpv6Only: true }],
    [{ CidrBlock: '10.0.1.0/24', Ipv6Native: true }, { isIpv6Only: true }],
    [{ CidrBlock: '10.0.1.0/24', Ipv6Native: false }, { isIpv6Only: false }],
    [{ EnableDns64: true }, { dns64: true }],
    [{ EnableDns64: false }, { dns64: false }],
    [{ MapPublicIpOnLaunch: true }, { mapPublicIp: true }],
    [{ MapPublicIpOnLaunch: false }, { mapPublicIp: false }],
    [
      { AvailabilityZone: 'us-east-1a', AvailabilityZoneId: 'use1-az1' },
      { zone: 'us-east-1a', zoneId: 'use1-az1' },
    ],
    [{ OutpostArn: 'arn:aws:outposts:us-east-1:1:outpost/op-1' }, { isOnOutpost: true }],
    [{ Tags: [{ Key: 'Name', Value: 'app' }] }, { name: 'app' }],
  ])('with %o', (record, said) => {
    expect(subnetOf(record)).toMatchObject(said);
  });

  it.each([
    ['associated', ['2600:1f18:1::/64']],
    [undefined, ['2600:1f18:1::/64']],
    ['associating', []],
    ['disassociating', []],
    ['disassociated', []],
    ['failing', []],
    ['failed', []],
  ])('with an IPv6 CIDR in state %s', (State, cidrs) => {
    const Ipv6CidrBlockAssociationSet = [{ Ipv6CidrBlock: '2600:1f18:1::/64', Ipv6CidrBlockState: { State } }];

    expect(subnetOf({ Ipv6CidrBlockAssociationSet }).ipv6Cidrs.map(formatCidr)).toEqual(cidrs);
  });
});

/** @see https://docs.aws.amazon.com/vpc/latest/userguide/subnet-route-tables.html */
describe('the route table of a subnet', () => {
  type Associations = NonNullable<RecordOf<'routeTables'>['Associations']>;
  const table = (RouteTableId: string, ...all: Associations) => ({ RouteTableId, VpcId, Associations: all });
  const main = table('rtb-main', { Main: true });
  const own = table('rtb-own', { SubnetId });
  const chosen = (...routeTables: RecordOf<'routeTables'>[]) => {
    const { routeTable, isExplicit } = subnetOf({}, { routeTables });

    return [isUnread(routeTable) ? routeTable.unread.reason : routeTable.id, isExplicit];
  };

  it.each([
    ['its own', [main, own], 'rtb-own', true],
    ['its own, whatever comes first', [own, main], 'rtb-own', true],
    ['the main one where it has none', [main, table('rtb-2', { SubnetId: 'subnet-2' })], 'rtb-main', false],
    ['its own, which is the main one too', [table('rtb-main', { Main: true }, { SubnetId })], 'rtb-main', true],
    ['its own, said twice', [table('rtb-own', { SubnetId }, { SubnetId })], 'rtb-own', true],
    ['its own, which does not say its VPC', [main, { ...own, VpcId: undefined }], 'rtb-own', true],
    ['not one of another VPC', [main, { ...own, VpcId: 'vpc-2' }], 'rtb-main', false],
    ['not known of two', [main, own, table('rtb-2', { SubnetId })], 'the association of the subnet is changing', true],
    [
      'not known on its way in',
      [main, table('rtb-2', { SubnetId, AssociationState: { State: 'associating' } })],
      'the association of the subnet is changing',
      false,
    ],
    [
      'not known on its way out of one and into another',
      [main, table('rtb-2', { SubnetId, AssociationState: { State: 'disassociating' } }), own],
      'the association of the subnet is changing',
      true,
    ],
    [
      'the main one after it left its own',
      [main, table('rtb-2', { SubnetId, AssociationState: { State: 'disassociated' } })],
      'rtb-main',
      false,
    ],
  ] as const)('is %s', (_, tables, id, isExplicit) => {
    expect(chosen(...tables)).toEqual([id, isExplicit]);
  });

  it('whose association is changing names the subnet', () => {
    const routeTables = [main, table('rtb-2', { SubnetId, AssociationState: { State: 'associating' } })];

    expect(subnetOf({}, { routeTables }).routeTable).toEqual({
      unread: {
        section: 'routeTables',
        action: 'ec2:DescribeRouteTables',
        reason: 'the association of the subnet is changing',
        kind: 'missing',
        resource: SubnetId,
      },
    });
  });

  it('is not known where no table is the main one, or none was read', () => {
    const gaps = [refusal('routeTables')];

    expect(subnetOf({}, {}, { gaps }).routeTable).toEqual({ unread: refusal('routeTables') });
    expect(subnetOf({}, { routeTables: [] }, { gaps }).routeTable).toEqual({ unread: refusal('routeTables') });
  });

  it('names subnets that are changing and that no list shows without harm', () => {
    const stray = table('rtb-2', { SubnetId: 'subnet-9', AssociationState: { State: 'associating' } });

    expect(chosen(main, stray)).toEqual(['rtb-main', false]);
  });
});

/** @see https://docs.aws.amazon.com/vpc/latest/userguide/vpc-network-acls.html */
describe('the network ACL of a subnet', () => {
  const fallback = { NetworkAclId: 'acl-default', VpcId, IsDefault: true };
  const own = { NetworkAclId: 'acl-own', VpcId, Associations: [{ SubnetId }, { SubnetId: 'subnet-9' }] };
  const chosen = (...networkAcls: RecordOf<'networkAcls'>[]) => {
    const { networkAcl } = subnetOf({}, { networkAcls });

    return networkAcl === null || isUnread(networkAcl) ? networkAcl : networkAcl.id;
  };

  it.each<[string, RecordOf<'networkAcls'>[], string | null]>([
    ['its own', [fallback, own], 'acl-own'],
    ['its own, whatever comes first', [own, fallback], 'acl-own'],
    ['its own, which does not say its VPC', [fallback, { ...own, VpcId: undefined }], 'acl-own'],
    ['the default one where it has none', [fallback], 'acl-default'],
    ['not the default one of another VPC', [{ ...fallback, VpcId: 'vpc-2' }], null],
    ['not the own one of another VPC', [fallback, { ...own, VpcId: 'vpc-2' }], 'acl-default'],
    ['not one that is not its own', [{ ...own, Associations: [] }], null],
  ])('is %s', (_, acls, id) => {
    expect(chosen(...acls)).toEqual(id);
  });

  it('is not known where they were not read', () => {
    expect(subnetOf({}, {}, { gaps: [refusal('networkAcls')] }).networkAcl).toEqual({ unread: refusal('networkAcls') });
  });
});

/** @see https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html */
describe('the interfaces of a subnet', () => {
  const networkInterfaces = [
    { NetworkInterfaceId: 'eni-1', SubnetId, PrivateIpAddress: '10.0.1.4' },
    { NetworkInterfaceId: 'eni-2', SubnetId: 'subnet-2', PrivateIpAddress: '10.0.2.4' },
    { NetworkInterfaceId: 'eni-3', SubnetId, PrivateIpAddresses: [{ PrivateIpAddress: '10.0.1.5' }] },
  ];
  /** A /28 has 16 addresses, of which AWS keeps five. */
  const small = { CidrBlock: '10.0.1.0/28' };

  it('are its own', () => {
    const { interfaces } = subnetOf(small, { networkInterfaces });

    expect(isUnread(interfaces) ? [] : interfaces.map(({ id }) => id)).toEqual(['eni-1', 'eni-3']);
    expect(subnetOf(small, { networkInterfaces: [] }).interfaces).toEqual([]);
  });

  it.each([
    [false, undefined, true],
    [false, 0, true],
    [true, undefined, false],
    [true, 8, false],
    [true, 9, true],
    [true, 10, true],
    [true, 11, true],
  ])('filtered: %s, with %s addresses left, are all there: %s', (interfacesFiltered, AvailableIpAddressCount, all) => {
    const { hasAllInterfaces } = subnetOf(
      { ...small, AvailableIpAddressCount },
      { networkInterfaces },
      { interfacesFiltered },
    );

    expect(hasAllInterfaces).toBe(all);
  });

  it('of an IPv6-only subnet cannot be counted', () => {
    const spec = { interfacesFiltered: true };

    expect(subnetOf({ AvailableIpAddressCount: 0 }, { networkInterfaces }, spec).hasAllInterfaces).toBe(false);
  });

  it('are not known where they were not read', () => {
    const { interfaces, hasAllInterfaces } = subnetOf(small, {}, { gaps: [refusal('networkInterfaces')] });

    expect([interfaces, hasAllInterfaces]).toEqual([{ unread: refusal('networkInterfaces') }, false]);
  });
});
