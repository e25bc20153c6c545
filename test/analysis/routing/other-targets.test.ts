import { describe, expect, it } from 'vitest';
import { world } from '../../support/world.ts';

describe('other targets', () => {
  it.each([
    ['vgw-1', 'transit vgw-1 (no-endpoint)'],
    ['lgw-1', 'transit lgw-1 (no-endpoint)'],
    ['pcx-1', 'unreachable pcx-1 (peering-not-transitive)'],
    ['xyz-1', 'unknown (unrecognised)'],
  ])('%s: %s', (target, expected) => {
    expect(
      world()
        .subnet('a', { routes: { '0.0.0.0/0': target } })
        .path('a', 's3'),
    ).toBe(expected);
  });

  it('lead nowhere where there is no route', () => {
    expect(world().subnet('a').path('a', 's3')).toBe('unreachable (no-route)');
  });

  it.each<[string, object, string]>([
    ['a core network', { CoreNetworkArn: 'arn:aws:networkmanager::1:core-network/core-1' }, 'transit'],
    ['an Oracle network', { OdbNetworkArn: 'arn:aws:odb:us-east-1:1:odb-network/odb-1' }, 'unreachable'],
    ['what AWS has added since', { NovelId: 'novel-1' }, 'unknown'],
  ])('such as %s', (_, target, verdict) => {
    const net = world().subnet('a');
    for (const { RouteTableId, Routes = [] } of net.sections.routeTables)
      if (RouteTableId === 'rtb-a')
        Routes.push({ DestinationCidrBlock: '0.0.0.0/0', State: 'active', Origin: 'CreateRoute', ...target });

    expect(net.path('a', 's3').split(' ')[0]).toBe(verdict);
  });

  it.each([
    ['active', 'public nat-main (no-endpoint)'],
    ['blackhole', 'unreachable nat-main (blackhole) ~'],
    ['filtered', 'unknown (unrecognised)'],
  ])('of a route that is %s', (state, line) => {
    const net = world().subnet('a', { routes: { '0.0.0.0/0': `nat-main ${state}` } });

    expect(net.path('a', 's3')).toBe(line);
  });
});

describe('a table of many routes', () => {
  const many = (target: string, port443: 'open' | 'shut' = 'open') => {
    const net = world().subnet('a', { routes: { '0.0.0.0/0': 'nat-main' } });
    for (let i = 0; i < 24; i += 1) net.route('a', `52.216.${i * 8}.0/22`, target);
    if (port443 === 'shut') {
      net.sections.securityGroups.push({ GroupId: 'sg-shut', VpcId: 'vpc-main', IpPermissionsEgress: [] });
      net.interface('c', 'a', { Groups: [{ GroupId: 'sg-shut' }] });
    }

    return net;
  };

  it('to one target comes to one part', () => {
    expect(many('tgw-1').path('a', 's3')).toMatch(/^split \[public nat-main: .*\] \[transit tgw-1: .*\]$/);
    expect(many('nat-main').path('a', 's3')).toBe('public nat-main (no-endpoint)');
  });

  it('is judged address by address where a group holds some back', () => {
    expect(many('nat-main', 'shut').path('a', 's3')).toBe('unreachable (security-group)');
  });
});
