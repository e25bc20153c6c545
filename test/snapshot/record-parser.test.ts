import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isRecord } from '../../src/is-record.ts';
import { recordParser } from '../../src/snapshot/record-parser.ts';

const routes = [
  { DestinationCidrBlock: '10.0.0.0/8', GatewayId: 'local' },
  { DestinationCidrBlock: '0.0.0.0/0', NatGatewayId: 'nat-1' },
];
const table = (id: string, own: readonly unknown[] = routes) => ({ RouteTableId: id, Routes: own, Tags: [] });

const parsedAll = (...texts: readonly string[]): readonly unknown[] => texts.map(recordParser());

const routesOf = (record: unknown): unknown => (isRecord(record) ? record.Routes : undefined);

/** What a list may be mistaken for. */
const text = fc.oneof(
  fc.constantFrom(',"Routes":[{', '}]', '\0routes', '"', '\\', '\\"', 'Routes'),
  fc.string({ maxLength: 3 }),
);
const list = fc.array(fc.dictionary(text, fc.oneof(text, fc.constantFrom(1, null, routes))), { maxLength: 3 });
const record = fc.record({
  ...{ Id: text, Deep: fc.record({ x: fc.constant(1), Routes: fc.oneof(fc.constant(routes), list) }) },
  ...{ Routes: fc.oneof(fc.constantFrom(routes, '\0routes', null), list), Tags: fc.array(text, { maxLength: 2 }) },
});

describe('records one after the other', () => {
  it('share the list of routes that is told in the same words', () => {
    const other = [{ DestinationCidrBlock: '10.0.0.0/8', GatewayId: 'igw-1' }];
    const texts = [table('rtb-1'), table('rtb-2', other), table('rtb-3')].map((one) => JSON.stringify(one));
    const [first, second, third] = parsedAll(...texts);

    expect([first, second, third]).toEqual([table('rtb-1'), table('rtb-2', other), table('rtb-3')]);
    expect(routesOf(third)).toBe(routesOf(first));
  });

  it('share none that lasts longer than the words that were met', () => {
    const longer = [...routes, { DestinationCidrBlock: '1.0.0.0/8' }];
    const texts = [table('rtb-1'), table('rtb-2', longer), table('rtb-3', routes.slice(0, 1))];

    expect(parsedAll(...texts.map((one) => JSON.stringify(one)))).toEqual(texts);
  });

  it.each([
    ['a list within a list', { Id: 1, Routes: [{ Of: [{ x: 1 }], x: 2 }] }],
    ['a list that is not of the record', { Id: 1, Deep: { x: 1, Routes: routes } }],
    ['a list before that of the record', { Id: 1, Deep: { x: 1, Routes: routes }, Routes: [] }],
    ['text that ends like a list', { Id: 1, Routes: [{ Name: '}]' }] }],
    ['escapes', { Id: 'a\\b', Routes: routes }],
    ['what a list is told by in its place', { Id: 1, Deep: { x: 1, Routes: routes }, Routes: '\0routes' }],
    ['no list', { Id: 1, Routes: 'none' }],
  ])('are what they are where they hold %s', (_, one) => {
    const known = table('rtb-1');

    expect(parsedAll(...[known, one, one, known].map((each) => JSON.stringify(each)))).toEqual([
      known,
      one,
      one,
      known,
    ]);
  });

  it.each([
    ['a key that stands twice', '{"Id":1,"Routes":[{"x":1}],"Routes":[{"x":2}]}'],
    ['blanks', '{ "Id":1,"Routes":[{"x": 1}] ,"Tags":[] }'],
    ['escapes', '{"Id":1,"Routes":[{"x":"\\u0041"}]}'],
    ['numbers as nobody writes them', '{"Id":1,"Routes":[{"x":1.0}]}'],
  ])('are those of JSON.parse where they hold %s', (_, json) => {
    expect(parsedAll(json, json)).toEqual([JSON.parse(json), JSON.parse(json)]);
  });

  it('are refused where JSON.parse refuses them', () => {
    const whole = JSON.stringify(table('rtb-1'));
    const parse = recordParser();
    parse(whole);

    for (const broken of [whole.slice(0, -1), whole.replace('}]', '}'), `x${whole}`])
      expect(() => parse(broken)).toThrow(SyntaxError);
  });

  it('are those of JSON.parse, whatever they hold', () => {
    const records = fc.array(record, { maxLength: 12 }).map((all) => all.map((one) => JSON.stringify(one)));

    fc.assert(
      fc.property(records, (texts) => {
        expect(parsedAll(...texts).map((one) => JSON.stringify(one))).toEqual(texts);
      }),
    );
  });
});
