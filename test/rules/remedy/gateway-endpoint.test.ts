import { describe, expect, it } from 'vitest';
import { callsOf, changesOf, remedyWords } from '../../../src/changes/remedy.ts';
import { networkOf } from '../../../src/network/network.ts';
import { gatewayOf, gatewayWith, useGateway } from '../../../src/rules/remedy/gateway-endpoint.ts';
import { serviceOf } from '../../../src/services/service-of.ts';
import { world } from '../../support/world.ts';

const s3 = serviceOf({ id: 's3', region: 'us-east-1', account: '111122223333', offered: undefined });
const vpcOf = (net: ReturnType<typeof world>) => {
  const vpc = networkOf(net.snapshot()).vpcs.get('vpc-main');
  if (vpc === undefined) throw new Error('no VPC');

  return vpc;
};
const net = () =>
  world()
    .nat('main', 'public')
    .subnet('a', { routes: { 'pl-s3': 'nat-main' } });

it('removes the routes by the prefix list of the service first: AWS refuses the endpoint while they are there', () => {
  expect(remedyWords(useGateway(vpcOf(net()), s3, ['rtb-a']))).toMatch(
    /^Remove the route pl-\S+ → nat-main from rtb-a, then/,
  );
});

it('knows no such routes where prefix lists were not read', () => {
  expect(remedyWords(useGateway(vpcOf(net().unread('managedPrefixLists')), s3, ['rtb-a']))).not.toContain(
    'Remove the route',
  );
});

it('finds no gateway endpoint where endpoints were not read', () => {
  expect(gatewayOf(vpcOf(net().unread('vpcEndpoints')), s3.serviceNames)).toBeUndefined();
});

describe('the command', () => {
  const ipv6List = { PrefixListId: 'pl-s3-6', PrefixListName: 'com.amazonaws.us-east-1.ipv6.s3' };
  const commandOf = (world_: ReturnType<typeof world>, tables = ['rtb-a']) =>
    callsOf(changesOf(useGateway(vpcOf(world_), s3, tables)))
      .map(({ command }) => command.join(' '))
      .join('\n');

  it('touches no other route table, and no route to a gateway endpoint', () => {
    const two = net().subnet('b', { routes: { 'pl-s3': 'nat-main' } });

    expect(commandOf(two, ['rtb-b'])).toContain('--route-table-id rtb-b');
    expect(commandOf(two, ['rtb-b'])).not.toContain('rtb-a');
    expect(commandOf(world().subnet('a', { routes: { 'pl-s3': 'vpce-old' } }))).not.toContain('delete-route');
  });

  it('removes no route by a list of another service', () => {
    expect(
      commandOf(
        world()
          .nat('main', 'public')
          .subnet('a', { routes: { 'pl-dynamodb': 'nat-main' } }),
      ),
    ).not.toContain('delete-route');
  });

  it('asks for both families where the list has IPv6 and a subnet, too', () => {
    const lists = (one: ReturnType<typeof world>) => {
      one.sections.managedPrefixLists.push({ ...ipv6List, AddressFamily: 'IPv6', OwnerId: 'AWS' });

      return one;
    };
    const dual = () => world().subnet('a').subnet('b', { ipv6: '2600:1f18:1:1::/64' });

    expect(commandOf(lists(dual()))).toContain('--ip-address-type dualstack');
    expect(commandOf(lists(world().subnet('a')))).not.toContain('dualstack');
    expect(commandOf(dual())).not.toContain('dualstack');
  });
});

it('knows no gateway endpoint where endpoints were not read', () => {
  const read = vpcOf(net().gateway('vpce-s3', 's3', ['a']));
  const unread = vpcOf(net().gateway('vpce-s3', 's3', ['a']).unread('vpcEndpoints'));

  expect([gatewayOf(read, s3.serviceNames)?.id, gatewayWith(read, 'vpce-s3')?.id]).toEqual(['vpce-s3', 'vpce-s3']);
  expect([gatewayOf(unread, s3.serviceNames), gatewayWith(unread, 'vpce-s3')]).toEqual([undefined, undefined]);
});
