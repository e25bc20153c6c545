import { describe, expect, it } from 'vitest';
import { formatCidr } from '../../src/net/cidr.ts';
import { hasPrivateIpv6Alone, holds, ipv6CidrsOf, isAssociated, parsedCidrs } from '../../src/network/cidrs.ts';

/** @see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_VpcCidrBlockState.html */
const states = [
  [undefined, true],
  ['associated', true],
  ['associating', false],
  ['disassociating', false],
  ['disassociated', false],
  ['failing', false],
  ['failed', false],
  ['Associated', false],
] as const;

describe('a CIDR of a VPC or a subnet', () => {
  it.each(states)('in state %s counts: %s', (state, counts) => {
    expect(isAssociated(state)).toBe(counts);
  });

  it.each(states)('of IPv6 in state %s counts: %s', (State, counts) => {
    const set = [{ Ipv6CidrBlock: '2600:1f18:1::/56', Ipv6CidrBlockState: { State } }];

    expect(ipv6CidrsOf({ Ipv6CidrBlockAssociationSet: set }).map(formatCidr)).toEqual(
      counts ? ['2600:1f18:1::/56'] : [],
    );
  });

  it('counts where AWS says nothing of its state', () => {
    const set = [{ Ipv6CidrBlock: '2600:1f18:1::/56' }, {}, { Ipv6CidrBlock: '2600:1f18:2::/56' }];

    expect(ipv6CidrsOf({ Ipv6CidrBlockAssociationSet: set }).map(formatCidr)).toEqual([
      '2600:1f18:1::/56',
      '2600:1f18:2::/56',
    ]);
  });

  it.each([undefined, []])('is none in %o', (set) => {
    expect(ipv6CidrsOf({ Ipv6CidrBlockAssociationSet: set })).toEqual([]);
  });

  it('that cannot be read is left out', () => {
    expect(parsedCidrs(['10.0.0.0/16', 'ten', '10.1.0.0/16']).map(formatCidr)).toEqual(['10.0.0.0/16', '10.1.0.0/16']);
  });
});

/** @see https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html */
it.each([
  ['10.0.0.1', true],
  ['10.1.255.255', true],
  ['10.2.0.0', false],
  ['2600:1f18:1::5', true],
  ['2600:1f18:2::5', false],
  ['ten', false],
])('an address lies in a VPC where it lies in one of its CIDRs, of whatever family: %s %s', (address, isInside) => {
  const cidrs = {
    ipv4: parsedCidrs(['10.0.0.0/16', '10.1.0.0/16']),
    ipv6: parsedCidrs(['2600:1f18:1::/56', '2600:1f18:3::/56']),
  };

  expect(holds({ cidrs }, address)).toBe(isInside);
});

/** @see https://docs.aws.amazon.com/vpc/latest/userguide/vpc-ip-addressing.html#vpc-private-ipv6-addresses */
it.each<[readonly (readonly [cidr: string, attribute?: string, state?: string])[], boolean]>([
  [[], false],
  [[['fd80:1::/64']], true],
  [[['2600:1f18:1::/64']], false],
  [[['2600:1f18:1::/64', 'public']], false],
  [[['2600:1f18:1::/64', 'private']], true],
  [[['fd80:1::/64'], ['2600:1f18:1::/64', 'private']], true],
  [[['fd80:1::/64'], ['2600:1f18:1::/64']], false],
  [[['fd80:1::/64'], ['2600:1f18:1::/64', 'public', 'disassociated']], true],
  [[['fd80:1::/64', 'private', 'disassociated']], false],
  [[['']], false],
])('of IPv6 CIDRs %j all are private: %s', (cidrs, isPrivate) => {
  const set = cidrs.map(([Ipv6CidrBlock, Ipv6AddressAttribute, State]) => ({
    Ipv6CidrBlock,
    Ipv6AddressAttribute,
    Ipv6CidrBlockState: { State },
  }));

  expect(hasPrivateIpv6Alone({ Ipv6CidrBlockAssociationSet: set })).toBe(isPrivate);
  expect(hasPrivateIpv6Alone({})).toBe(false);
});
