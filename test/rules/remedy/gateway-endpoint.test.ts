import { expect, it } from 'vitest';
import { networkOf } from '../../../src/network/network.ts';
import { gatewayOf, useGateway } from '../../../src/rules/remedy/gateway-endpoint.ts';
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
  expect(useGateway(vpcOf(net()), s3, ['rtb-a']).words).toMatch(/^Remove the route pl-\S+ → nat-main from rtb-a, then/);
});

it('knows no such routes where prefix lists were not read', () => {
  expect(useGateway(vpcOf(net().unread('managedPrefixLists')), s3, ['rtb-a']).words).not.toContain('Remove the route');
});

it('finds no gateway endpoint where endpoints were not read', () => {
  expect(gatewayOf(vpcOf(net().unread('vpcEndpoints')), s3.serviceNames)).toBeUndefined();
});
