import { describe, expect, it } from 'vitest';
import { remedyBy, remedyWords } from '../../../src/changes/remedy.ts';
import { networkOf } from '../../../src/network/network.ts';
import { admitClients, admittingGroups, createGroup } from '../../../src/rules/remedy/admission.ts';
import { serviceOf } from '../../../src/services/service-of.ts';
import { world } from '../../support/world.ts';

type World = ReturnType<typeof world>;

const needs = (id: string) =>
  serviceOf({ id, region: 'us-east-1', account: '111122223333', offered: undefined }).ports.needed;
const https = needs('ec2');
const vpcOf = (net: World) => {
  const vpc = networkOf(net.snapshot()).vpcs.get('vpc-main');
  if (vpc === undefined) throw new Error('no VPC');

  return vpc;
};
const group = (GroupId: string, cidr: string, port = 443, VpcId = 'vpc-main', GroupName = GroupId) => ({
  GroupId,
  VpcId,
  GroupName,
  IpPermissions: [{ IpProtocol: 'tcp', FromPort: port, ToPort: port, IpRanges: [{ CidrIp: cidr }] }],
});
const endpointWith = (...groups: readonly string[]) => {
  const net = world().subnet('a').endpoint('vpce-ec2', 'ec2', { privateDns: false, groups });
  net.sections.securityGroups.push(group('sg-part', '10.0.1.0/24'), group('sg-all', '10.0.0.0/16'));

  return net;
};
const withIpv6 = (net: World) => {
  for (const record of net.sections.vpcs)
    record.Ipv6CidrBlockAssociationSet = [
      { Ipv6CidrBlock: '2600:1f18:1::/56', Ipv6CidrBlockState: { State: 'associated' } },
    ];

  return net;
};
const wordsFor = (net: World, ports = https) => {
  const vpc = vpcOf(net);
  const [endpoint] = Array.isArray(vpc.endpoints) ? vpc.endpoints : [];

  return admitClients(vpc, endpoint, ports).map(remedyWords);
};

describe('the groups of an endpoint', () => {
  it('need nothing where one of them lets all of the VPC in', () => {
    expect(wordsFor(endpointWith('sg-part', 'sg-all'))).toEqual([]);
  });

  it('are opened where none does', () => {
    expect(wordsFor(endpointWith('sg-part'))).toEqual(['Let 10.0.0.0/16 in on TCP 443 by sg-part']);
  });

  it.each([
    ['none is known of it', []],
    ['one was not listed', ['sg-all', 'sg-unlisted']],
    ['the only one was not listed', ['sg-unlisted']],
  ])('are to be checked by hand where %s', (_, groups) => {
    expect(wordsFor(endpointWith(...groups))).toEqual([
      'Check that the security groups of vpce-ec2 let vpc-main in on TCP 443',
    ]);
  });

  it('are opened on the first of several ports that would do, and on none where another is open', () => {
    const smtp = needs('email-smtp');
    const net = endpointWith('sg-mail');
    net.sections.securityGroups.push(group('sg-mail', '10.0.0.0/16', 587));

    expect(wordsFor(net, smtp)).toEqual([]);
    expect(wordsFor(endpointWith('sg-part'), smtp)).toEqual(['Let 10.0.0.0/16 in on TCP 25 by sg-part']);
    expect(wordsFor(endpointWith('sg-unlisted'), smtp)).toEqual([
      'Check that the security groups of vpce-ec2 let vpc-main in on TCP 25',
    ]);
  });

  it('are to be checked by hand where groups were not read', () => {
    expect(wordsFor(endpointWith('sg-all').unread('securityGroups'))).toEqual([
      'Check that the security groups of vpce-ec2 let vpc-main in on TCP 443',
    ]);
  });
});

/** To open a group opens all that is in it. */
describe('a group that keeps clients out', () => {
  const opened = ['Let 10.0.0.0/16 in on TCP 443 by sg-part'];
  const member = (type = 'interface', groupId = 'sg-part') => ({
    InterfaceType: type,
    Groups: [{ GroupId: groupId }],
  });
  /** Another endpoint stands beside it whose group lets everybody in. */
  const beside = (extra: object = {}) => {
    const net = endpointWith('sg-part')
      .subnet('b')
      .endpoint('vpce-kms', 'kms', { groups: ['sg-all'] });
    Object.assign(net.sections.vpcEndpoints.at(-1) ?? {}, extra);

    return net;
  };

  it.each<[string, World]>([
    ['an instance is in it as well', beside().interface('job', 'a', member())],
    ['an instance of another subnet is in it as well', beside().interface('job', 'b', member())],
    ['nobody knows who is in it', beside().unread('networkInterfaces')],
  ])('is left alone where %s: the endpoint is given that of another one', (_, net) => {
    expect(wordsFor(net)).toEqual(['Give vpce-ec2 sg-all']);
  });

  it.each<[string, World]>([
    ['nobody else is in it', beside()],
    ['others are in other groups', beside().interface('job', 'a', member('interface', 'sg-main'))],
    ['only endpoints are in it', beside().interface('other', 'a', member('vpc_endpoint'))],
    ['no other group lets everybody in', endpointWith('sg-part').interface('job', 'a', member())],
    ['the other endpoint failed', beside({ State: 'failed' }).interface('job', 'a', member())],
    [
      'the other endpoint belongs to a service of AWS',
      beside({ RequesterManaged: true }).interface('job', 'a', member()),
    ],
    [
      'the other endpoint is a firewall’s',
      beside({ VpcEndpointType: 'GatewayLoadBalancer' }).interface('job', 'a', member()),
    ],
  ])('is opened where %s', (_, net) => {
    expect(wordsFor(net)).toEqual(opened);
  });
});

