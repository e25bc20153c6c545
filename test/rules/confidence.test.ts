import { expect, it } from 'vitest';
import type { Section } from '../../src/snapshot/schema.ts';
import { hub } from '../support/hub.ts';
import { behindNat, world } from '../support/world.ts';

type World = ReturnType<typeof world>;

const ec2Name = 'ec2.us-east-1.amazonaws.com';

const open = (): World => {
  const net = behindNat().endpoint('vpce-ec2', 'ec2');
  for (const endpoint of net.sections.vpcEndpoints)
    endpoint.PolicyDocument = JSON.stringify({
      Statement: { Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' },
    });

  return net;
};

const misname = 'kinesis-streams.us-east-1.amazonaws.com';

const misnamed = (): World =>
  hub()
    .endpoint('vpce-k', 'kinesis-streams', { vpc: 'hub', subnets: ['h'], privateDns: false })
    .zone(misname, ['main'], [`${misname} ALIAS vpce-k-x1.kinesis-streams.us-east-1.vpce.amazonaws.com`]);

/** A rule that fires, and a base of what it says. */
it.each<[string, () => World, Section]>([
  [
    'single-zone-endpoint',
    () => world().subnet('a').subnet('b', { zone: 'b' }).endpoint('vpce-ec2', 'ec2'),
    'vpcEndpointServices',
  ],
  ['open-endpoint-policy', open, 'vpcEndpointServices'],
  ['private-dns-off', () => behindNat().endpoint('vpce-ec2', 'ec2', { privateDns: false }), 'hostedZones'],
  ['private-dns-off', () => behindNat().endpoint('vpce-ec2', 'ec2', { privateDns: false }), 'resolverRuleAssociations'],
  ['private-dns-ineffective', () => behindNat().endpoint('vpce-s3', 's3', { inboundOnly: true }), 'hostedZones'],
  ['forwarded-name', () => behindNat().rule('rslvr-rr-1', 'com', 'FORWARD', ['192.168.0.2']), 'hostedZones'],
  ['misnamed-zone', misnamed, 'resolverRuleAssociations'],
  ['misnamed-zone', misnamed, 'vpcEndpointServices'],
  [
    'stale-zone-record',
    () =>
      behindNat()
        .endpoint('vpce-ec2', 'ec2', { state: 'deleted', privateDns: false })
        .zone(ec2Name, ['main'], [`${ec2Name} ALIAS vpce-ec2-x1.ec2.us-east-1.vpce.amazonaws.com`]),
    'resolverRuleAssociations',
  ],
])('%s is likely where what could take it back was not read', (rule, made, section) => {
  const confidenceOf = (net: World) =>
    net
      .report(rule === 'misnamed-zone' ? ['kinesis-streams'] : ['s3', 'ec2', 'sts'])
      .findings.find((one) => one.rule === rule)?.confidence;

  expect([confidenceOf(made()), confidenceOf(made().unread(section))]).toEqual(['certain', 'likely']);
});
