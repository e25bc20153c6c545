import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AuditOptions, audit, type Report } from '../../src/audit.ts';
import type { ScopeSnapshot, Snapshot } from '../../src/snapshot/schema.ts';
import { pathsIn } from '../support/report.ts';
import { region } from '../support/world/sections.ts';
import { world } from '../support/world.ts';

const group = fc.constantFrom('sg-main', 'sg-main', 'sg-odd', 'sg-inside', 'sg-gone');

/** Few of each, so that many subnets are alike and some only nearly so. */
const subnet = fc.record({
  table: fc.constantFrom(0, 0, 0, 1, 2),
  zone: fc.constantFrom('a', 'a', 'a', 'b', '-lax-1a'),
  family: fc.constantFrom('ipv4', 'ipv4', 'ipv4', 'dual', 'ipv6'),
  dns64: fc.boolean(),
  mapPublicIp: fc.boolean(),
  acl: fc.constantFrom(null, null, 'open', 'odd'),
  groups: fc.oneof(fc.array(group, { maxLength: 0 }), fc.array(group, { maxLength: 2 })),
  address: fc.constantFrom(null, null, 'PublicIp', 'CarrierIp'),
  free: fc.constantFrom(250, 251),
});

const targets = ['nat-main', 'nat-all', 'igw-main', 'tgw-1', 'cagw-1', 'eni-box', 'vgw-1 blackhole', 'pcx-1'];
const destinations = ['0.0.0.0/0', '52.216.0.0/16', '10.0.2.0/24', '10.1.0.0/16', 'pl-wide', '::/0', '64:ff9b::/96'];

const spec = fc.record({
  subnets: fc.array(subnet, { minLength: 3, maxLength: 6 }),
  tables: fc.array(fc.dictionary(fc.constantFrom(...destinations), fc.constantFrom(...targets), { maxKeys: 4 }), {
    minLength: 3,
    maxLength: 3,
  }),
  /** Tables that have the routes of the first. */
  twins: fc.subarray([1, 2]),
  gateway: fc.option(fc.uniqueArray(fc.nat(2), { maxLength: 3 })),
  endpoints: fc.uniqueArray(
    fc.record({
      service: fc.constantFrom('ec2', 's3', 'sts'),
      home: fc.constantFrom('main', 'main', 'hub'),
      hasZone: fc.boolean(),
      at: fc.uniqueArray(fc.nat(5), { minLength: 1, maxLength: 2 }),
      group,
      ipAddressType: fc.constantFrom('ipv4', 'dualstack'),
    }),
    { minLength: 1, maxLength: 3, selector: ({ service }) => service },
  ),
  records: fc.subarray(['A 10.0.2.9', 'A 10.1.0.9', 'A 192.0.2.9', 'AAAA 2600:1f18:1:2::9']),
  mode: fc.constantFrom('off', 'off', 'block-bidirectional', 'block-ingress'),
  excluded: fc.subarray(['vpc-main', 'subnet-s0', 'subnet-s1', 'subnet-public']),
  attached: fc.option(fc.subarray(['s0', 's1', 'public'], { minLength: 1 })),
  filtered: fc.boolean(),
  hasDefaultAcl: fc.constantFrom(true, true, false),
  unread: fc.subarray(['networkInterfaces', 'networkAcls', 'securityGroups', 'natGateways'] as const, { maxLength: 1 }),
});

type Spec = typeof spec extends fc.Arbitrary<infer T> ? T : never;

const https = (...cidrs: readonly string[]) => [
  {
    IpProtocol: 'tcp',
    FromPort: 443,
    ToPort: 443,
    IpRanges: cidrs.filter((cidr) => !cidr.includes(':')).map((CidrIp) => ({ CidrIp })),
    Ipv6Ranges: cidrs.filter((cidr) => cidr.includes(':')).map((CidrIpv6) => ({ CidrIpv6 })),
  },
];

