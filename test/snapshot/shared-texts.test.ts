import { describe, expect, it } from 'vitest';
import { textSharer } from '../../src/snapshot/shared-texts.ts';

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
  const one = textSharer();
  for (const record of records) one(record);
};

describe('texts that routes share', () => {
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
