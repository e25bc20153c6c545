import { describe, expect, it } from 'vitest';
import { networkOf } from '../../../src/network/network.ts';
import { listsOf } from '../../../src/rules/remedy/prefix-lists.ts';
import { world } from '../../support/world.ts';

const serviceName = 'com.amazonaws.us-east-1.s3';
const netWithLists = () => {
  const net = world();
  net.sections.managedPrefixLists.push(
    {
      PrefixListId: 'pl-b6',
      PrefixListName: 'com.amazonaws.us-east-1.ipv6.s3',
      AddressFamily: 'IPv6',
      OwnerId: 'AWS',
    },
    { PrefixListId: 'pl-own', PrefixListName: serviceName.replace('com.amazonaws', 'mine'), OwnerId: '111122223333' },
  );

  return net;
};
const idsOf = (net: ReturnType<typeof world>, ipAddressType: 'ipv4' | 'ipv6' | 'dualstack') => {
  const vpc = networkOf(net.snapshot()).vpcs.get('vpc-main');

  return vpc === undefined ? undefined : listsOf(vpc, { serviceName, ipAddressType }).map(({ id }) => id);
};

describe('the prefix lists of a gateway endpoint', () => {
  it.each([
    ['ipv4', ['pl-s3']],
    ['ipv6', ['pl-b6']],
    ['dualstack', ['pl-b6', 'pl-s3']],
  ] as const)('%s', (type, ids) => {
    expect(idsOf(netWithLists(), type)).toEqual(ids);
  });

  it('are none where the lists were not read', () => {
    expect(idsOf(netWithLists().unread('managedPrefixLists'), 'ipv4')).toEqual([]);
  });
});
