import { describe, expect, it } from 'vitest';
import { assume } from '../../../src/analysis/doubt.ts';
import { blockOf, type EgressKind } from '../../../src/analysis/routing/block-public-access.ts';
import { networkFrom, subnetIn } from '../../support/step.ts';
import { behindNat, world } from '../../support/world.ts';

/** @see https://docs.aws.amazon.com/vpc/latest/userguide/security-vpc-bpa-basics.html */
describe('VPC Block Public Access', () => {
  const blocked = (InternetGatewayBlockMode: string, exclusion?: { mode: string; of: string }) => {
    const net = behindNat()
      .subnet('pub', { routes: { '0.0.0.0/0': 'igw-main' } })
      .interface('pub', 'pub', { Association: { PublicIp: '198.51.100.7' } });
    net.sections.blockPublicAccessOptions = [{ InternetGatewayBlockMode }];
    if (exclusion !== undefined)
      net.sections.blockPublicAccessExclusions = [
        {
          InternetGatewayExclusionMode: exclusion.mode,
          ResourceArn: `arn:aws:ec2:us-east-1:111122223333:subnet/${exclusion.of}`,
          State: 'create-complete',
        },
      ];

    return net;
  };

  it('in both directions stops NAT and internet gateways, not gateway endpoints', () => {
    expect(blocked('block-bidirectional').path('a', 's3')).toBe('unreachable nat-main (block-public-access)');
    expect(blocked('block-bidirectional').path('pub', 's3')).toBe('unreachable igw-main (block-public-access)');
    expect(blocked('block-bidirectional').gateway('vpce-s3', 's3', ['a']).path('a', 's3')).toBe('private vpce-s3 ~');
  });

  it('is not to be guessed while it changes', () => {
    const changing = blocked('block-bidirectional');
    changing.sections.blockPublicAccessOptions = [
      { InternetGatewayBlockMode: 'block-bidirectional', State: 'update-in-progress' },
    ];
    const excluded = (State: string) => {
      const net = blocked('block-bidirectional', { mode: 'allow-egress', of: 'subnet-public' });
      for (const exclusion of net.sections.blockPublicAccessExclusions) exclusion.State = State;

      return net.path('a', 's3');
    };

    expect(changing.path('a', 's3')).toMatch(/^unknown/);
    expect(excluded('delete-in-progress')).toMatch(/^unknown/);
    expect(excluded('suspended')).toMatch(/^unknown/);
    expect(excluded('delete-complete')).toBe('unreachable nat-main (block-public-access)');
  });

  it("lets NAT through where the NAT gateway's subnet is excluded for egress", () => {
    expect(blocked('block-bidirectional', { mode: 'allow-egress', of: 'subnet-public' }).path('a', 's3')).toBe(
      'public nat-main (no-endpoint) ~',
    );
  });

  it('lets pass what a firewall endpoint in an excluded subnet does, unless it is of Network Firewall', () => {
    const line = (of: string, ...tags: readonly string[]) => {
      const net = blocked('block-bidirectional', { mode: 'allow-bidirectional', of })
        .subnet('fw', { routes: { '0.0.0.0/0': 'igw-main' } })
        .endpoint('vpce-fw', 'fw', { type: 'GatewayLoadBalancer', subnets: ['fw'], privateDns: false })
        .subnet('w', { mapPublicIp: true, routes: { '0.0.0.0/0': 'vpce-fw' } });
      for (const one of net.sections.vpcEndpoints) one.Tags = tags.map((Key) => ({ Key, Value: 'true' }));

      return net.path('w', 's3');
    };
    const passed = 'public igw-main <vpce-fw (no-endpoint) ~';
    const tag = 'AWSNetworkFirewallManaged';

    expect([line('subnet-fw'), line('subnet-fw', 'Team')]).toEqual([passed, passed]);
    expect(line('subnet-fw', tag)).toBe('unreachable igw-main <vpce-fw (block-public-access) ~');
    expect(line('vpc-main', 'Team', tag)).toBe(passed);
  });

  it('for ingress lets through what a firewall in front of the NAT gateway passes on with its address', () => {
    const firewalled = (mode: string) => {
      const net = world()
        .subnet('fw', { routes: { '0.0.0.0/0': 'igw-main' } })
        .interface('fw', 'fw', { SourceDestCheck: false, Association: { PublicIp: '198.51.100.7' } })
        .subnet('n', { routes: { '0.0.0.0/0': 'eni-fw' } })
        .nat('walled', 'n')
        .subnet('a', { routes: { '0.0.0.0/0': 'nat-walled' } })
        .subnet('b', { routes: { '0.0.0.0/0': 'eni-fw' } });
      net.sections.blockPublicAccessOptions = [{ InternetGatewayBlockMode: mode }];

      return net;
    };

    expect(firewalled('block-ingress').path('a', 's3')).toBe('public nat-walled <eni-fw (no-endpoint) ~');
    expect(firewalled('block-ingress').path('b', 's3')).toBe('unreachable eni-fw (block-public-access) ~');
    expect(firewalled('off').path('a', 's3')).toBe('public eni-fw <nat-walled (no-endpoint) ~');
  });

  it('for ingress lets NAT through and stops what leaves by itself, also with an egress exclusion', () => {
    expect(blocked('block-ingress').path('a', 's3')).toBe('public nat-main (no-endpoint)');
    expect(blocked('block-ingress').path('pub', 's3')).toBe('unreachable igw-main (block-public-access)');
    expect(blocked('block-ingress', { mode: 'allow-egress', of: 'subnet-pub' }).path('pub', 's3')).toBe(
      'unreachable igw-main (block-public-access)',
    );
  });

  it('that was not read leaves a doubt and an incomplete audit', () => {
    const net = behindNat().unread('blockPublicAccessOptions', 'ec2:DescribeVpcBlockPublicAccessOptions');

    expect(net.path('a', 's3')).toBe('public nat-main (no-endpoint) ~');
    expect(net.report().summary.complete).toBe(false);
    expect(net.report().gaps.map(({ action }) => action)).toEqual(['ec2:DescribeVpcBlockPublicAccessOptions']);
  });

  it('in mode block-ingress lets NAT gateways pass, not NAT instances', () => {
    const net = blocked('block-ingress')
      .interface('nat', 'public', { SourceDestCheck: false, Association: { PublicIp: '198.51.100.8' } })
      .subnet('b', { routes: { '0.0.0.0/0': 'eni-nat' } });

    expect(net.path('b', 's3')).toBe('unreachable eni-nat (block-public-access) ~');
  });

  it('in a mode or with an exclusion that AWS has added since is not to be guessed', () => {
    expect(blocked('block-some').path('a', 's3')).toBe('unknown (unrecognised)');
    expect(blocked('block-some').gateway('vpce-s3', 's3', ['a']).path('a', 's3')).toBe('private vpce-s3 ~');
    expect(blocked('block-bidirectional', { mode: 'allow-some', of: 'subnet-public' }).path('a', 's3')).toBe(
      'unknown (unrecognised)',
    );
  });
});

