import { expect, it } from 'vitest';
import { zoneNamedAfterService } from '../../src/analysis/zone-named-after-service.ts';
import { networkOf } from '../../src/network/network.ts';
import { serviceOf } from '../../src/services/service-of.ts';
import { behindNat } from '../support/world.ts';

const named = 'com.amazonaws.us-east-1.ec2';
const own = 'vpce-ec2-x1.ec2.us-east-1.vpce.amazonaws.com';
const net = (zone: string, records: readonly string[] | null, vpc = 'main') =>
  behindNat().vpc('other', '10.9.0.0/16').endpoint('vpce-ec2', 'ec2', { privateDns: false }).zone(zone, [vpc], records);

/** @see https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-access-aws-services.html */
it.each<[string, ReturnType<typeof behindNat>, string | null]>([
  ['is named after the service', net(named, [`${named} ALIAS ${own}`]), 'Z1'],
  ['is named after the name of the service', net('ec2.us-east-1.amazonaws.com', []), null],
  ['is named after another service', net('com.amazonaws.us-east-1.sts', []), null],
  ['is of another VPC', net(named, [], 'other'), null],
])('a zone that %s is a slip: %s', (_, world, id) => {
  const network = networkOf(world.snapshot());
  const vpc = network.vpcs.get('vpc-main');
  if (vpc === undefined) throw new Error('no VPC');
  const service = serviceOf({ id: 'ec2', region: 'us-east-1', account: null, offered: undefined });

  expect(zoneNamedAfterService(network, vpc, service)?.id ?? null).toBe(id);
});
