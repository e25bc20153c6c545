import { expect, it } from 'vitest';
import { analyse } from '../../../src/analysis/analyse.ts';
import { changesOf, remedyWords } from '../../../src/changes/remedy.ts';
import { networkOf } from '../../../src/network/network.ts';
import { giveBothFamilies } from '../../../src/rules/remedy/address-family.ts';
import { serviceOf } from '../../../src/services/service-of.ts';
import { world } from '../../support/world.ts';

const s3 = serviceOf({ id: 's3', region: 'us-east-1', account: '111122223333', offered: undefined });

const remedyFor = (net: ReturnType<typeof world>, endpointId: string) => {
  const network = networkOf(net.snapshot());
  const vpc = network.vpcs.get('vpc-main');
  if (vpc === undefined) throw new Error('no VPC');
  const [group] = analyse(network, { vpcs: [vpc], subnets: vpc.subnets, services: [s3] }).paths;
  const [subnet] = vpc.subnets;
  const path = group?.paths[0];
  if (path === undefined || subnet === undefined) throw new Error('no path');

  return giveBothFamilies({ ...path, subnet }, endpointId);
};

it('gives a gateway endpoint the other family', () => {
  const [change] = changesOf(remedyFor(world().subnet('a').gateway('vpce-s3', 's3', ['a']), 'vpce-s3'));

  expect(change).toMatchObject({ endpointType: 'gateway', before: 'ipv4', ipAddressType: 'dualstack' });
});

it('knows which family an endpoint has today', () => {
  const net = world().subnet('a', { ipv6: '2600:1f18:1:1::/64' }).endpoint('vpce-s3i', 's3', { ipAddressType: 'ipv6' });

  expect(changesOf(remedyFor(net, 'vpce-s3i'))[0]).toMatchObject({ endpointType: 'interface', before: 'ipv6' });
});

it('is in words for an endpoint of another VPC, and where endpoints were not read', () => {
  const words = 'Give vpce-hub addresses of both families';

  expect(remedyWords(remedyFor(world().subnet('a'), 'vpce-hub'))).toBe(words);
  expect(remedyWords(remedyFor(world().subnet('a').unread('vpcEndpoints'), 'vpce-hub'))).toBe(words);
});