/** @see https://docs.aws.amazon.com/vpc/latest/userguide/security-vpc-bpa-basics.html */
describe('what Block Public Access rules on a packet that leaves subnet `a`', () => {
  type Exclusion = readonly [mode: string, of: string];

  const under = (InternetGatewayBlockMode: string, ...exclusions: readonly Exclusion[]) => {
    const net = world().subnet('a').subnet('b');
    net.sections.blockPublicAccessOptions = [{ InternetGatewayBlockMode }];
    net.sections.blockPublicAccessExclusions = exclusions.map(([mode, of]) => ({
      InternetGatewayExclusionMode: mode,
      ResourceArn: `arn:aws:ec2:us-east-1:111122223333:${of.split('-')[0]}/${of}`,
      State: 'create-complete',
    }));

    return net;
  };

  /** `isNowhere`: it leaves by a regional NAT gateway, which stands in no subnet. */
  const ruled = (net: ReturnType<typeof world>, egress: EgressKind, isNowhere = false) => {
    const subnet = subnetIn(networkFrom(net), 'a');

    return blockOf(subnet.vpc, isNowhere ? null : subnet, egress);
  };

  const both = 'block-bidirectional';
  const ingress = 'block-ingress';
  const line = (mode: string, rest = '') => `VPC Block Public Access is ${mode}${rest}`;

  it.each<[string, EgressKind, readonly Exclusion[], 'passes' | 'blocked', string | null]>([
    ['off', 'direct', [], 'passes', null],
    ['off', 'direct', [['allow-egress', 'subnet-a']], 'passes', null],
    [both, 'direct', [], 'blocked', line(both)],
    [both, 'egress-only', [], 'blocked', line(both)],
    [both, 'direct', [['allow-bidirectional', 'subnet-b']], 'blocked', line(both)],
    [both, 'direct', [['allow-bidirectional', 'vpc-other']], 'blocked', line(both)],
    [both, 'direct', [['allow-egress', 'subnet-a']], 'passes', line(both, '; allow-egress of subnet-a lets it pass')],
    [both, 'direct', [['allow-egress', 'vpc-main']], 'passes', line(both, '; allow-egress of vpc-main lets it pass')],
    [
      both,
      'egress-only',
      [['allow-bidirectional', 'vpc-main']],
      'passes',
      line(both, '; allow-bidirectional of vpc-main lets it pass'),
    ],
    [
      both,
      'direct',
      [
        ['allow-egress', 'vpc-main'],
        ['allow-bidirectional', 'subnet-b'],
        ['allow-bidirectional', 'subnet-a'],
      ],
      'passes',
      line(both, '; allow-bidirectional of subnet-a lets it pass'),
    ],
    [ingress, 'translated', [], 'passes', null],
    [ingress, 'egress-only', [], 'passes', null],
    [ingress, 'direct', [], 'blocked', line(ingress)],
    [
      ingress,
      'direct',
      [['allow-egress', 'subnet-a']],
      'blocked',
      line(ingress, '; allow-egress of subnet-a does not help'),
    ],
    [
      ingress,
      'direct',
      [['allow-bidirectional', 'subnet-a']],
      'passes',
      line(ingress, '; allow-bidirectional of subnet-a lets it pass'),
    ],
    [
      ingress,
      'direct',
      [
        ['allow-egress', 'subnet-a'],
        ['allow-bidirectional', 'vpc-main'],
      ],
      'passes',
      line(ingress, '; allow-bidirectional of vpc-main lets it pass'),
    ],
    [
      ingress,
      'direct',
      [
        ['allow-egress', 'vpc-main'],
        ['allow-egress', 'subnet-a'],
      ],
      'blocked',
      line(ingress, '; allow-egress of subnet-a does not help'),
    ],
  ])('in mode %s, %s, with exclusions %j: it %s', (mode, egress, exclusions, ruling, because) => {
    expect(ruled(under(mode, ...exclusions), egress)).toEqual({ ruling, because, doubts: [] });
  });

  it('is likely to hold for a NAT gateway too, where an exclusion lets its subnet through', () => {
    expect(ruled(under(both, ['allow-egress', 'subnet-a']), 'translated')).toMatchObject({
      ruling: 'passes',
      doubts: [assume('exclusion-covers-nat')],
    });
  });

  it('goes by exclusions of the VPC alone where it leaves from no subnet', () => {
    expect([
      ruled(under(both, ['allow-egress', 'subnet-a']), 'translated', true).ruling,
      ruled(under(both, ['allow-egress', 'vpc-main']), 'translated', true).ruling,
    ]).toEqual(['blocked', 'passes']);
  });

  it('is in doubt where mode or exclusions were not read', () => {
    const blind = under(both).unread('blockPublicAccessOptions');
    const half = under(both, ['allow-egress', 'subnet-a']).unread('blockPublicAccessExclusions');

    expect([ruled(blind, 'direct'), ruled(half, 'direct')]).toMatchObject([
      { ruling: 'passes', because: null, doubts: [{ text: expect.stringContaining('could stop this path') }] },
      { ruling: 'blocked', because: line(both), doubts: [{ text: expect.stringContaining('could let this path') }] },
    ]);
  });

  it('is not to be guessed where one exclusion is not known here, unless another one lets the packet pass', () => {
    const ruling = (...exclusions: readonly Exclusion[]) => ruled(under(ingress, ...exclusions), 'direct').ruling;

    expect([
      ruling(['allow-egress', 'subnet-a'], ['allow-some', 'vpc-main']),
      ruling(['allow-some', 'subnet-a'], ['allow-bidirectional', 'vpc-main']),
    ]).toEqual(['unrecognised', 'passes']);
  });

  it('is not to be guessed in a mode, or by an exclusion, that is not known here', () => {
    expect([ruled(under('block-some'), 'direct'), ruled(under(both, ['allow-some', 'vpc-main']), 'direct')]).toEqual([
      { ruling: 'unrecognised', because: expect.stringContaining('in a mode that is not known here'), doubts: [] },
      {
        ruling: 'unrecognised',
        because: line(both, '; an exclusion of vpc-main is changing, or not known here'),
        doubts: [],
      },
    ]);
  });
});
