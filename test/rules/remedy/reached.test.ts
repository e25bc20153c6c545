import { describe, expect, it } from 'vitest';
import { networkOf } from '../../../src/network/network.ts';
import { isReached } from '../../../src/rules/remedy/reached.ts';
import type { Service } from '../../../src/services/service.ts';
import { serviceOf } from '../../../src/services/service-of.ts';
import { guard } from '../../support/acl.ts';
import { hub } from '../../support/hub.ts';

type Net = ReturnType<typeof hub>;

const ec2 = serviceOf({ id: 'ec2', region: 'us-east-1', account: '111122223333', offered: undefined });
const port = (at: number) => ({ first: at, last: at });
const on = (...needed: Service['ports']['needed']): Service => ({ ...ec2, ports: { ...ec2.ports, needed } });

/** Subnet `a` of a spoke has clients and a way to the hub, and `public` holds nothing but equipment. */
const spoke = (doors: readonly string[] = ['h']): Net =>
  hub()
    .subnet('i', { vpc: 'hub', cidr: '10.1.2.0/24' })
    .interface('app', 'a')
    .interface('nat', 'public', { InterfaceType: 'nat_gateway' })
    .endpoint('vpce-hub', 'ec2', { vpc: 'hub', subnets: doors, privateDns: false });

/** A client in `a` whose group lets out what it is told to. */
const client = (net: Net, id: string, ...ports: readonly number[]): Net => {
  net.sections.securityGroups.push({
    GroupId: `sg-${id}`,
    VpcId: 'vpc-main',
    IpPermissions: [],
    IpPermissionsEgress: ports.map((at) => ({
      IpProtocol: 'tcp',
      FromPort: at,
      ToPort: at,
      IpRanges: [{ CidrIp: '0.0.0.0/0' }],
    })),
  });

  return net.interface(id, 'a', { Groups: [{ GroupId: `sg-${id}` }] });
};

const without = (net: Net, isGone: (id: string, vpc: string) => boolean): Net => {
  const { networkInterfaces } = net.sections;
  const kept = networkInterfaces.filter(
    ({ NetworkInterfaceId = '', VpcId = '' }) => !isGone(NetworkInterfaceId, VpcId),
  );
  networkInterfaces.splice(0, Infinity, ...kept);

  return net;
};

const isolated = (net: Net): Net => {
  for (const table of net.sections.routeTables)
    if (table.VpcId === 'vpc-main') table.Routes = table.Routes?.filter(({ GatewayId }) => GatewayId === 'local') ?? [];

  return net;
};

const onlyClient = (...ports: readonly number[]): Net =>
  without(client(spoke(), 'strict', ...ports), (id) => id === 'eni-app');

const shut = (net: Net): Net => {
  for (const group of net.sections.securityGroups) if (group.GroupId === 'sg-hub') group.IpPermissions = [];

  return net;
};

const reaches = (net: Net, service = ec2): boolean => {
  const network = networkOf(net.snapshot());
  const vpc = network.vpcs.get('vpc-main');
  const endpoint = network.endpoints.get('vpce-hub');
  if (vpc === undefined || endpoint === undefined) throw new Error('no such thing');

  return isReached({ network, endpoint, family: 'ipv4' }, vpc, service);
};

describe('an endpoint is reached', () => {
  it.each<[string, Net, Service?]>([
    ['where a route leads there and back', spoke()],
    ['where its own groups keep the VPC out, which can be opened', shut(spoke())],
    ['where some client may call it, and another may not', client(spoke(), 'mute')],
    ['where a subnet without a way there has none out either', spoke().subnet('b')],
    ['from a VPC that nobody ever used', without(spoke(), (_, vpc) => vpc === 'vpc-main')],
    ['where one of the ports is let out that would do', onlyClient(587), on([port(25), port(587)])],
    ['where all ports are let out that it takes', onlyClient(443, 8443), on([port(443)], [port(8443)])],
    ['where each of its addresses is reached', spoke(['h', 'i']).route('i', '10.0.0.0/8', 'tgw-1')],
  ])('%s', (_, net, service) => {
    expect(reaches(net, service)).toBe(true);
  });
});

describe('an endpoint is not reached', () => {
  it.each<[string, Net, Service?]>([
    ['where a subnet has a way out and none there', spoke().subnet('b', { routes: { '0.0.0.0/0': 'nat-main' } })],
    ['where the groups of the only clients keep them in', onlyClient()],
    ['where a network ACL keeps clients in', guard(spoke(), 'a')],
    ['where a network ACL keeps the VPC out', guard(spoke(), 'h')],
    ['where one of its addresses is not', spoke(['h', 'i'])],
    ['where it has no address', spoke([])],
    ['where nothing leads out of the VPC', isolated(spoke())],
    [
      'where nothing leads out of a VPC that nobody ever used',
      isolated(without(spoke(), (_, vpc) => vpc === 'vpc-main')),
    ],
    ['where one of two ports is held back that it takes', onlyClient(443), on([port(443)], [port(8443)])],
    ['where none of the ports is let out that would do', onlyClient(443), on([port(25), port(587)])],
    ['as far as anybody can tell where route tables were not read', spoke().unread('routeTables')],
  ])('%s', (_, net, service) => {
    expect(reaches(net, service)).toBe(false);
  });
});