describe('a group that lets in all clients', () => {
  const found = (net: World) => admittingGroups(vpcOf(net), https);
  const fallback = (...groups: readonly ReturnType<typeof group>[]) => {
    const net = world().subnet('a');
    net.sections.securityGroups.splice(0, Infinity, ...groups);

    return net;
  };

  it('is that of another endpoint', () => {
    expect(found(endpointWith('sg-all'))).toEqual(['sg-all']);
  });

  it('is the default one of the VPC, and no other', () => {
    const own = group('sg-default', '10.0.0.0/16', 443, 'vpc-main', 'default');

    expect(found(fallback(own, group('sg-all', '10.0.0.0/16')))).toEqual(['sg-default']);
    expect(found(fallback(group('sg-all', '10.0.0.0/16')))).toBeNull();
    expect(found(fallback(group('sg-far', '10.0.0.0/16', 443, 'vpc-far', 'default')))).toBeNull();
    expect(found(fallback(group('sg-default', '10.0.1.0/24', 443, 'vpc-main', 'default')))).toBeNull();
  });

  it.each<[string, object]>([
    ['is not in use', { State: 'failed' }],
    ['belongs to a service of AWS', { RequesterManaged: true }],
    ['is of another type', { VpcEndpointType: 'GatewayLoadBalancer' }],
  ])('is not that of an endpoint that %s', (_, change) => {
    const net = endpointWith('sg-all');
    net.sections.securityGroups.splice(0, Infinity, group('sg-all', '10.0.0.0/16'));
    for (const record of net.sections.vpcEndpoints) Object.assign(record, change);

    expect(found(net)).toBeNull();
  });

  it('is none where there is no group at all, though no address is known to call from', () => {
    const net = fallback();
    for (const record of net.sections.vpcs) Reflect.deleteProperty(record, 'CidrBlock');

    expect(found(net)).toBeNull();
  });

  it('is none where groups were not read', () => {
    expect(found(world().subnet('a').unread('securityGroups'))).toBeNull();
  });
});

it('a group is created for IPv6 only where a subnet has it', () => {
  const words = (net: World) => remedyWords(remedyBy(...createGroup(vpcOf(withIpv6(net)), https)));

  expect(words(world().subnet('a'))).toBe(
    'Create security group vpc-endpoints in vpc-main, then let 10.0.0.0/16 in on TCP 443 by the new security group',
  );
  expect(words(world().subnet('a').subnet('b', { ipv6: '2600:1f18:1:1::/64' }))).toBe(
    'Create security group vpc-endpoints in vpc-main, then let 10.0.0.0/16 and 2600:1f18:1::/56 in on TCP 443 by the new security group',
  );
});

describe('a group that is made', () => {
  const named = (net: World) => {
    const [change] = createGroup(vpcOf(net), https);

    return change?.kind === 'create-security-group' ? change.name : undefined;
  };

  it('has a name that no other group of the VPC has', () => {
    const net = world().subnet('a');
    net.sections.securityGroups.push(group('sg-1', '10.0.0.0/16', 443, 'vpc-main', 'vpc-endpoints'));
    expect(named(net)).toBe('vpc-endpoints-2');

    net.sections.securityGroups.push(group('sg-2', '10.0.0.0/16', 443, 'vpc-main', 'vpc-endpoints-2'));
    expect(named(net)).toBe('vpc-endpoints-3');
  });

  it('may have the name of a group of another VPC', () => {
    const net = world().subnet('a');
    net.sections.securityGroups.push(group('sg-far', '10.0.0.0/16', 443, 'vpc-far', 'vpc-endpoints'));

    expect(named(net)).toBe('vpc-endpoints');
  });

  it('is opened on the first of several ports that would do', () => {
    expect(remedyWords(remedyBy(...createGroup(vpcOf(world().subnet('a')), needs('email-smtp'))))).toMatch(
      /let 10\.0\.0\.0\/16 in on TCP 25 by the new security group$/,
    );
  });

  it('has the usual name where groups were not read, and no group is known to let clients in', () => {
    const net = world().subnet('a').unread('securityGroups');

    expect(named(net)).toBe('vpc-endpoints');
    expect(admittingGroups(vpcOf(net), https)).toBeNull();
  });

  it('says a range of ports as one', () => {
    const net = endpointWith('sg-gone');
    const endpoint = [...networkOf(net.snapshot()).endpoints.values()].find(({ id }) => id === 'vpce-ec2');
    const [remedy] = endpoint === undefined ? [] : admitClients(vpcOf(net), endpoint, [[{ first: 1400, last: 1499 }]]);

    expect(remedy && remedyWords(remedy)).toContain('TCP 1400-1499');
  });
});
