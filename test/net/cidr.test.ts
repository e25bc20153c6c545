import fc from 'fast-check';
import ipaddr from 'ipaddr.js';
import { describe, expect, it } from 'vitest';
import { cidrsOf, covers, formatAddress, formatCidr, overlaps, parseCidr } from '../../src/net/cidr.ts';

const octet = fc.integer({ min: 0, max: 255 });
const ipv4 = fc.tuple(octet, octet, octet, octet).map((octets) => octets.join('.'));
const group = fc.integer({ min: 0, max: 0xffff });
const sparse = fc.oneof(fc.constant(0), group);
const ipv6 = fc
  .array(sparse, { minLength: 8, maxLength: 8 })
  .map((groups) => new ipaddr.IPv6(groups).toRFC5952String());
const ipv4Cidr = fc.tuple(ipv4, fc.integer({ min: 0, max: 32 })).map(([address, length]) => `${address}/${length}`);
const ipv6Cidr = fc.tuple(ipv6, fc.integer({ min: 0, max: 128 })).map(([address, length]) => `${address}/${length}`);

const networkOf = (text: string): string => {
  const [address, length] = ipaddr.parseCIDR(text);
  const kind = address.kind() === 'ipv4' ? ipaddr.IPv4 : ipaddr.IPv6;
  const network = kind.networkAddressFromCIDR(text);

  return `${network instanceof ipaddr.IPv6 ? network.toRFC5952String() : network.toString()}/${length}`;
};

const matches = (inner: string, outer: string): boolean => {
  const [address, length] = ipaddr.parseCIDR(inner);
  const [network, shorter] = ipaddr.parseCIDR(outer);

  return length >= shorter && address.kind() === network.kind() && address.match(network, shorter);
};

describe('a CIDR', () => {
  it('is read and written as ipaddr.js does, IPv4', () => {
    fc.assert(
      fc.property(ipv4Cidr, (text) => {
        const cidr = parseCidr(text);
        expect(cidr && formatCidr(cidr)).toBe(networkOf(text));
      }),
    );
  });

  it('is read and written as ipaddr.js does, IPv6', () => {
    fc.assert(
      fc.property(ipv6Cidr, (text) => {
        const cidr = parseCidr(text);
        expect(cidr && formatCidr(cidr)).toBe(networkOf(text));
      }),
    );
  });

  it.each([ipv4Cidr, ipv6Cidr])('covers what ipaddr.js says it matches', (some) => {
    fc.assert(
      fc.property(some, some, (a, b) => {
        const inner = parseCidr(a);
        const outer = parseCidr(b);
        if (inner === undefined || outer === undefined) throw new Error('unreadable');
        expect(covers(outer, inner)).toBe(matches(networkOf(a), networkOf(b)));
        expect(overlaps(inner, outer)).toBe(covers(inner, outer) || covers(outer, inner));
      }),
    );
  });

  it('of a single address is that address', () => {
    fc.assert(
      fc.property(fc.oneof(ipv4, ipv6), (text) => {
        const cidr = parseCidr(text);
        expect(cidr?.first).toBe(cidr?.last);
        expect(cidr && formatAddress(cidr.first)).toBe(text);
      }),
    );
  });

  it.each([
    '',
    '10.0.0.0/33',
    '10.0.0/8',
    '10.0.0.256/8',
    '10.0.0.0/08',
    '010.0.0.0/8',
    '10.0.0.0/',
    '10.0.0.0/8/8',
    '1.2.3.4.5',
    '1..2.3',
    '.1.2.3',
    '1.2.3.',
    '1a.2.3.4',
    '10.0.0.0/a',
    '10.0.0.0/-',
    '/8',
    '::1::',
    '1:2:3:4::5:6:7:8::',
    '1:2:3:4::5:6:7:8',
    '1:2:3:4:5::6:7:8:9',
    '::12345',
    '::g1',
    '::1g',
    '::/129',
    '1:2:3:4:5:6:7',
    '1:2:3:4:5:6:7:8:9',
    '::gggg',
    '10.0.0.0 /8',
    '-1.0.0.0',
    '::1.2.3.400',
    'vpc-1',
  ])('is not %j', (text) => {
    expect(parseCidr(text)).toBeUndefined();
  });

  it.each([
    ['1:2:3:4:5:6:7::', '1:2:3:4:5:6:7:0/128'],
    ['1:0:0:2:0:0:3:4', '1::2:0:0:3:4/128'],
    ['1:0:0:2:0:0:0:4', '1:0:0:2::4/128'],
    ['0:0:0:0:1:0:0:0', '::1:0:0:0/128'],
    ['0:1:2:3:4:5:6:7', '0:1:2:3:4:5:6:7/128'],
    ['ABCD::', 'abcd::/128'],
  ])('%s is written as %s', (text, written) => {
    const cidr = parseCidr(text);
    expect(cidr && formatCidr(cidr)).toBe(written);
  });

  it('may carry an IPv4 tail', () => {
    const cidr = parseCidr('64:ff9b::192.0.2.1');
    expect(cidr && formatCidr(cidr)).toBe('64:ff9b::c000:201/128');
  });
});

describe('CIDRs of a family', () => {
  it('are those that can be read, in their order', () => {
    const texts = ['10.1.0.0/16', 'fd00::/8', 'vpc-1', '10.0.0.0/16', '::1'];
    expect(cidrsOf(texts, 'ipv4').map(formatCidr)).toEqual(['10.1.0.0/16', '10.0.0.0/16']);
    expect(cidrsOf(texts, 'ipv6').map(formatCidr)).toEqual(['fd00::/8', '::1/128']);
  });
});

describe('ranges', () => {
  it.each([
    [0, 5, 5, 9, true],
    [5, 9, 0, 5, true],
    [0, 4, 5, 9, false],
    [5, 9, 0, 4, false],
    [0, 9, 3, 4, true],
    [3, 4, 0, 9, true],
  ])('%d to %d and %d to %d overlap: %j', (first, last, otherFirst, otherLast, expected) => {
    expect(overlaps({ first, last }, { first: otherFirst, last: otherLast })).toBe(expected);
  });
});
