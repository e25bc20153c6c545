import { describe, expect, it } from 'vitest';
import { networkAcl, securityGroup } from '../../src/network/access.ts';

/** @see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_IpPermission.html */
describe('a permission of a security group', () => {
  const everyPort = { fromPort: 0, toPort: 65_535, cidrs: [], prefixListIds: [], groupIds: [] };

  it.each([
    ['-1', {}, [0, 65_535]],
    ['-1', { FromPort: 443, ToPort: 443 }, [0, 65_535]],
    ['-1', { FromPort: -1, ToPort: -1 }, [0, 65_535]],
    ['tcp', { FromPort: 443, ToPort: 444 }, [443, 444]],
    ['6', { FromPort: 443, ToPort: 444 }, [443, 444]],
    ['tcp', { FromPort: 443 }, [443, 65_535]],
    ['tcp', { ToPort: 443 }, [0, 443]],
    ['tcp', {}, [0, 65_535]],
    [undefined, { FromPort: 443, ToPort: 443 }, [443, 443]],
  ] as const)('for protocol %s with %o opens the ports %o', (IpProtocol, ports, [fromPort, toPort]) => {
    const { ingress, egress } = securityGroup({ GroupId: 'sg-1', IpPermissions: [{ IpProtocol, ...ports }] });

    expect(ingress).toEqual([{ ...everyPort, fromPort, toPort }]);
    expect(egress).toEqual([]);
  });

  it.each(['udp', '17', 'icmp', '1', 'icmpv6', '58', '50', '0', 'TCP/IP'])(
    'for protocol %s says nothing of TCP',
    (IpProtocol) => {
      expect(securityGroup({ GroupId: 'sg-1', IpPermissionsEgress: [{ IpProtocol }] }).egress).toEqual([]);
    },
  );

  it('names CIDRs of both families, prefix lists and groups', () => {
    expect(
      securityGroup({
        GroupId: 'sg-1',
        GroupName: 'web',
        IpPermissions: [],
        IpPermissionsEgress: [
          {
            IpProtocol: 'tcp',
            FromPort: 443,
            ToPort: 443,
            IpRanges: [{ CidrIp: '10.0.0.0/8' }, {}, { CidrIp: '192.168.0.0/16' }],
            Ipv6Ranges: [{ CidrIpv6: '2600:1f18::/32' }, {}],
            PrefixListIds: [{ PrefixListId: 'pl-1' }, {}],
            UserIdGroupPairs: [{ GroupId: 'sg-2' }, {}],
          },
        ],
      }),
    ).toEqual({
      id: 'sg-1',
      name: 'web',
      vpcId: null,
      ingress: [],
      egress: [
        {
          fromPort: 443,
          toPort: 443,
          cidrs: ['10.0.0.0/8', '192.168.0.0/16', '2600:1f18::/32'],
          prefixListIds: ['pl-1'],
          groupIds: ['sg-2'],
        },
      ],
      queries: { ingress: [], egress: [] },
    });
  });

  it('is of the direction that AWS lists it under', () => {
    const record = {
      GroupId: 'sg-1',
      IpPermissions: [{ IpProtocol: 'tcp', FromPort: 1, ToPort: 1 }],
      IpPermissionsEgress: [{ IpProtocol: 'tcp', FromPort: 2, ToPort: 2 }],
    };

    expect(securityGroup(record)).toEqual({
      id: 'sg-1',
      name: null,
      vpcId: null,
      ingress: [{ ...everyPort, fromPort: 1, toPort: 1 }],
      egress: [{ ...everyPort, fromPort: 2, toPort: 2 }],
      queries: { ingress: [], egress: [] },
    });
  });

  it('is none where AWS lists none', () => {
    expect(securityGroup({ GroupId: 'sg-1' })).toEqual({
      id: 'sg-1',
      name: null,
      vpcId: null,
      ingress: [],
      egress: [],
      queries: { ingress: [], egress: [] },
    });
  });

  it.each<[string | undefined, object, number]>([
    ['udp', { FromPort: 53, ToPort: 53 }, 1],
    ['17', { FromPort: 1, ToPort: 53 }, 1],
    ['17', { FromPort: 53, ToPort: 60 }, 1],
    ['-1', {}, 1],
    [undefined, { FromPort: 53, ToPort: 53 }, 1],
    ['udp', { FromPort: 54, ToPort: 60 }, 0],
    ['udp', { FromPort: 1, ToPort: 52 }, 0],
    ['tcp', { FromPort: 53, ToPort: 53 }, 0],
  ])('for protocol %s and %o lets DNS queries pass, or not', (IpProtocol, ports, count) => {
    const record = [{ IpProtocol, ...ports }];
    const { queries } = securityGroup({ GroupId: 'sg-1', IpPermissions: record, IpPermissionsEgress: record });

    expect([queries.ingress.length, queries.egress.length]).toEqual([count, count]);
  });
});

