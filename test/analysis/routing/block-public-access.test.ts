import { describe, expect, it } from 'vitest';
import { behindNat } from '../../support/world.ts';

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
