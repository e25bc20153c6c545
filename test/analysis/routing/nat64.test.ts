import { describe, expect, it } from 'vitest';
import { assume } from '../../../src/analysis/doubt.ts';
import { isEmbedded, throughNat64 } from '../../../src/analysis/routing/nat64.ts';
import { type Cidr, parseCidr } from '../../../src/net/cidr.ts';
import { toCidrs } from '../../../src/net/ranges.ts';
import { networkFrom, stepOf } from '../../support/step.ts';
import { world } from '../../support/world.ts';

const ranges = (...texts: readonly string[]): readonly Cidr[] => texts.flatMap((text) => parseCidr(text) ?? []);

describe('addresses that DNS64 answered', () => {
  it.each([['64:ff9b::/96'], ['64:ff9b::/128'], ['64:ff9b::ffff:ffff/128'], ['64:ff9b::10.0.0.1/128']])(
    'are %s',
    (text) => {
      expect(isEmbedded(ranges(text))).toBe(true);
    },
  );

  it.each([['::1/128'], ['64:ff9b::/95'], ['64:ff9b:0:0:0:1::/128'], ['2600::/16'], ['10.0.0.0/8']])(
    'are not %s',
    (text) => {
      expect(isEmbedded(ranges('64:ff9b::/96', text))).toBe(false);
    },
  );
});

/** @see https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-nat64-dns64.html */
describe('a packet that reaches a NAT gateway', () => {
  const network = () =>
    networkFrom(
      world().subnet('a', { ipv6: '2600:1f18:1:1::/64', routes: { '0.0.0.0/0': 'nat-main', '::/0': 'nat-main' } }),
    );

  it('becomes IPv4, destination and all, where DNS64 answered its address', () => {
    const {
      walk,
      ranges: to,
      trace,
    } = throughNat64(stepOf(network(), { by: '::/0', family: 'ipv6', to: ['64:ff9b::34d8:0/112'] }));

    expect(toCidrs(to)).toEqual(['52.216.0.0/16']);
    expect(walk).toMatchObject({
      family: 'ipv4',
      familyBeforeNat: 'ipv6',
      destination: { id: 'addresses ', family: 'ipv4' },
    });
    expect(trace.doubts).toEqual([assume('nat64-route')]);
  });

  it('stays as it is otherwise', () => {
    const ipv6 = stepOf(network(), { by: '::/0', family: 'ipv6', to: ['2600::/16'] });
    const ipv4 = stepOf(network());

    expect(throughNat64(ipv6)).toBe(ipv6);
    expect(throughNat64(ipv4)).toBe(ipv4);
  });
});
