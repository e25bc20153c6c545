import { describe, expect, it } from 'vitest';
import { formatCidr } from '../../src/net/cidr.ts';
import { holds } from '../../src/network/cidrs.ts';
import { isUnread } from '../../src/network/unread.ts';
import type { RecordOf, Sections } from '../../src/snapshot/schema.ts';
import { refusal, scopeWith, vpcWith } from '../support/sections.ts';

const VpcId = 'vpc-1';
const vpcOf = (record: Partial<RecordOf<'vpcs'>>, sections: Sections = {}) =>
  vpcWith({ vpcs: [{ VpcId, ...record }], ...sections });

/** @see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_Vpc.html */
describe('a VPC', () => {
  it('may say little', () => {
    const { scope: _, ...vpc } = vpcOf({}, { routeTables: [], vpcEndpoints: [] });

    expect(vpc).toMatchObject({
      id: 'vpc-1',
      name: null,
      ownerId: null,
      isShared: false,
      cidrs: { ipv4: [], ipv6: [] },
      primaryCidr: null,
      subnets: [],
      subnetsById: new Map(),
      unlistedSubnetIds: [],
      routeTables: [],
      mainTable: null,
      endpoints: [],
      encryptionControls: null,
    });
    expect([vpc.dnsSupport, vpc.dnsHostnames, vpc.dnsServers].every(isUnread)).toBe(true);
  });

  it('has its name, its owner and its encryption controls', () => {
    expect(
      vpcOf({
        OwnerId: '111122223333',
        Tags: [{ Key: 'Name', Value: 'cake' }],
        EncryptionControl: { Mode: 'enforce', State: 'available' },
      }),
    ).toMatchObject({ name: 'cake', ownerId: '111122223333', encryptionControls: { excluded: new Set() } });
  });

  /** @see https://docs.aws.amazon.com/vpc/latest/userguide/vpc-sharing.html */
  it.each([
    ['111122223333', '111122223333', false],
    ['111122223333', '999988887777', true],
    ['111122223333', undefined, false],
    [null, '999988887777', false],
  ])('seen by account %s and owned by %s is shared: %s', (account, OwnerId, isShared) => {
    expect(vpcWith({ vpcs: [{ VpcId, OwnerId }] }, { account }).isShared).toBe(isShared);
  });

  it('comes in the order of ids', () => {
    const { vpcs } = scopeWith({ vpcs: ['vpc-2', 'vpc-3', 'vpc-1'].map((id) => ({ VpcId: id })) });

    expect(vpcs.map(({ id }) => id)).toEqual(['vpc-1', 'vpc-2', 'vpc-3']);
  });
});

/** @see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_VpcCidrBlockAssociation.html */
describe('the CIDRs of a VPC', () => {
  const primary = { CidrBlock: '10.0.0.0/16', CidrBlockState: { State: 'associated' } };
  const cidrsOf = (record: Partial<RecordOf<'vpcs'>>) => {
    const { cidrs, primaryCidr } = vpcOf(record);

    return [primaryCidr === null ? null : formatCidr(primaryCidr), ...[...cidrs.ipv4, ...cidrs.ipv6].map(formatCidr)];
  };

  it.each([
    ['associated', true],
    [undefined, true],
    ['associating', false],
    ['disassociating', false],
    ['disassociated', false],
    ['failing', false],
    ['failed', false],
    ['adrift', false],
  ])('hold a secondary one in state %s: %s', (State, counts) => {
    const CidrBlockAssociationSet = [{ CidrBlock: '100.64.0.0/16', CidrBlockState: { State } }, primary];

    expect(cidrsOf({ CidrBlock: '10.0.0.0/16', CidrBlockAssociationSet })).toEqual([
      '10.0.0.0/16',
      '10.0.0.0/16',
      ...(counts ? ['100.64.0.0/16'] : []),
    ]);
  });

  it.each([
    [{ CidrBlock: '10.0.0.0/16' }, ['10.0.0.0/16', '10.0.0.0/16']],
    [{ CidrBlockAssociationSet: [primary, {}] }, ['10.0.0.0/16', '10.0.0.0/16']],
    [
      { CidrBlock: '10.0.0.0/16', CidrBlockAssociationSet: [{ CidrBlock: '100.64.0.0/16' }] },
      ['10.0.0.0/16', '10.0.0.0/16', '100.64.0.0/16'],
    ],
    [{ Ipv6CidrBlockAssociationSet: [{ Ipv6CidrBlock: '2600:1f18::/56' }] }, [null, '2600:1f18::/56']],
    [
      { Ipv6CidrBlockAssociationSet: [{ Ipv6CidrBlock: '2600::/56', Ipv6CidrBlockState: { State: 'disassociated' } }] },
      [null],
    ],
    [{ CidrBlock: '' }, [null]],
  ])('of %o', (record, cidrs) => {
    expect(cidrsOf(record)).toEqual(cidrs);
  });

  it.each([
    ['10.0.0.0', true],
    ['10.0.255.255', true],
    ['9.255.255.255', false],
    ['10.1.0.0', false],
    ['2600:1f18::1', true],
    ['2600:1f19::1', false],
    ['::a00:1', false],
    ['ten', false],
  ])('hold %s: %s', (address, isHeld) => {
    const vpc = vpcOf({
      CidrBlock: '10.0.0.0/16',
      Ipv6CidrBlockAssociationSet: [{ Ipv6CidrBlock: '2600:1f18::/56' }],
    });

    expect(holds(vpc, address)).toBe(isHeld);
  });
});

