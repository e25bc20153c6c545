import { describe, expect, it } from 'vitest';
import { ifAttached } from '../../../src/analysis/routing/attachment.ts';
import { networkFrom, stepOf } from '../../support/step.ts';
import { stranger } from '../../support/world/sections.ts';
import { world } from '../../support/world.ts';

type World = ReturnType<typeof world>;

const viaInternet = () => world().subnet('a', { mapPublicIp: true, routes: { '0.0.0.0/0': 'igw-main' } });
const viaEgressOnly = () => {
  const net = world().subnet('a', { ipv6: '2600:1f18:1:1::/64', routes: { '::/0': 'eigw-1' } });
  net.sections.egressOnlyInternetGateways.push({
    EgressOnlyInternetGatewayId: 'eigw-1',
    Attachments: [{ VpcId: 'vpc-main', State: 'attached' }],
  });

  return net;
};
const inState = (State: string, VpcId = 'vpc-main') => {
  const net = viaInternet();
  for (const one of net.sections.internetGateways) one.Attachments = [{ VpcId, State }];

  return net;
};
/** Routes to gateways that no list shows. */
const unlisted = (net: World): World => {
  const snapshot = net.snapshot();
  const none = { internetGateways: [], egressOnlyInternetGateways: [] };
  const bare = {
    ...snapshot,
    scopes: snapshot.scopes.map((scope) => ({ ...scope, sections: { ...scope.sections, ...none } })),
  };
  net.snapshot = () => bare;

  return net;
};
const doubtsOf = (net: World) => net.paths(['s3']).find(({ subnetId }) => subnetId === 'subnet-a')?.doubts;

/** @see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_InternetGatewayAttachment.html */
describe('an internet gateway', () => {
  it.each([
    ['available', 'public igw-main (no-endpoint)'],
    ['attached', 'public igw-main (no-endpoint)'],
    ['detaching', 'unreachable igw-main (blackhole)'],
    ['detached', 'unreachable igw-main (blackhole)'],
    ['attaching', 'unknown (unrecognised)'],
    ['floating', 'unknown (unrecognised)'],
  ])('that is %s', (state, line) => {
    expect(inState(state).path('a', 's3')).toBe(line);
  });

  it('that is attached to another VPC carries nothing', () => {
    expect(inState('available', 'vpc-other').path('a', 's3')).toBe('unreachable igw-main (blackhole)');
  });

  it('may not be attached where it is not listed, or gateways were not read', () => {
    const nowhere = unlisted(viaInternet());
    const unread = viaInternet().unread('internetGateways');

    expect([nowhere.path('a', 's3'), unread.path('a', 's3')]).toEqual([
      'public igw-main (no-endpoint) ~',
      'public igw-main (no-endpoint) ~',
    ]);
    expect(doubtsOf(nowhere)).toContainEqual(expect.stringContaining('it may not be attached'));
    expect(doubtsOf(unread)).toContain('ec2:internetGateways was not read: igw-main may not be attached');
  });

  it('of a shared VPC is for its owner to see', () => {
    const net = inState('detached');
    for (const vpc of net.sections.vpcs) vpc.OwnerId = stranger;

    expect(net.path('a', 's3')).toBe('unknown (not-visible-to-participant)');
    expect(ifAttached(stepOf(networkFrom(net)), 'internetGateways', () => [])).toEqual([]);
    expect(ifAttached(stepOf(networkFrom(inState('detached'))), 'internetGateways', () => [])).toHaveLength(1);
  });
});

/** @see https://docs.aws.amazon.com/vpc/latest/userguide/egress-only-internet-gateway.html */
describe('an egress-only internet gateway', () => {
  const dualStack = 's3.dualstack.us-east-1.amazonaws.com';

  it.each([
    ['attached', 'public eigw-1 (no-endpoint)'],
    ['detached', 'unreachable eigw-1 (blackhole)'],
  ])('that is %s', (state, line) => {
    const net = viaEgressOnly();
    for (const one of net.sections.egressOnlyInternetGateways) one.Attachments = [{ VpcId: 'vpc-main', State: state }];

    expect(net.path('a', 's3', dualStack, 'ipv6')).toBe(line);
  });

  it('may not be attached where it is not listed', () => {
    expect(unlisted(viaEgressOnly()).path('a', 's3', dualStack, 'ipv6')).toBe('public eigw-1 (no-endpoint) ~');
  });
});
