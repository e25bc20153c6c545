import { describe, expect, it } from 'vitest';
import { behindNat, world } from '../support/world.ts';

type World = ReturnType<typeof world>;

const host = 's3.us-east-1.amazonaws.com';

/** What the rules say of `subnet-a` and S3. */
const told = (net: World, rule: string) =>
  net
    .report(['s3', 'dynamodb'])
    .findings.filter((one) => one.rule === rule && one.resource === 'subnet-a' && one.service === 's3');

const message = (net: World, rule = 'public-path') => told(net, rule)[0]?.message;

const dual = () =>
  world().subnet('a', { ipv6: '2600:1f18:1:1::/64', routes: { '0.0.0.0/0': 'nat-main', '::/0': 'eigw-1' } });

describe('the names that a finding tells', () => {
  const plain =
    'subnet-a reaches S3 publicly through nat-main (s3.us-east-1.amazonaws.com over IPv4) and through eigw-1 (s3.dualstack.us-east-1.amazonaws.com over IPv6): vpc-main has no endpoint for it';

  it.each([
    ['alone', dual()],
    ['whatever becomes of another service', dual().gateway('vpce-ddb', 'dynamodb', ['a'])],
  ])('leave out the hosts of buckets that fare like S3 itself, %s', (_, net) => {
    expect(message(net)).toBe(plain);
  });

  it('are those of buckets where the endpoint answers for S3 itself alone, whatever another service does', () => {
    const net = behindNat().endpoint('vpce-s3', 's3', { names: [host] });

    expect(message(net)).toBe(
      'subnet-a reaches S3 publicly through nat-main (s3.amazonaws.com over IPv4, *.s3.amazonaws.com over IPv4): vpce-s3 does not answer s3.amazonaws.com',
    );
  });

  it('are those of buckets too that leave by another NAT gateway than S3 itself', () => {
    const net = behindNat()
      .nat('two', 'public')
      .route('a', '54.231.0.0/16', 'nat-two')
      .zone(host, ['main'], [`${host} A 52.216.1.1`, `*.${host} A 54.231.1.1`]);

    expect(message(net)).toMatch(/through nat-main \(s3\.us-east-1.*; through nat-two \(\*\.s3\.us-east-1/);
  });

  it('are those too that leave by the same NAT gateway for another reason', () => {
    const net = behindNat().zone(host, ['main'], [`${host} A 52.216.1.1`, `*.${host} A 52.216.1.1`]);

    expect(message(net)).toMatch(/answers s3\.us-east-1.* with public addresses; .*vpc-main has no endpoint for it/);
  });
});

describe('the exits of a finding', () => {
  const withGateway = () => behindNat().gateway('vpce-s3', 's3', ['a']);

  it.each<[string, World, string, readonly string[]]>([
    [
      'are sorted by kind, whatever family takes them',
      dual(),
      'public-path',
      ['egress-only-internet-gateway', 'nat-gateway'],
    ],
    ['are told once where several names take them', behindNat(), 'public-path', ['nat-gateway']],
    [
      'are those of some addresses, and not the endpoint that takes the others',
      withGateway().route('a', '52.216.0.0/18', 'nat-main'),
      'split-path',
      ['nat-gateway'],
    ],
    [
      'lead into other networks as well',
      withGateway().route('a', '52.216.0.0/18', 'vgw-1'),
      'split-path',
      ['virtual-private-gateway'],
    ],
    [
      'are where transit begins',
      world().subnet('a', { routes: { '0.0.0.0/0': 'vgw-1' } }),
      'transit-path',
      ['virtual-private-gateway'],
    ],
    ['are none where nothing leaves', world().subnet('a'), 'unreachable-path', []],
    [
      'are none where what ends the way never left',
      world()
        .subnet('a', { routes: { '0.0.0.0/0': 'tgw-1' } })
        .transit({ main: ['a'] }, { '0.0.0.0/0': 'blackhole' }),
      'unreachable-path',
      [],
    ],
  ])('%s', (_, net, rule, exits) => {
    expect(told(net, rule).map((one) => one.exits)).toEqual([exits]);
  });
});
