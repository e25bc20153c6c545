import { describe, expect, it } from 'vitest';
import { routeSharer } from '../../src/snapshot/shared-routes.ts';

const table = (...destinations: readonly string[]) => ({
  RouteTableId: 'rtb-1',
  Routes: destinations.map((one) => ({
    DestinationCidrBlock: one,
    GatewayId: 'local',
    State: 'active',
    Odd: { Deep: 1 },
  })),
});

const share = (...records: readonly unknown[]): void => {
  const one = routeSharer();
  for (const record of records) one(record);
};

const route = { DestinationCidrBlock: '10.0.0.0/8', GatewayId: 'local', State: 'active' };

const sharedOf = (...routes: readonly object[]): readonly object[] => {
  const records = routes.map((one) => ({ Routes: [structuredClone(one)] }));
  share(...records);

  return records.flatMap(({ Routes }) => Routes);
};

describe('routes that tables share', () => {
  it('are one where they say the same, whatever was met between', () => {
    const [first, other, third] = sharedOf(route, { ...route, GatewayId: 'igw-1' }, route);

    expect(third).toBe(first);
    expect(other).toEqual({ ...route, GatewayId: 'igw-1' });
  });

  it.each<[string, object]>([
    ['a field more', { ...route, Origin: 'CreateRoute' }],
    ['a field less', { DestinationCidrBlock: '10.0.0.0/8', GatewayId: 'local' }],
    ['another order', { DestinationCidrBlock: '10.0.0.0/8', State: 'active', GatewayId: 'local' }],
    ['another name for a field', { DestinationCidrBlock: '10.0.0.0/8', GatewayID: 'local', State: 'active' }],
    ['a record in it', { ...route, State: { Name: 'active' } }],
    ['nothing', {}],
  ])('are their own where one has %s', (_, other) => {
    const [first, second, third] = sharedOf(route, other, other);

    expect(JSON.stringify([first, second, third])).toBe(JSON.stringify([route, other, other]));
    expect(second).not.toBe(first);
  });

  it('leave every record as it was', () => {
    const records = [
      table('10.0.0.0/8', '0.0.0.0/0'),
      table('0.0.0.0/0'),
      table('10.0.0.0/8', '1.0.0.0/8', '0.0.0.0/0'),
    ];
    const before = structuredClone(records);
    share(...records);

    expect(records).toEqual(before);
  });

  it.each<[string, unknown]>([
    ['no record', 'text'],
    ['nothing', null],
    ['a record without routes', { VpcId: 'vpc-1' }],
    ['routes that are no list', { Routes: { State: 'active' } }],
    ['routes that are no records', { Routes: [1, null, 'active', ['active']] }],
  ])('are not looked for in %s', (_, record) => {
    const before = structuredClone(record);
    share(table('10.0.0.0/8'), record, table('10.0.0.0/8'));

    expect(record).toEqual(before);
  });

  it('are forgotten where there are too many', () => {
    const many = Array.from({ length: 60_000 }, (_, i) => `10.${i >> 16}.${(i >> 8) & 255}.${i & 255}/32`);
    const record = table(...many);
    share(record, table('10.0.0.0/8'));

    expect(record.Routes.map(({ DestinationCidrBlock }) => DestinationCidrBlock)).toEqual(many);
  });
});
