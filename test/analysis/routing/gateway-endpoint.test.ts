import { describe, expect, it } from 'vitest';
import { behindNat, world } from '../../support/world.ts';

/** @see https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html */
describe('a gateway endpoint', () => {
  it('on the main table says nothing about a subnet with a table of its own', () => {
    expect(behindNat().gateway('vpce-s3', 's3', ['main-main']).path('a', 's3')).toBe(
      'public nat-main (route-table-not-associated)',
    );
  });

  it('on the main table serves a subnet without a table of its own', () => {
    const net = world().route('main-main', '0.0.0.0/0', 'nat-main').subnet('a', { routes: null });

    expect(net.gateway('vpce-s3', 's3', ['main-main']).path('a', 's3')).toBe('private vpce-s3');
  });

  it("is not another VPC's main table", () => {
    const net = behindNat().vpc('other', '10.9.0.0/16').subnet('b', { routes: null });

    expect(net.gateway('vpce-s3', 's3', ['other-main']).path('b', 's3')).toBe('unreachable (no-route)');
  });

  it('loses the addresses that a more specific route takes', () => {
    const net = behindNat().gateway('vpce-s3', 's3', ['a']).route('a', '52.216.0.0/18', 'tgw-1');

    expect(net.path('a', 's3')).toBe(
      'split [transit tgw-1: 52.216.0.0/18] [private vpce-s3: 3.5.0.0/19 16.15.176.0/20 …]',
    );
  });

  it('keeps its addresses from a shorter route', () => {
    expect(behindNat().gateway('vpce-s3', 's3', ['a']).route('a', '52.0.0.0/8', 'tgw-1').path('a', 's3')).toBe(
      'private vpce-s3',
    );
  });

  it('loses to a static route of the same destination', () => {
    const net = behindNat().gateway('vpce-s3', 's3', ['a']).route('a', '52.216.0.0/15', 'nat-main');

    expect(net.path('a', 's3')).toBe(
      'split [public nat-main: 52.216.0.0/15] [private vpce-s3: 3.5.0.0/19 16.15.176.0/20 …]',
    );
  });

  it('whose route is a blackhole drops, and nothing falls through to NAT', () => {
    expect(behindNat().gateway('vpce-s3', 's3', []).route('a', 'pl-s3', 'vpce-s3 blackhole').path('a', 's3')).toBe(
      'unreachable vpce-s3 (blackhole) ~',
    );
  });

  it('is not what another kind of endpoint is, whatever routes lead there', () => {
    const net = behindNat()
      .endpoint('vpce-x', 's3', { type: 'Tunnel', privateDns: false })
      .route('a', 'pl-s3', 'vpce-x');

    expect(net.path('a', 's3')).toBe('unknown (unrecognised)');
  });

  it('behind the NAT gateway is private, with a toll', () => {
    expect(behindNat().gateway('vpce-s3', 's3', ['public']).path('a', 's3')).toBe('private vpce-s3 <nat-main ~');
  });

  it('is told by the name of its list: one id is S3 here and DynamoDB there', () => {
    const net = behindNat().gateway('vpce-dynamodb', 'dynamodb', ['a']);
    for (const list of net.sections.managedPrefixLists)
      list.PrefixListId = list.PrefixListId === 'pl-s3' ? 'pl-0' : 'pl-s3';
    for (const list of net.sections.prefixListEntries)
      list.PrefixListId = list.PrefixListId === 'pl-s3' ? 'pl-0' : 'pl-s3';
    net.route('a', 'pl-s3', 'vpce-dynamodb');

    expect([net.path('a', 'dynamodb'), net.path('a', 's3')]).toEqual([
      'private vpce-dynamodb',
      'public nat-main (no-endpoint)',
    ]);
  });

  it('for DynamoDB does not carry DynamoDB Streams', () => {
    const net = behindNat().gateway('vpce-dynamodb', 'dynamodb', ['a']);

    expect([net.path('a', 'dynamodb'), net.path('a', 'dynamodb-streams')]).toEqual([
      'private vpce-dynamodb',
      'public nat-main (no-endpoint)',
    ]);
  });

  it('leaves the EC2 API alone', () => {
    expect(behindNat().gateway('vpce-s3', 's3', ['a']).path('a', 'ec2')).toBe('public nat-main (no-endpoint)');
  });

  it('that is not available takes nothing', () => {
    expect(behindNat().gateway('vpce-s3', 's3', ['a'], 'failed').path('a', 's3')).toBe(
      'unreachable vpce-s3 (endpoint-not-available)',
    );
  });

  it('and a customer list over the same addresses are decided by AWS at random', () => {
    const net = behindNat()
      .gateway('vpce-s3', 's3', ['a'])
      .list('pl-own', '3.5.0.0/19', '16.15.176.0/20', '52.216.0.0/15', '54.231.0.0/16')
      .route('a', 'pl-own', 'tgw-1');

    expect(net.path('a', 's3')).toBe('unknown (ambiguous-route)');
  });

  it('is not in the presence of its list: the target decides', () => {
    expect(
      world()
        .subnet('a', { routes: { 'pl-s3': 'nat-main' } })
        .path('a', 's3'),
    ).toBe('public nat-main (no-endpoint)');
  });

  it('in a VPC of another account is known by its route', () => {
    const net = behindNat().route('a', 'pl-s3', 'vpce-s3');
    for (const vpc of net.sections.vpcs) vpc.OwnerId = '999988887777';

    expect([net.path('a', 's3'), net.path('a', 'ec2')]).toEqual([
      'private vpce-s3',
      'unknown (not-visible-to-participant)',
    ]);
  });

  it.each([
    ['pending', 'unknown (endpoint-not-available)'],
    ['deleting', 'unreachable vpce-s3 (endpoint-not-available)'],
  ])('that is %s', (state, line) => {
    expect(behindNat().gateway('vpce-s3', 's3', ['a'], state).path('a', 's3')).toBe(line);
  });

  it('that is not listed is not known, and in doubt where none was read', () => {
    const unlisted = behindNat().route('a', 'pl-s3', 'vpce-gone');
    const unread = behindNat().gateway('vpce-s3', 's3', ['a']).unread('vpcEndpoints');

    expect([unlisted.path('a', 's3'), unread.path('a', 's3')]).toEqual([
      'unknown (unrecognised)',
      'unknown (unread-facts) ~',
    ]);
    expect(unread.paths(['s3']).find(({ subnetId }) => subnetId === 'subnet-a')?.doubts).toContain(
      'ec2:vpcEndpoints was not read: the endpoint may not be available',
    );
  });

  it('takes nothing from other networks, unless a NAT gateway put its own address on it', () => {
    const hub = (routes: Readonly<Record<string, string>>) =>
      world()
        .subnet('a', { routes: { '0.0.0.0/0': 'tgw-1' } })
        .vpc('hub', '10.1.0.0/16')
        .subnet('h', { vpc: 'hub', cidr: '10.1.1.0/24', routes: { '10.0.0.0/16': 'tgw-1', ...routes } })
        .subnet('p', { vpc: 'hub', cidr: '10.1.2.0/24', routes: { '10.0.0.0/16': 'tgw-1', '0.0.0.0/0': 'igw-hub' } })
        .nat('hub', 'p')
        .transit({ main: ['a'], hub: ['h'] }, { '0.0.0.0/0': 'hub', '10.0.0.0/16': 'main' });

    expect([
      hub({}).gateway('vpce-s3', 's3', ['h'], 'available', 'hub').path('a', 's3'),
      hub({ '0.0.0.0/0': 'nat-hub' }).gateway('vpce-s3', 's3', ['p'], 'available', 'hub').path('a', 's3'),
    ]).toEqual(['unreachable vpce-s3 <tgw-1 (gateway-endpoint-not-transitive)', 'private vpce-s3 <tgw-1 <nat-hub ~']);
  });

  /** @see https://docs.aws.amazon.com/vpc/latest/userguide/security-vpc-bpa-basics.html */
  it.each([
    ['off', 'private vpce-s3'],
    ['block-bidirectional', 'private vpce-s3 ~'],
  ])('with Block Public Access %s', (InternetGatewayBlockMode, line) => {
    const net = behindNat().gateway('vpce-s3', 's3', ['a']);
    net.sections.blockPublicAccessOptions = [{ InternetGatewayBlockMode }];

    expect(net.path('a', 's3')).toBe(line);
  });

  it('is a matter of doubt outside the Region’s own zones', () => {
    const net = world().subnet('a', { zone: '-bos-1a' }).gateway('vpce-s3', 's3', ['a']);

    expect(net.path('a', 's3')).toBe('private vpce-s3 ~');
  });

  it('is a matter of doubt on an Outpost', () => {
    const net = world().subnet('a').subnet('b', { routes: null }).gateway('vpce-s3', 's3', ['a', 'main-main']);
    for (const one of net.sections.subnets)
      if (one.SubnetId === 'subnet-a') one.OutpostArn = 'arn:aws:outposts:us-east-1:111122223333:outpost/op-1';

    expect([net.path('a', 's3'), net.path('b', 's3')]).toEqual(['private vpce-s3 ~', 'private vpce-s3']);
  });
});
