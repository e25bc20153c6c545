import { expect, it } from 'vitest';
import { world } from '../support/world.ts';

const nat = { routes: { '0.0.0.0/0': 'nat-main' } };

const clientsOf = (net: ReturnType<typeof world>, kind: string) =>
  net.report(['s3']).changes.flatMap((change) => (change.kind === kind ? change.clients : []));

it('a change is for the clients of all subnets that it mends, each counted once', () => {
  const net = world()
    .subnet('a', nat)
    .subnet('b', nat)
    .subnet('c', nat)
    .interface('1', 'a')
    .interface('2', 'a')
    .interface('3', 'b')
    .interface('4', 'b')
    .interface('5', 'b');

  expect(clientsOf(net, 'create-gateway-endpoint')).toEqual([5]);
});

it('the changes that most clients gain from come first', () => {
  const net = world()
    .vpc('far', '10.9.0.0/16')
    .subnet('a', nat)
    .interface('1', 'a')
    .subnet('f', { vpc: 'far', cidr: '10.9.1.0/24' });
  net.nat('far', 'f').route('f', '0.0.0.0/0', 'nat-far').interface('2', 'f').interface('3', 'f');
  const { changes } = net.report(['s3']);

  expect(changes.map(({ kind, clients, change }) => [kind, clients, change.vpcId]).slice(0, 2)).toEqual([
    ['create-gateway-endpoint', 2, 'vpc-far'],
    ['create-gateway-endpoint', 1, 'vpc-main'],
  ]);
});