const addAccess = ({ sections }: ReturnType<typeof world>, { subnets }: Spec): void => {
  sections.securityGroups.push(
    {
      GroupId: 'sg-odd',
      VpcId: 'vpc-main',
      IpPermissions: https('10.0.1.0/24', '10.0.2.0/25', '2600:1f18:1:1::/64'),
      IpPermissionsEgress: https('52.216.0.0/15', '10.0.2.0/24'),
    },
    {
      GroupId: 'sg-inside',
      VpcId: 'vpc-main',
      IpPermissions: [{ IpProtocol: '-1', UserIdGroupPairs: [{ GroupId: 'sg-odd' }] }],
      IpPermissionsEgress: [],
    },
  );
  for (const kind of ['open', 'odd'] as const)
    sections.networkAcls.push({
      NetworkAclId: `acl-${kind}`,
      VpcId: 'vpc-main',
      Associations: subnets.flatMap(({ acl }, i) => (acl === kind ? [{ SubnetId: `subnet-s${i}` }] : [])),
      Entries: [true, false].flatMap((Egress) => [
        ...(kind === 'odd'
          ? [{ RuleNumber: 1, Protocol: '6', RuleAction: 'deny', Egress, CidrBlock: '10.0.1.0/24' }]
          : []),
        { RuleNumber: 100, Protocol: '-1', RuleAction: 'allow', Egress, CidrBlock: '0.0.0.0/0' },
        { RuleNumber: 101, Protocol: '-1', RuleAction: 'allow', Egress, Ipv6CidrBlock: '::/0' },
      ]),
    });
};

const addSubnets = (net: ReturnType<typeof world>, { subnets, tables, twins }: Spec): void => {
  subnets.forEach(({ zone, family, dns64, mapPublicIp, groups, address }, i) => {
    net.subnet(`s${i}`, {
      cidr: `10.0.${i + 1}.0/24`,
      zone,
      dns64,
      mapPublicIp,
      routes: null,
      ipv6Only: family === 'ipv6',
      ...(family === 'ipv4' ? {} : { ipv6: `2600:1f18:1:${i + 1}::/64` }),
    });
    if (groups.length > 0)
      net.interface(`s${i}`, `s${i}`, {
        Groups: groups.map((GroupId) => ({ GroupId })),
        PrivateIpAddresses: [{ PrivateIpAddress: `10.0.${i + 1}.4` }],
        ...(address === null ? {} : { Association: { [address]: '198.51.100.4' } }),
      });
  });
  tables.forEach((routes, i) => {
    net.sections.routeTables.push({
      RouteTableId: `rtb-t${i}`,
      VpcId: 'vpc-main',
      Associations: subnets.flatMap(({ table }, at) => (table === i ? [{ SubnetId: `subnet-s${at}` }] : [])),
      Routes: [{ DestinationCidrBlock: '10.0.0.0/16', GatewayId: 'local', State: 'active' }],
    });
    const [first = {}] = tables;
    for (const [to, by] of Object.entries(twins.includes(i) ? first : routes)) net.route(`t${i}`, to, by);
  });
};

const snapshotOf = (one: Spec): Snapshot => {
  const net = world()
    .list('pl-wide', '52.216.0.0/14', '10.8.0.0/16')
    .vpc('hub', '10.1.0.0/16')
    .subnet('h', { vpc: 'hub', cidr: '10.1.0.0/24', ipv6: '2600:1f18:2:1::/64', routes: { '10.0.0.0/16': 'tgw-1' } })
    .nat('all', null, {
      AvailabilityMode: 'regional',
      RouteTableId: 'rtb-public',
      AutoProvisionZones: 'disabled',
      NatGatewayAddresses: [{ AvailabilityZone: `${region}a`, Status: 'succeeded' }],
    })
    .interface('box', 'public', { SourceDestCheck: false, Association: { PublicIp: '198.51.100.7' } })
    .peering('pcx-1', 'main', 'hub');
  addSubnets(net, one);
  addAccess(net, one);
  if (one.gateway !== null)
    net.gateway(
      'vpce-gw',
      's3',
      one.gateway.map((i) => `t${i}`),
    );
  for (const { service, home, hasZone, at, group, ipAddressType } of one.endpoints) {
    const subnets = home === 'hub' ? ['h'] : [...new Set(at.map((i) => `s${i % one.subnets.length}`))];
    net.endpoint(`vpce-${service}`, service, {
      vpc: home,
      subnets,
      groups: [group],
      ipAddressType,
      privateDns: !hasZone,
    });
    const host = `${service}.us-east-1.amazonaws.com`;
    if (hasZone) net.zone(host, ['main'], [`${host} ALIAS vpce-${service}-x1.${service}.us-east-1.vpce.amazonaws.com`]);
  }
  if (one.records.length > 0)
    net.zone(
      'dynamodb.us-east-1.amazonaws.com',
      ['main'],
      one.records.map((record) => `dynamodb.us-east-1.amazonaws.com ${record}`),
    );
  if (one.attached !== null)
    net.transit(
      { main: one.attached.map((name) => (name === 's1' && one.subnets.length < 2 ? 's0' : name)), hub: ['h'] },
      { '10.1.0.0/16': 'hub', '10.0.0.0/16': 'main' },
    );
  net.sections.blockPublicAccessOptions = [{ InternetGatewayBlockMode: one.mode }];
  for (const id of one.excluded)
    net.sections.blockPublicAccessExclusions.push({
      ExclusionId: `vpcbpa-exclude-${id}`,
      InternetGatewayExclusionMode: id === 'vpc-main' ? 'allow-egress' : 'allow-bidirectional',
      ResourceArn: `arn:aws:ec2:us-east-1:111122223333:subnet/${id}`,
      State: 'create-complete',
    });
  one.subnets.forEach(({ free }, i) => {
    const record = net.sections.subnets.find(({ SubnetId }) => SubnetId === `subnet-s${i}`);
    if (record !== undefined) record.AvailableIpAddressCount = free;
  });
  if (!one.hasDefaultAcl) net.sections.networkAcls.shift();
  for (const section of one.unread) net.unread(section);
  const { scopes, ...rest } = net.snapshot();

  return { ...rest, scopes: scopes.map((scope) => ({ ...scope, interfacesFiltered: one.filtered })) };
};

