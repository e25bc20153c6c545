import { describe, expect, it } from 'vitest';
import type { Sections } from '../../../src/snapshot/schema.ts';
import type { Collection } from '../../../src/sources/aws/collection.ts';
import type { Ec2 } from '../../../src/sources/aws/ec2.ts';
import { filtersOf } from '../../../src/sources/aws/filters.ts';
import { listInstances } from '../../../src/sources/aws/instances.ts';
import { areInterfacesFiltered, listNetworkInterfaces } from '../../../src/sources/aws/network-interfaces.ts';
import { searchTransitGatewayRoutes } from '../../../src/sources/aws/transit-gateway-routes.ts';

const times = (count: number): readonly string[] => Array.from({ length: count }, (_, i) => `i-${i}`);

/** @see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/Using_Filtering.html */
it.each([
  [0, []],
  [1, [1]],
  [200, [200]],
  [201, [200, 1]],
  [400, [200, 200]],
  [401, [200, 200, 1]],
])('EC2 takes 200 values in a filter: %i of them', (count, sizes) => {
  const values = times(count);
  const filters = filtersOf('instance-id', values);

  expect(filters.map(({ Values = [] }) => Values.length)).toEqual(sizes);
  expect(filters.flatMap(({ Values = [] }) => Values)).toEqual(values);
});

/** All of it is read already. */
const collectionOf = (sections: Sections): Collection => ({
  collector: { soFar: () => sections, onMore: () => () => {} } as unknown as Collection['collector'],
  read: async () => sections,
  done: async () => [],
  forOthers: false,
});

interface Asked {
  readonly Filters?: readonly { readonly Name: string; readonly Values: readonly string[] }[];
  readonly NextToken?: string;
}

/** EC2, as far as it answers one call after the other, and what it was asked. */
const answering = (...answers: readonly object[]) => {
  const asked: Asked[] = [];
  const send = async ({ input }: { readonly input: Asked }) => {
    asked.push(input);

    return answers[asked.length - 1] ?? answers.at(-1);
  };

  return { ec2: { send } as unknown as Ec2, asked };
};

const filterTexts = (asked: readonly Asked[]): readonly string[] =>
  asked.flatMap(({ Filters = [] }) => Filters.map(({ Name, Values }) => `${Name} ${Values.join(',')}`));

