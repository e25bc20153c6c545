import { describe, expect, it } from 'vitest';
import type { OccupancyLevels } from '../../src/audit/occupancy.ts';
import { exitCodeOf } from '../../src/cli/exit-code.ts';
import { behindNat, world } from '../support/world.ts';

type World = ReturnType<typeof world>;

const usual: OccupancyLevels = { unused: 'note', equipment: 'note', empty: 'error' };
const nat = { InterfaceType: 'nat_gateway', Groups: [] };

const found = (net: World, levels: Partial<OccupancyLevels> = {}, resource = 'subnet-a') =>
  net
    .report(['s3'], { occupancy: { ...usual, ...levels } })
    .findings.filter((one) => one.rule === 'public-path' && one.resource === resource)
    .map(({ severity, clients, occupancy = '' }) => `${severity} ${clients} ${occupancy}`.trim());

const said = (net: World) =>
  net.report(['s3'], { occupancy: usual }).findings.filter(({ resource }) => resource === 'subnet-a')[0]?.message;

describe('a finding', () => {
  it('counts as its rule says where clients are', () => {
    expect(found(behindNat().interface('one', 'a').interface('two', 'a'))).toEqual(['error 2']);
  });

  it('is a note in a VPC without a single interface', () => {
    expect(found(behindNat())).toEqual(['note 0 unused']);
    expect(found(behindNat(), { unused: 'warning' })).toEqual(['warning 0']);
    expect(found(behindNat(), { unused: 'error' })).toEqual(['error 0']);
    expect(found(behindNat(), { unused: 'off' })).toEqual([]);
  });

  it('is a note in a subnet that holds equipment and no client', () => {
    const net = () => behindNat().interface('nat', 'a', nat).interface('one', 'public');

    expect(found(net())).toEqual(['note 0 equipment']);
    expect(found(net(), { equipment: 'error' })).toEqual(['error 0']);
    expect(found(net(), { equipment: 'off' })).toEqual([]);
  });

  /** https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Internet_Gateway.html */
  it('of a subnet that holds a NAT gateway alone, which calls no API, fails no build', () => {
    const net = world()
      .subnet('a')
      .gateway('vpce-s3', 's3', ['a'])
      .gateway('vpce-ddb', 'dynamodb', ['a'])
      .endpoint('vpce-ec2', 'ec2')
      .interface('nat', 'public', nat);
    const report = net.report([], { occupancy: usual });

    expect(['s3', 'dynamodb'].map((service) => net.path('public', service))).toEqual(
      Array(2).fill('unreachable (no-public-address)'),
    );
    expect([exitCodeOf(report, 'warning'), exitCodeOf(report, 'note')]).toEqual([0, 1]);
  });

  it('counts as usual in a subnet that is merely empty, and says that it is', () => {
    const net = () => behindNat().interface('one', 'public');

    expect(found(net())).toEqual(['error 0']);
    expect(found(net(), { empty: 'note' })).toEqual(['note 0']);
    expect(said(net())).toBe(
      'subnet-a reaches S3 publicly through nat-main: vpc-main has no endpoint for it (the subnet is empty today)',
    );
    expect(said(net().interface('two', 'a'))).not.toContain('empty');
  });

  it('is not made graver than its rule says', () => {
    const net = behindNat().gateway('vpce-idle', 'dynamodb');
    const severityOf = (levels: OccupancyLevels) =>
      net.report([], { occupancy: levels }).findings.find(({ rule }) => rule === 'idle-gateway-endpoint')?.severity;

    expect(severityOf({ ...usual, unused: 'error' })).toBe('warning');
    expect(severityOf(usual)).toBe('note');
  });

  it('counts as its rule says where interfaces were not read: nobody knows that the subnet is empty', () => {
    expect(found(behindNat().unread('networkInterfaces'))).toEqual(['error null']);
    expect(found(behindNat(), {}, 'subnet-b')).toEqual([]);
  });

  it('of an endpoint concerns the clients of the VPC, and one of a route table those on it', () => {
    const net = behindNat()
      .subnet('b')
      .route('b', '10.9.0.0/16', 'pcx-gone blackhole')
      .gateway('vpce-idle', 'dynamodb')
      .interface('one', 'a')
      .interface('two', 'b');
    const clients = net
      .report([], { occupancy: usual })
      .findings.filter(({ rule }) => rule === 'idle-gateway-endpoint' || rule === 'blackhole-route')
      .map(({ rule, clients }) => `${rule} ${clients}`);

    expect(clients).toEqual(['idle-gateway-endpoint 2', 'blackhole-route 1']);
  });
});

it('lists findings of one severity by how many clients they concern, unknown numbers last', () => {
  const net = world()
    .subnet('a', { routes: { '0.0.0.0/0': 'nat-main' } })
    .subnet('b', { routes: { '0.0.0.0/0': 'nat-main' } })
    .interface('one', 'b')
    .interface('two', 'b')
    .interface('three', 'a');

  expect(net.findings('public-path').map((line) => line.split(' ')[2])).toEqual([
    ...['subnet-b', 'subnet-b', 'subnet-b'],
    ...['subnet-a', 'subnet-a', 'subnet-a'],
  ]);
});