const reported = (snapshot: Snapshot, options: Partial<AuditOptions> = {}): Report =>
  audit(snapshot, {
    source: 'snapshot',
    version: '0.0.0',
    services: ['s3', 'dynamodb', 'ec2', 'sts'],
    vpcs: [],
    subnets: [],
    ...options,
  });

/** What another account sees that uses the subnets of VPC `main`. */
const participantOf = (scope: ScopeSnapshot, account: string): ScopeSnapshot => {
  const { vpcs = [], subnets = [], ...sections } = scope.sections;

  return {
    ...scope,
    account,
    sections: {
      ...sections,
      vpcs: vpcs.filter(({ VpcId }) => VpcId === 'vpc-main'),
      subnets: subnets.filter(({ VpcId }) => VpcId === 'vpc-main'),
      natGateways: [],
      vpcEndpoints: [],
      securityGroups: [],
      networkInterfaces: [],
      vpcPeeringConnections: [],
    },
  };
};

/** A remedy may mend several subnets at once. */
const messagesOf = (findings: Report['findings'], id: string) =>
  findings
    .filter(({ resource }) => resource === id)
    .map(({ remedy: _, command: __, changes: ___, ...finding }) => finding);

const ownOf = (report: Report, { account }: ScopeSnapshot) => ({
  paths: pathsIn(report).filter((path) => path.account === account),
  endpoints: report.endpoints.filter((endpoint) => endpoint.account === account),
  // Changes are numbered by the report.
  findings: report.findings
    .filter((finding) => finding.account === account)
    .map(({ changes: _, ...finding }) => finding),
});

describe('subnets that are alike', () => {
  it('come to what each of them comes to by itself', () => {
    fc.assert(
      fc.property(spec, (one) => {
        const snapshot = snapshotOf(one);
        // Remedies are proven over all of the facts, and are not what alike subnets share.
        const mended = new Set<string>();
        const whole = reported(snapshot, { mended });
        const paths = pathsIn(whole);
        const ids = [...new Set(paths.map(({ subnetId }) => subnetId))];

        for (const id of ids) {
          const alone = reported(snapshot, { subnets: [id], mended });
          expect(paths.filter(({ subnetId }) => subnetId === id)).toEqual(pathsIn(alone));
          expect(messagesOf(whole.findings, id)).toEqual(messagesOf(alone.findings, id));
        }
      }),
      { numRuns: 60 },
    );
  });

  it('come to the same for the owner of a VPC whoever else uses it', () => {
    fc.assert(
      fc.property(spec, fc.constantFrom('000000000001', '999999999999'), (one, account) => {
        const snapshot = snapshotOf(one);
        const [owner] = snapshot.scopes;
        if (owner === undefined) return;
        const both = reported({ ...snapshot, scopes: [owner, participantOf(owner, account)] });

        expect(ownOf(both, owner)).toEqual(ownOf(reported(snapshot), owner));
      }),
      { numRuns: 60 },
    );
  });
});