/** @see https://docs.aws.amazon.com/vpc/latest/userguide/AmazonDNS-concepts.html#vpc-dns-support */
describe('the DNS attributes of a VPC', () => {
  it.each([true, false])('are %s as AWS says, an answer each', (Value) => {
    const vpcAttributes = [
      { VpcId: 'vpc-2', EnableDnsSupport: { Value: !Value }, EnableDnsHostnames: { Value } },
      { VpcId, EnableDnsSupport: { Value } },
      { VpcId, EnableDnsHostnames: { Value: !Value } },
      { VpcId, EnableDnsSupport: {} },
    ];

    expect(vpcOf({}, { vpcAttributes })).toMatchObject({ dnsSupport: Value, dnsHostnames: !Value });
  });

  it('are not known where one answer is missing', () => {
    const gap = refusal('vpcAttributes', VpcId);
    const vpc = vpcWith(
      { vpcs: [{ VpcId }], vpcAttributes: [{ VpcId, EnableDnsSupport: { Value: true } }] },
      { gaps: [gap] },
    );

    expect([vpc.dnsSupport, vpc.dnsHostnames]).toEqual([true, { unread: gap }]);
  });
});

/** @see https://docs.aws.amazon.com/vpc/latest/userguide/DHCPOptionSetConcepts.html */
describe('the DNS servers of a VPC', () => {
  const DhcpOptionsId = 'dopt-1';
  const servers = (...values: readonly string[]) => ({
    Key: 'domain-name-servers',
    Values: values.map((Value) => ({ Value })),
  });
  const serversOf = (DhcpConfigurations: RecordOf<'dhcpOptions'>['DhcpConfigurations'], id?: string) =>
    vpcOf({ DhcpOptionsId: id ?? DhcpOptionsId }, { dhcpOptions: [{ DhcpOptionsId, DhcpConfigurations }] }).dnsServers;

  it.each([
    [[servers('AmazonProvidedDNS')], ['AmazonProvidedDNS']],
    [[servers('10.0.0.9', '10.0.0.8')], ['10.0.0.9', '10.0.0.8']],
    [[{ Key: 'ntp-servers', Values: [{ Value: '10.0.0.7' }] }, servers('10.0.0.9')], ['10.0.0.9']],
    [[{ Key: 'domain-name', Values: [{ Value: 'example.com' }] }], 'none'],
    [[{ Key: 'domain-name-servers', Values: [{}] }], 'none'],
    [[{ Key: 'domain-name-servers' }], 'none'],
    [undefined, 'none'],
  ])('with the options %o', (configurations, found) => {
    expect(serversOf(configurations)).toEqual(found);
  });

  it('are none where no option set is associated', () => {
    expect(serversOf([servers('10.0.0.9')], 'default')).toBe('none');
  });

  it.each(['dopt-2', ''])('are not known of the option set %s, which nobody read', (id) => {
    expect(serversOf([servers('10.0.0.9')], id)).toMatchObject({ unread: { section: 'dhcpOptions' } });
  });

  it('are not known where AWS does not say which option set it has', () => {
    expect(vpcOf({}, { dhcpOptions: [{ DhcpOptionsId }] }).dnsServers).toMatchObject({
      unread: { section: 'dhcpOptions' },
    });
  });
});

describe('what a VPC holds', () => {
  const subnet = (id: string, vpc = VpcId) => ({ SubnetId: id, VpcId: vpc });
  const table = (id: string, vpc = VpcId) => ({ RouteTableId: id, VpcId: vpc });
  const endpoint = (id: string, vpc = VpcId) => ({ VpcEndpointId: id, VpcId: vpc });

  it('comes in the order of ids, and is its own alone', () => {
    const vpc = vpcOf(
      {},
      {
        subnets: [subnet('subnet-2'), subnet('subnet-3', 'vpc-2'), subnet('subnet-1')],
        routeTables: [
          { ...table('rtb-2'), Associations: [{ Main: true }] },
          { ...table('rtb-3', 'vpc-2'), Associations: [{ Main: true }] },
          table('rtb-1'),
        ],
        vpcEndpoints: [endpoint('vpce-2'), endpoint('vpce-3', 'vpc-2'), endpoint('vpce-1')],
      },
    );
    const ids = (all: readonly { readonly id: string }[]) => all.map(({ id }) => id);

    expect(ids(vpc.subnets)).toEqual(['subnet-1', 'subnet-2']);
    expect([...vpc.subnetsById.keys()].sort()).toEqual(['subnet-1', 'subnet-2']);
    expect(ids(vpc.routeTables)).toEqual(['rtb-1', 'rtb-2']);
    expect(vpc.mainTable?.id).toBe('rtb-2');
    expect(isUnread(vpc.endpoints) ? [] : ids(vpc.endpoints)).toEqual(['vpce-1', 'vpce-2']);
    expect(vpc.subnets.every((one) => one.vpc === vpc)).toBe(true);
    expect(vpc.scope.vpcs).toContain(vpc);
  });

  it('is not known where it was not read', () => {
    const vpc = vpcOf({});

    expect([vpc.subnets, vpc.routeTables, vpc.mainTable]).toEqual([[], [], null]);
    expect(vpc.endpoints).toMatchObject({ unread: { section: 'vpcEndpoints' } });
  });

  it('may be less than its tables name', () => {
    const routeTables = [
      { ...table('rtb-1'), Associations: [{ SubnetId: 'subnet-1' }, { SubnetId: 'subnet-9' }] },
      { RouteTableId: 'rtb-2', Associations: [{ SubnetId: 'subnet-8' }] },
    ];

    expect(vpcOf({}, { subnets: [subnet('subnet-1')], routeTables }).unlistedSubnetIds).toEqual(['subnet-9']);
  });
});
