import type { Change, ChangeKindName, ChangeOf } from '../../src/changes/change.ts';
import { newId } from '../../src/changes/new-id.ts';
import { account, region } from '../support/world/sections.ts';
import { world } from '../support/world.ts';

const place = { account, region, vpcId: 'vpc-main' };
const https = { first: 443, last: 443 };
const serviceName = (id: string): string => `com.amazonaws.${region}.${id}`;
const line = { number: 90, egress: false, allows: true, cidr: '10.0.0.0/16', port: https };
const inCidr = { port: https, peer: { cidr: '10.0.0.0/16' } };
const zone = { HostedZoneId: 'Z1', Name: 'ec2.us-east-1.amazonaws.com.', Owner: { OwningAccount: account } };
const otherZone = { ...zone, HostedZoneId: 'Z2', Name: 'sts.us-east-1.amazonaws.com.' };
const guest = { region, vpcId: 'vpc-guest' };
const record = {
  Name: 'ec2.us-east-1.amazonaws.com.',
  Type: 'A',
  TTL: 60,
  ResourceRecords: [{ Value: '10.0.1.9' }],
};
const natRoute = {
  DestinationCidrBlock: '52.0.0.0/8',
  NatGatewayId: 'nat-main',
  Origin: 'CreateRoute',
  State: 'active',
};

/** Facts on which every change of `oneOfEach` can be made. */
export const ready = () => {
  const net = world()
    .subnet('a', { routes: { '0.0.0.0/0': 'nat-main', '52.0.0.0/8': 'nat-main' } })
    .subnet('b', { zone: 'b', routes: { '0.0.0.0/0': 'nat-main' } })
    .subnet('c', { zone: 'c' })
    .gateway('vpce-s3', 's3', ['a'])
    .endpoint('vpce-ec2', 'ec2', { subnets: ['a', 'b'] })
    .zone('ec2.us-east-1.amazonaws.com', ['main'], ['ec2.us-east-1.amazonaws.com A 10.0.1.7'])
    .rule('rslvr-rr-1', 'amazonaws.com', 'FORWARD', ['192.168.0.9']);
  net.sections.managedPrefixLists.push({
    PrefixListId: 'pl-s3-6',
    PrefixListName: 'com.amazonaws.us-east-1.ipv6.s3',
    AddressFamily: 'IPv6',
    OwnerId: 'AWS',
  });
  for (const one of net.sections.vpcEndpoints) one.IpAddressType = 'ipv4';
  for (const one of net.sections.resolverRuleAssociations) one.Id = 'rslvr-rr-1-vpc-main';
  net.sections.resolverRules.push({ Id: 'rslvr-rr-2', DomainName: 'example.', RuleType: 'SYSTEM', Status: 'COMPLETE' });
  net.sections.networkAcls.push({
    NetworkAclId: 'acl-own',
    VpcId: 'vpc-main',
    Entries: [
      {
        RuleNumber: 50,
        Protocol: '6',
        RuleAction: 'deny',
        Egress: true,
        CidrBlock: '10.0.0.0/16',
        PortRange: { From: 443, To: 443 },
      },
    ],
  });
  net.sections.securityGroups.push({
    GroupId: 'sg-narrow',
    GroupName: 'narrow',
    VpcId: 'vpc-main',
    IpPermissions: [
      {
        IpProtocol: 'tcp',
        FromPort: 443,
        ToPort: 443,
        IpRanges: [{ CidrIp: '10.0.1.0/24' }, { CidrIp: '10.0.2.0/24' }],
        Ipv6Ranges: [],
        PrefixListIds: [],
        UserIdGroupPairs: [],
      },
    ],
  });

  return net;
};

const found = <T>(all: readonly T[], isMeant: (one: T) => boolean): T => {
  const [one] = all.filter(isMeant);
  if (one === undefined) throw new Error('the facts of this test lack it');

  return one;
};

