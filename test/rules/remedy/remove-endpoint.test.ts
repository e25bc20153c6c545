import { expect, it } from 'vitest';
import { changesOf } from '../../../src/changes/remedy.ts';
import { networkOf } from '../../../src/network/network.ts';
import { removeEndpoint } from '../../../src/rules/remedy/remove-endpoint.ts';
import { world } from '../../support/world.ts';

const recreationOf = (net: ReturnType<typeof world>, id: string) => {
  const { endpoints, vpcs } = networkOf(net.snapshot());
  const [vpc, endpoint] = [vpcs.get('vpc-main'), endpoints.get(id)];
  if (vpc === undefined || endpoint === undefined) throw new Error(`there is no ${id}`);
  const [change] = changesOf(removeEndpoint(vpc, endpoint, null));

  return change?.kind === 'delete-endpoint' ? change.recreation : undefined;
};

it('is undone by an endpoint like it', () => {
  const net = world().subnet('a').gateway('vpce-s3', 's3', ['a']).endpoint('vpce-ec2', 'ec2');

  expect(recreationOf(net, 'vpce-s3')).toMatchObject({ kind: 'create-gateway-endpoint', routeTableIds: ['rtb-a'] });
  expect(recreationOf(net, 'vpce-ec2')).toMatchObject({ kind: 'create-interface-endpoint', inboundOnly: null });
});

it('keeps whom the private names of S3 answer', () => {
  const net = world().subnet('a').endpoint('vpce-s3i', 's3', { inboundOnly: true });

  expect(recreationOf(net, 'vpce-s3i')).toMatchObject({ inboundOnly: true });
});

it('takes a type of addresses that nobody knows for the usual one', () => {
  const net = world().subnet('a').endpoint('vpce-ec2', 'ec2', { ipAddressType: 'ipv8' });

  expect(recreationOf(net, 'vpce-ec2')).toMatchObject({ ipAddressType: 'ipv4' });
});

it('is undone by a person alone where the endpoint is of another type', () => {
  const net = world().subnet('a').endpoint('vpce-gwlb', 'x', { type: 'GatewayLoadBalancer' });

  expect(recreationOf(net, 'vpce-gwlb')).toBeNull();
});
