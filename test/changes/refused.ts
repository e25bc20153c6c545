import type { Change, ChangeKindName, ChangeOf } from '../../src/changes/change.ts';
import { region, stranger } from '../support/world/sections.ts';
import { oneOfEach, type ready } from './one-of-each.ts';

type Net = ReturnType<typeof ready>;

export const one = <K extends ChangeKindName>(kind: K, extra: Partial<ChangeOf<K>> = {}): ChangeOf<K> => ({
  ...oneOfEach()[kind],
  ...extra,
});

/** In these zones alone. */
const offered = ({ sections }: Net, zones: readonly string[]): void => {
  for (const service of sections.vpcEndpointServices)
    if (service.ServiceName === `com.amazonaws.${region}.sts`) service.AvailabilityZones = [...zones];
};

export const switchOn = (extra: Partial<ChangeOf<'set-private-dns'>> = {}) =>
  one('set-private-dns', { enabled: true, ...extra });

/** What AWS asks for, a change that it refuses for want of it, and how the facts of `ready` come to lack it. */
export const refused: readonly (readonly [string, Change, (net: Net) => unknown])[] = [
  [
    'there are at most 20 gateway endpoints in a Region',
    one('create-gateway-endpoint'),
    (net) => {
      for (let i = 0; i < 19; i += 1) net.gateway(`vpce-far-${i}`, 'dynamodb', [], 'available', 'far');
    },
  ],
  [
    'there are at most 50 interface endpoints in a VPC',
    one('create-interface-endpoint'),
    (net) => {
      for (let i = 0; i < 49; i += 1) net.endpoint(`vpce-${i}`, 'kinesis-streams', { privateDns: false });
    },
  ],
  [
    'a route table has one endpoint route for a service, and no other route by its prefix list',
    one('associate-route-tables'),
    (net) => net.route('b', 'pl-s3', 'tgw-1'),
  ],
  [
    'a route table has one endpoint route for a service, and no other route by its prefix list',
    one('create-gateway-endpoint'),
    (net) => net.route('b', 'pl-dynamodb', 'nat-main'),
  ],
  [
    'an endpoint that another account or an AWS service owns is theirs to change',
    one('associate-route-tables'),
    ({ sections }) => {
      for (const endpoint of sections.vpcEndpoints) endpoint.OwnerId = stranger;
    },
  ],
  [
    'an endpoint that another account or an AWS service owns is theirs to change',
    switchOn(),
    ({ sections }) => {
      for (const zones of sections.hostedZones) zones.HostedZoneSummaries = [];
      for (const endpoint of sections.vpcEndpoints) endpoint.RequesterManaged = true;
    },
  ],
  ['only the owner of a VPC creates endpoints in it', one('create-gateway-endpoint'), (net) => net.shared()],
  [
    'AWS lists IPv6 addresses of the service, for a gateway endpoint to have routes to',
    one('set-address-type'),
    ({ sections }) => {
      sections.managedPrefixLists = sections.managedPrefixLists.filter(({ AddressFamily }) => AddressFamily !== 'IPv6');
    },
  ],
  [
    'the service and all subnets of the endpoint have its families of addresses',
    one('create-interface-endpoint', { ipAddressType: 'dualstack' }),
    () => {},
  ],
  [
    'the service and all subnets of the endpoint have its families of addresses',
    one('set-address-type', { endpointId: 'vpce-ec2', endpointType: 'interface' }),
    () => {},
  ],
  [
    'the service takes endpoints in the zones of the subnets',
    one('create-interface-endpoint'),
    (net) => offered(net, ['us-east-1a']),
  ],
  [
    'an endpoint stands in one subnet of a zone',
    one('create-interface-endpoint', { subnetIds: ['subnet-a', 'subnet-a2'] }),
    (net) => net.subnet('a2', { zone: 'a' }),
  ],
  [
    'each subnet has a free address',
    one('create-interface-endpoint'),
    ({ sections }) => {
      for (const subnet of sections.subnets) subnet.AvailableIpAddressCount = subnet.SubnetId === 'subnet-b' ? 0 : 9;
    },
  ],
  [
    'private DNS asks for enableDnsSupport and enableDnsHostnames of the VPC',
    one('create-interface-endpoint'),
    (net) => net.attribute('EnableDnsHostnames', false),
  ],
  [
    'no hosted zone of the VPC has the domain of its private names',
    one('create-interface-endpoint'),
    (net) => net.zone('sts.us-east-1.amazonaws.com', ['main'], []),
  ],
  [
    'no other endpoint of the VPC has the same private names',
    one('create-interface-endpoint'),
    (net) => net.endpoint('vpce-sts', 'sts'),
  ],
  [
    'DNS hostnames ask for DNS support',
    one('set-dns-attribute', { enabled: true }),
    (net) => net.attribute('EnableDnsSupport', false),
  ],
  ['the names of the groups of a VPC differ', one('create-security-group', { name: 'narrow' }), () => {}],
  [
    'a group has a rule only once',
    one('add-group-rules', { rules: [{ port: { first: 443, last: 443 }, peer: { cidr: '10.0.1.0/24' } }] }),
    () => {},
  ],
  [
    'a group has at most 60 rules a direction and family',
    one('add-group-rules'),
    ({ sections }) => {
      const ranges = Array.from({ length: 58 }, (_, i) => ({ CidrIp: `10.9.${i}.0/24` }));
      for (const group of sections.securityGroups)
        if (group.GroupId === 'sg-narrow')
          group.IpPermissions?.push({ IpProtocol: 'tcp', FromPort: 80, ToPort: 80, IpRanges: ranges });
    },
  ],
  [
    'no line of the network ACL has the number',
    one('add-acl-entry', { line: { ...oneOfEach()['add-acl-entry'].line, number: 50, egress: true } }),
    () => {},
  ],
  ['a route table has one route for a destination', one('create-route', { routeTableId: 'rtb-a' }), () => {}],
  [
    'a route that a gateway propagates, and the local one, cannot be deleted',
    one('delete-route', { route: { ...oneOfEach()['delete-route'].route, Origin: 'EnableVgwRoutePropagation' } }),
    ({ sections }) => {
      for (const { Routes = [] } of sections.routeTables)
        for (const route of Routes)
          if (route.DestinationCidrBlock === '52.0.0.0/8') route.Origin = 'EnableVgwRoutePropagation';
    },
  ],
  ['there is a route for the destination to replace', one('replace-route', { routeTableId: 'rtb-b' }), () => {}],
  [
    'the zone is of this account or was opened to the VPC by its own, and no AWS service made it',
    one('associate-zone', {
      zone: { HostedZoneId: 'Z9', Name: 'sts.us-east-1.amazonaws.com.', Owner: { OwningAccount: stranger } },
    }),
    () => {},
  ],
  [
    'a name that has a CNAME has no other record',
    one('set-zone-record', { record: { ...oneOfEach()['set-zone-record'].record, Type: 'CNAME' } }),
    () => {},
  ],
  [
    'a CNAME does not have the name of its zone',
    one('set-zone-record', { record: { ...oneOfEach()['set-zone-record'].record, Type: 'CNAME' } }),
    () => {},
  ],
  [
    'of records of one name and type all have a set identifier, or there is one',
    one('set-zone-record'),
    ({ sections }) => {
      for (const zone of sections.resourceRecordSets)
        for (const set of zone.ResourceRecordSets) if (set.Type === 'A') set.SetIdentifier = 'blue';
    },
  ],
  [
    'a VPC has one hosted zone of a name',
    one('associate-zone', { zone: oneOfEach()['disassociate-zone'].zone }),
    () => {},
  ],
  [
    'a VPC has one hosted zone of a name',
    one('associate-zone'),
    (net) => net.zone('STS.us-east-1.amazonaws.com', ['main'], []),
  ],
  [
    'no AWS service made the zone',
    one('disassociate-zone', { zone: { HostedZoneId: 'Z1', Owner: { OwningService: 'efs.amazonaws.com' } } }),
    () => {},
  ],
  [
    'only the account that a zone is of opens it to the VPC of another one',
    one('authorize-zone', { zone: { HostedZoneId: 'Z9', Owner: { OwningAccount: stranger } } }),
    () => {},
  ],
  [
    'a VPC has one rule for a domain',
    one('associate-resolver-rule', { ruleId: 'rslvr-rr-3', domain: 'amazonaws.com' }),
    () => {},
  ],
  [
    'a NAT gateway that is being made or deleted is left alone',
    one('delete-nat-gateway'),
    ({ sections }) => {
      for (const gateway of sections.natGateways) gateway.State = 'deleting';
    },
  ],
];