/** @see https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html */
describe('only the interfaces that can decide are asked for', () => {
  const subnet = (CidrBlock: string | undefined, AvailableIpAddressCount?: number) => ({
    SubnetId: 'subnet-1',
    VpcId: 'vpc-1',
    CidrBlock,
    AvailableIpAddressCount,
  });
  const read = (...subnets: readonly ReturnType<typeof subnet>[]): Sections => ({
    subnets: [...subnets],
    routeTables: [],
    securityGroups: [],
  });

  it.each<[string, Sections, boolean]>([
    ['not where as many addresses are in use as may be', read(subnet('10.0.0.0/24', 241)), false],
    ['where one more is: of 256 AWS keeps five', read(subnet('10.0.0.0/24', 240)), true],
    ['where all subnets together use more', read(subnet('10.0.0.0/24', 245), subnet('10.0.1.0/24', 246)), true],
    [
      'where one uses more, and another one has more free than it can have',
      read(subnet('10.0.0.0/28', 99), subnet('10.0.1.0/24', 240)),
      true,
    ],
    ['not where nobody says how many', read(subnet('10.0.0.0/16')), false],
    ['not in IPv6 alone', read(subnet(undefined, 0), subnet('2001:db8::/64', 0)), false],
    ['not where subnets were not read', { routeTables: [], securityGroups: [] }, false],
    ['not where tables were not read', { ...read(subnet('10.0.0.0/16', 0)), routeTables: undefined }, false],
    ['not where groups were not read', { ...read(subnet('10.0.0.0/16', 0)), securityGroups: undefined }, false],
  ])('%s', (_, sections, isFiltered) => {
    expect(areInterfacesFiltered(sections, 10)).toBe(isFiltered);
  });

  const permission = (IpProtocol: string, FromPort?: number, ToPort?: number, CidrIp = '0.0.0.0/0') => ({
    IpProtocol,
    ...(FromPort === undefined ? {} : { FromPort }),
    ...(ToPort === undefined ? {} : { ToPort }),
    IpRanges: [{ CidrIp }],
  });

  it.each([
    ['all traffic', permission('-1'), false],
    ['443', permission('tcp', 443, 443), false],
    ['a range that ends with 443', permission('tcp', 80, 443), false],
    ['a range that begins with 443', permission('tcp', 443, 8443), false],
    ['all of TCP', permission('tcp'), false],
    ['what ends before 443', permission('tcp', 0, 442), true],
    ['what begins after 443', permission('tcp', 444, 65_535), true],
    ['another protocol', permission('udp', 443, 443), true],
    ['some addresses', permission('tcp', 443, 443, '10.0.0.0/8'), true],
    ['IPv6 alone', { IpProtocol: '-1', Ipv6Ranges: [{ CidrIpv6: '::/0' }] }, true],
  ])('those of a group that lets out %s: %s', async (_, egress, isAsked) => {
    const { ec2, asked } = answering({ NetworkInterfaces: [] });
    const sections = {
      ...read(subnet('10.0.0.0/16', 0)),
      securityGroups: [{ GroupId: 'sg-1', IpPermissionsEgress: [egress] }],
    };
    await listNetworkInterfaces(ec2, collectionOf(sections), { allUpTo: 10 });

    expect(filterTexts(asked).includes('group-id sg-1')).toBe(isAsked);
  });

  it('those of endpoints, with public addresses, that routes lead to, and that may be held back; each once', async () => {
    const { ec2, asked } = answering({
      NetworkInterfaces: [{ NetworkInterfaceId: 'eni-1' }, { NetworkInterfaceId: 'eni-2' }],
    });
    const Routes = [{ NetworkInterfaceId: 'eni-1' }, { InstanceId: 'i-1' }, { NetworkInterfaceId: 'eni-1' }];
    const found = await listNetworkInterfaces(
      ec2,
      collectionOf({
        ...read(subnet('10.0.0.0/16', 0)),
        routeTables: [{ RouteTableId: 'rtb-1', Routes }],
        securityGroups: [{ GroupId: 'sg-none' }, { GroupId: 'sg-open', IpPermissionsEgress: [permission('-1')] }],
      }),
      { allUpTo: 10 },
    );

    expect(filterTexts(asked)).toEqual([
      'interface-type vpc_endpoint',
      'association.public-ip *',
      'network-interface-id eni-1',
      'attachment.instance-id i-1',
      'group-id sg-none',
    ]);
    expect(found).toEqual([{ NetworkInterfaceId: 'eni-1' }, { NetworkInterfaceId: 'eni-2' }]);
  });

  it('and all of them in a small account', async () => {
    const { ec2, asked } = answering({ NetworkInterfaces: [], NextToken: 'more' }, { NetworkInterfaces: [] });
    await listNetworkInterfaces(ec2, collectionOf(read()), { allUpTo: 10 });

    expect(asked.map(({ Filters, NextToken }) => [Filters, NextToken])).toEqual([
      [undefined, undefined],
      [undefined, 'more'],
    ]);
  });
});

it('no instance is asked for where none decides: a filter without values would match all', async () => {
  const { ec2, asked } = answering({ Reservations: [] });

  expect(await listInstances(ec2, collectionOf({ routeTables: [], networkInterfaces: [], subnets: [] }))).toEqual([]);
  expect(asked).toEqual([]);
});

/** @see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_SearchTransitGatewayRoutes.html */
describe('a search for the routes of a transit gateway', () => {
  const route = (DestinationCidrBlock: string) => ({ DestinationCidrBlock });

  it('goes on page by page, and keeps blackholes', async () => {
    const { ec2, asked } = answering(
      { Routes: [route('10.0.0.0/8')], AdditionalRoutesAvailable: true, NextToken: 'more' },
      { Routes: [route('0.0.0.0/0')], AdditionalRoutesAvailable: false },
    );

    expect(await searchTransitGatewayRoutes(ec2, 'tgw-rtb-1')).toEqual([
      { TransitGatewayRouteTableId: 'tgw-rtb-1', Routes: [route('10.0.0.0/8'), route('0.0.0.0/0')] },
    ]);
    expect(filterTexts(asked)).toEqual(['state active,blackhole', 'state active,blackhole']);
  });

  it('fails where AWS leaves routes out and tells no way to go on', async () => {
    const { ec2 } = answering({ Routes: [route('10.0.0.0/8')], AdditionalRoutesAvailable: true });

    await expect(searchTransitGatewayRoutes(ec2, 'tgw-rtb-1')).rejects.toThrow('AWS has more routes than it lists');
  });
});
