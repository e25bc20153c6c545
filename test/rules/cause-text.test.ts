import { expect, it } from 'vitest';
import { analyse } from '../../src/analysis/analyse.ts';
import { networkOf } from '../../src/network/network.ts';
import { causeText } from '../../src/rules/cause-text.ts';
import { serviceOf } from '../../src/services/service-of.ts';
import { behindNat } from '../support/world.ts';

const s3 = serviceOf({ id: 's3', region: 'us-east-1', account: '111122223333', offered: undefined });

const textFor = (net: ReturnType<typeof behindNat>): string => {
  const network = networkOf(net.snapshot());
  const subnet = network.vpcs.get('vpc-main')?.subnetsById.get('subnet-a');
  if (subnet === undefined) throw new Error('no subnet-a');
  const [group] = analyse(network, { vpcs: [subnet.vpc], subnets: [subnet], services: [s3] }).paths;
  const path = group?.paths[0];
  if (path === undefined) throw new Error('no path');

  return causeText({ ...path, subnet });
};

it('says what a path lacks to be private', () => {
  expect(textFor(behindNat())).toBe('vpc-main has no endpoint for it');
});

it('has nothing more to say where nothing is lacking', () => {
  expect(textFor(behindNat().gateway('vpce-s3', 's3', ['a']))).toBe('no private path serves it');
});
