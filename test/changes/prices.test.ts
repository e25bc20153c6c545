import { expect, it } from 'vitest';
import type { Change } from '../../src/changes/change.ts';
import { costOf, natCostOf, type Prices } from '../../src/changes/prices.ts';
import { one } from './refused.ts';

const price = (interfaceEndpointHour: number, interfaceEndpointGigabyte: number, natGatewayHour: number) => ({
  interfaceEndpointHour,
  interfaceEndpointGigabyte,
  natGatewayHour,
});
const prices: Prices = {
  date: '2026-11-01',
  currency: 'EUR',
  regions: { 'us-east-1': price(0.1, 0.01, 1), 'eu-west-1': price(0.2, 0.02, 2) },
};

const monthOf = (...changes: readonly Change[]) => {
  const { monthly, gigabyte, guessed } = costOf(changes, prices);

  return { monthly, gigabyte, guessed };
};

const endpoint = (region: string) => one('create-interface-endpoint', { region });

/** @see https://aws.amazon.com/privatelink/pricing/ */
it.each<[string, readonly Change[], ReturnType<typeof monthOf>]>([
  ['nothing for no change', [], { monthly: 0, gigabyte: null, guessed: [] }],
  ['nothing for a gateway endpoint', [one('create-gateway-endpoint')], { monthly: 0, gigabyte: null, guessed: [] }],
  ['each zone of an interface endpoint', [endpoint('us-east-1')], { monthly: 146, gigabyte: 0.01, guessed: [] }],
  ['a zone more', [one('add-endpoint-subnets')], { monthly: 73, gigabyte: 0.01, guessed: [] }],
  ['a zone less, and no bytes', [one('remove-endpoint-subnets')], { monthly: -73, gigabyte: null, guessed: [] }],
  [
    'an endpoint less',
    [one('delete-endpoint', { recreation: endpoint('us-east-1') })],
    { monthly: -146, gigabyte: null, guessed: [] },
  ],
  ['no gateway endpoint less', [one('delete-endpoint')], { monthly: 0, gigabyte: null, guessed: [] }],
  ['a NAT gateway less', [one('delete-nat-gateway')], { monthly: -730, gigabyte: null, guessed: [] }],
  [
    'the dearest gigabyte of several Regions',
    [endpoint('eu-west-1'), endpoint('us-east-1')],
    { monthly: 438, gigabyte: 0.02, guessed: [] },
  ],
  [
    'as in the reference Region where a Region has no price, and says so',
    [
      endpoint('us-west-2'),
      one('delete-nat-gateway', { region: 'ap-south-1' }),
      one('by-hand', { region: 'sa-east-1' }),
    ],
    { monthly: -584, gigabyte: 0.01, guessed: ['ap-south-1', 'us-west-2'] },
  ],
])('a month costs %s', (_, changes, cost) => {
  expect(monthOf(...changes)).toEqual(cost);
});

it('NAT gateways cost a month each, by the prices of their Region', () => {
  expect(natCostOf(['us-east-1', 'eu-west-1', 'eu-west-1'], prices)).toEqual({
    monthly: 3650,
    gigabyte: null,
    currency: 'EUR',
    date: '2026-11-01',
    guessed: [],
  });
});

it('knows no price where not even the reference Region has one', () => {
  expect(costOf([endpoint('us-east-1')], { ...prices, regions: {} })).toMatchObject({
    monthly: 0,
    guessed: ['us-east-1'],
  });
});