/** A change of every kind: a kind that is missing here does not compile. */
export const oneOfEach = (): { readonly [K in ChangeKindName]: ChangeOf<K> } => {
  const { sections } = ready();
  const oldRecord = found(sections.resourceRecordSets[0]?.ResourceRecordSets ?? [], ({ Type }) => Type === 'A');

  return {
    'create-gateway-endpoint': {
      ...place,
      kind: 'create-gateway-endpoint',
      id: newId('vpce', 'dynamodb', 'vpc-main'),
      serviceName: serviceName('dynamodb'),
      routeTableIds: ['rtb-a', 'rtb-b'],
      ipAddressType: 'ipv4',
      policy: null,
    },
    'associate-route-tables': {
      ...place,
      kind: 'associate-route-tables',
      endpointId: 'vpce-s3',
      routeTableIds: ['rtb-b'],
    },
    'disassociate-route-tables': {
      ...place,
      kind: 'disassociate-route-tables',
      endpointId: 'vpce-s3',
      routeTableIds: ['rtb-a'],
    },
    'create-interface-endpoint': {
      ...place,
      kind: 'create-interface-endpoint',
      id: newId('vpce', 'sts', 'vpc-main'),
      serviceName: serviceName('sts'),
      subnetIds: ['subnet-a', 'subnet-b'],
      securityGroupIds: ['sg-main'],
      ipAddressType: 'ipv4',
      privateDns: true,
      inboundOnly: null,
      privateNames: ['sts.us-east-1.amazonaws.com'],
      policy: null,
    },
    'add-endpoint-subnets': {
      ...place,
      kind: 'add-endpoint-subnets',
      endpointId: 'vpce-ec2',
      subnetIds: ['subnet-c'],
    },
    'remove-endpoint-subnets': {
      ...place,
      kind: 'remove-endpoint-subnets',
      endpointId: 'vpce-ec2',
      subnetIds: ['subnet-b'],
    },
    'set-address-type': {
      ...place,
      kind: 'set-address-type',
      endpointId: 'vpce-s3',
      endpointType: 'gateway',
      ipAddressType: 'dualstack',
      before: 'ipv4',
    },
    'set-private-dns': {
      ...place,
      kind: 'set-private-dns',
      endpointId: 'vpce-ec2',
      serviceName: serviceName('ec2'),
      enabled: false,
      names: ['ec2.us-east-1.amazonaws.com'],
      inboundOnly: null,
    },
    'set-inbound-only': { ...place, kind: 'set-inbound-only', endpointId: 'vpce-ec2', inboundOnly: true },
    'set-dns-attribute': { ...place, kind: 'set-dns-attribute', attribute: 'EnableDnsHostnames', enabled: false },
    'create-security-group': {
      ...place,
      kind: 'create-security-group',
      id: newId('sg', 'endpoints', 'vpc-main'),
      name: 'vpc-endpoints',
      description: 'HTTPS to the endpoints',
    },
    'delete-security-group': {
      ...place,
      kind: 'delete-security-group',
      groupId: 'sg-narrow',
      name: 'narrow',
      description: 'few',
    },
    'add-group-rules': {
      ...place,
      kind: 'add-group-rules',
      groupId: 'sg-narrow',
      direction: 'ingress',
      rules: [inCidr],
    },
    'remove-group-rules': {
      ...place,
      kind: 'remove-group-rules',
      groupId: 'sg-narrow',
      direction: 'ingress',
      rules: [{ port: https, peer: { cidr: '10.0.2.0/24' } }],
    },
    'set-endpoint-groups': {
      ...place,
      kind: 'set-endpoint-groups',
      endpointId: 'vpce-ec2',
      add: ['sg-narrow'],
      remove: [],
    },
    'add-acl-entry': { ...place, kind: 'add-acl-entry', aclId: 'acl-own', line },
    'remove-acl-entry': {
      ...place,
      kind: 'remove-acl-entry',
      aclId: 'acl-own',
      line: { ...line, number: 50, egress: true, allows: false },
    },
    'create-route': {
      ...place,
      kind: 'create-route',
      routeTableId: 'rtb-b',
      route: natRoute,
    },
    'delete-route': {
      ...place,
      kind: 'delete-route',
      routeTableId: 'rtb-a',
      route: natRoute,
      why: 'conflict',
    },
    'replace-route': {
      ...place,
      kind: 'replace-route',
      routeTableId: 'rtb-a',
      route: { ...natRoute, NatGatewayId: undefined, TransitGatewayId: 'tgw-1' },
      before: natRoute,
    },
    'set-zone-record': { ...place, kind: 'set-zone-record', zoneId: 'Z1', record, before: oldRecord },
    'delete-zone-record': { ...place, kind: 'delete-zone-record', zoneId: 'Z1', record: oldRecord },
    'associate-zone': { ...place, kind: 'associate-zone', zone: otherZone, authorized: false },
    'disassociate-zone': { ...place, kind: 'disassociate-zone', zone, authorized: false },
    'authorize-zone': { ...place, kind: 'authorize-zone', zone, guest },
    'revoke-zone': { ...place, kind: 'revoke-zone', zone, guest },
    'associate-resolver-rule': {
      ...place,
      kind: 'associate-resolver-rule',
      ruleId: 'rslvr-rr-2',
      domain: 'example',
    },
    'disassociate-resolver-rule': {
      ...place,
      kind: 'disassociate-resolver-rule',
      ruleId: 'rslvr-rr-1',
      domain: 'amazonaws.com',
    },
    'create-system-rule': {
      ...place,
      kind: 'create-system-rule',
      id: newId('rslvr-rr', 'amazonaws.com', 'vpc-main'),
      domain: 'amazonaws.com',
    },
    'delete-resolver-rule': { ...place, kind: 'delete-resolver-rule', ruleId: 'rslvr-rr-2', domain: 'example' },
    'set-endpoint-policy': {
      ...place,
      kind: 'set-endpoint-policy',
      endpointId: 'vpce-s3',
      policy: '{"Statement":[]}',
      before: null,
    },
    'delete-endpoint': {
      ...place,
      kind: 'delete-endpoint',
      endpointId: 'vpce-s3',
      recreation: {
        ...place,
        kind: 'create-gateway-endpoint',
        id: 'vpce-s3',
        serviceName: serviceName('s3'),
        routeTableIds: ['rtb-a'],
        ipAddressType: 'ipv4',
        policy: null,
      },
      condition: null,
    },
    'delete-nat-gateway': { ...place, kind: 'delete-nat-gateway', natGatewayId: 'nat-main' },
    'by-hand': { ...place, kind: 'by-hand', imperative: 'Have clients dial another name' },
  };
};

export const allChanges = (): readonly Change[] => Object.values(oneOfEach());