/** @see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_NetworkAclEntry.html */
describe('an entry of a network ACL', () => {
  const plain = { number: 1, allows: true, egress: true, cidr: '0.0.0.0/0', fromPort: 0, toPort: 65_535 };
  const record = { RuleNumber: 1, RuleAction: 'allow', Egress: true, CidrBlock: '0.0.0.0/0' };
  const entriesOf = (...Entries: NonNullable<Parameters<typeof networkAcl>[0]['Entries']>) =>
    networkAcl({ NetworkAclId: 'acl-1', Entries }).entries;

  it.each([
    ['-1', undefined, [0, 65_535]],
    ['-1', { From: 443, To: 443 }, [0, 65_535]],
    ['6', { From: 443, To: 444 }, [443, 444]],
    ['tcp', { From: 443, To: 444 }, [443, 444]],
    ['6', { From: 443 }, [443, 65_535]],
    ['6', { To: 443 }, [0, 443]],
    ['6', undefined, [0, 65_535]],
    [undefined, { From: 443, To: 443 }, [443, 443]],
  ] as const)('for protocol %s with %o rules the ports %o', (Protocol, PortRange, [fromPort, toPort]) => {
    expect(entriesOf({ ...record, Protocol, PortRange })).toEqual([{ ...plain, fromPort, toPort }]);
  });

  it.each([
    ['17', 1],
    ['udp', 1],
    ['-1', 1],
    [undefined, 1],
    ['6', 0],
    ['1', 0],
  ])('for protocol %s is for UDP, or not', (Protocol, count) => {
    expect(networkAcl({ NetworkAclId: 'acl-1', Entries: [{ ...record, Protocol }] }).udpEntries).toHaveLength(count);
  });

  it.each(['17', '1', '58', '50', '0'])('for protocol %s says nothing of TCP', (Protocol) => {
    expect(entriesOf({ ...record, Protocol })).toEqual([]);
  });

  it.each([
    ['allow', true],
    ['deny', false],
    [undefined, false],
    ['permit', false],
  ] as const)('that says %s lets through: %s', (RuleAction, allows) => {
    expect(entriesOf({ ...record, Protocol: '-1', RuleAction })).toEqual([{ ...plain, allows }]);
  });

  it.each([
    [true, true],
    [false, false],
    [undefined, false],
  ] as const)('with Egress %s is for what leaves: %s', (Egress, egress) => {
    expect(entriesOf({ ...record, Protocol: '-1', Egress })).toEqual([{ ...plain, egress }]);
  });

  it.each([
    [{ CidrBlock: '10.0.0.0/8' }, '10.0.0.0/8'],
    [{ CidrBlock: undefined, Ipv6CidrBlock: '::/0' }, '::/0'],
    [{ CidrBlock: undefined }, ''],
  ])('of %o is about %s', (block, cidr) => {
    expect(entriesOf({ ...record, Protocol: '-1', ...block })).toEqual([{ ...plain, cidr }]);
  });

  /** @see https://docs.aws.amazon.com/vpc/latest/userguide/nacl-rules.html */
  it('comes in the order of numbers, whatever order AWS lists them in; the one without a number is last', () => {
    const numbered = [32_767, 200, 9, 100, undefined].map((RuleNumber) => ({ ...record, Protocol: '-1', RuleNumber }));

    expect(entriesOf(...numbered).map(({ number }) => number)).toEqual([9, 100, 200, 32_767, 32_767]);
  });
});

/** @see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_NetworkAcl.html */
describe('a network ACL', () => {
  const Associations = [{ SubnetId: 'subnet-1' }, {}, { SubnetId: 'subnet-2' }];

  it.each([
    [true, true, []],
    [false, false, ['subnet-1', 'subnet-2']],
    [undefined, false, ['subnet-1', 'subnet-2']],
  ] as const)('with IsDefault %s', (IsDefault, isDefault, subnetIds) => {
    expect(networkAcl({ NetworkAclId: 'acl-1', VpcId: 'vpc-1', IsDefault, Associations })).toEqual({
      id: 'acl-1',
      vpcId: 'vpc-1',
      isDefault,
      subnetIds,
      entries: [],
      udpEntries: [],
    });
  });

  it('may say little', () => {
    expect(networkAcl({ NetworkAclId: 'acl-1' })).toEqual({
      id: 'acl-1',
      vpcId: null,
      isDefault: false,
      subnetIds: [],
      entries: [],
      udpEntries: [],
    });
  });
});
