import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readAwsCliFolder } from '../../../src/sources/aws-cli/folder.ts';

/** A folder with these files; what is not text is written as the AWS CLI would. */
const folderOf = (files: Readonly<Record<string, unknown>>): string => {
  const folder = mkdtempSync(join(tmpdir(), 'aws-cli-'));
  for (const [name, content] of Object.entries(files)) {
    writeFileSync(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content, null, 4));
  }
  return folder;
};

const scopeOf = (files: Readonly<Record<string, unknown>>, region: string | undefined = 'eu-west-1') => {
  const [scope] = readAwsCliFolder(folderOf(files), { region }).scopes;
  if (scope === undefined) throw new Error('a folder is one scope');
  return scope;
};

const gapsOf = (files: Readonly<Record<string, unknown>>) =>
  scopeOf(files).gaps.map(({ section, resource, reason }) => [section, resource, reason].filter(Boolean).join(' '));

const subnet = (AvailabilityZone: string) => ({ SubnetId: 'subnet-1', VpcId: 'vpc-1', AvailabilityZone });
const routes = (...Routes: object[]) => ({ RouteTables: [{ RouteTableId: 'rtb-1', Routes }] });

describe('a folder of AWS CLI output', () => {
  it('keeps every record as the AWS CLI wrote it', () => {
    const { sections } = scopeOf({
      'describe-vpcs.json': { Vpcs: [{ VpcId: 'vpc-1', State: 'available', Extra: { New: [1] } }] },
      'describe-vpc-attribute.vpc-1.enableDnsSupport.json': { VpcId: 'vpc-1', EnableDnsSupport: { Value: true } },
      'describe-vpc-attribute.vpc-1.enableDnsHostnames.json': { VpcId: 'vpc-1', EnableDnsHostnames: { Value: false } },
      'get-managed-prefix-list-entries.pl-1.json': { Entries: [{ Cidr: '3.5.0.0/19' }] },
      'describe-vpc-block-public-access-options.json': {
        VpcBlockPublicAccessOptions: { InternetGatewayBlockMode: 'off' },
      },
      'describe-instances.json': {
        Reservations: [{ Instances: [{ InstanceId: 'i-1' }] }, { Instances: [{ InstanceId: 'i-2' }] }],
      },
      'list-hosted-zones-by-vpc.vpc-1.json': { HostedZoneSummaries: [] },
    });

    expect(sections).toEqual({
      blockPublicAccessOptions: [{ InternetGatewayBlockMode: 'off' }],
      hostedZones: [{ VPCId: 'vpc-1', HostedZoneSummaries: [] }],
      instances: [{ InstanceId: 'i-1' }, { InstanceId: 'i-2' }],
      prefixListEntries: [{ PrefixListId: 'pl-1', Entries: [{ Cidr: '3.5.0.0/19' }] }],
      resourceRecordSets: [],
      vpcAttributes: [
        { VpcId: 'vpc-1', EnableDnsSupport: { Value: true } },
        { VpcId: 'vpc-1', EnableDnsHostnames: { Value: false } },
      ],
      vpcs: [{ VpcId: 'vpc-1', State: 'available', Extra: { New: [1] } }],
    });
  });

  it('has a gap, and no section, for each file that is not there', () => {
    const scope = scopeOf({ 'describe-vpcs.json': { Vpcs: [] } });

    expect(Object.keys(scope.sections).sort()).toEqual(['hostedZones', 'resourceRecordSets', 'vpcAttributes', 'vpcs']);
    expect(scope.gaps).toContainEqual({
      section: 'natGateways',
      action: 'ec2:DescribeNatGateways',
      reason: 'describe-nat-gateways.json is missing',
      kind: 'missing',
    });
    expect(scope.gaps.map(({ action }) => action)).toEqual(
      expect.arrayContaining([
        'ec2:DescribeSubnets',
        'route53resolver:ListResolverRules',
        'route53profiles:ListProfileAssociations',
      ]),
    );
  });

  it('has a gap for an empty file and for one that ends before AWS did', () => {
    const gaps = gapsOf({
      'describe-vpcs.json': '',
      'describe-subnets.json': { Subnets: [subnet('eu-west-1a')], NextToken: 'more' },
      'describe-route-tables.json': { RouteTables: [], nextToken: 'more' },
      'list-resource-record-sets.Z1.json': { ResourceRecordSets: [], IsTruncated: true },
      'search-transit-gateway-routes.tgw-rtb-1.json': { Routes: [], AdditionalRoutesAvailable: true },
      'describe-nat-gateways.json': { NatGateways: [], NextToken: null },
      'describe-internet-gateways.json': { InternetGateways: [], NextToken: '' },
    });

    expect(gaps).toEqual(
      expect.arrayContaining([
        'vpcs describe-vpcs.json is empty',
        'subnets describe-subnets.json is not whole: it holds NextToken',
        'routeTables describe-route-tables.json is not whole: it holds nextToken',
        'resourceRecordSets Z1 list-resource-record-sets.Z1.json is not whole: it holds IsTruncated',
        'transitGatewayRoutes tgw-rtb-1 search-transit-gateway-routes.tgw-rtb-1.json is not whole: it holds AdditionalRoutesAvailable',
      ]),
    );
    expect(gaps.join('\n')).not.toMatch(/nat-gateways|internet-gateways.json is not whole/);
  });

  it('misses the files of one resource only where something refers to it', () => {
    const vpc = { 'describe-vpcs.json': { Vpcs: [{ VpcId: 'vpc-1' }] } };

    expect(gapsOf(vpc)).toEqual(
      expect.arrayContaining([
        'vpcAttributes vpc-1 describe-vpc-attribute.vpc-1.enableDnsHostnames.json is missing',
        'hostedZones vpc-1 list-hosted-zones-by-vpc.vpc-1.json is missing',
      ]),
    );
    const route = routes({ DestinationPrefixListId: 'pl-9', TransitGatewayId: 'tgw-1' }, { GatewayId: 'vgw-1' });
    const refers = gapsOf({
      ...vpc,
      'describe-route-tables.json': route,
      'describe-transit-gateway-route-tables.json': {
        TransitGatewayRouteTables: [
          { TransitGatewayRouteTableId: 'tgw-rtb-1', TransitGatewayId: 'tgw-1' },
          { TransitGatewayRouteTableId: 'tgw-rtb-2', TransitGatewayId: 'tgw-2' },
        ],
      },
    });
    expect(refers).toEqual(
      expect.arrayContaining([
        'prefixListEntries pl-9 get-managed-prefix-list-entries.pl-9.json is missing',
        'vpnGateways describe-vpn-gateways.json is missing',
        'transitGateways describe-transit-gateways.json is missing',
        'transitGatewayRoutes tgw-rtb-1 search-transit-gateway-routes.tgw-rtb-1.json is missing',
      ]),
    );
    expect(refers.join('\n')).not.toMatch(/tgw-rtb-2|carrier|peering|instances/);
  });

  it('follows DNS Firewall, Profiles and hosted zones to what they refer to', () => {
    const gaps = gapsOf({
      'describe-vpcs.json': { Vpcs: [{ VpcId: 'vpc-1' }] },
      'list-hosted-zones-by-vpc.vpc-1.json': {
        HostedZoneSummaries: [
          { HostedZoneId: 'ZAWS', Name: 's3.eu-west-1.amazonaws.com.' },
          { HostedZoneId: 'ZCORP', Name: 'corp.example.' },
        ],
      },
      'list-profile-associations.json': { ProfileAssociations: [{ ProfileId: 'rp-1', ResourceId: 'vpc-1' }] },
      'list-profile-resource-associations.rp-1.json': {
        ProfileResourceAssociations: [{ ResourceArn: 'arn:aws:route53:::hostedzone/ZPROFILE' }],
      },
      'list-firewall-rule-group-associations.json': {
        FirewallRuleGroupAssociations: [{ FirewallRuleGroupId: 'rslvr-frg-1' }],
      },
      'list-firewall-rules.rslvr-frg-1.json': {
        FirewallRules: [{ FirewallDomainListId: 'rslvr-fdl-own' }, { FirewallDomainListId: 'rslvr-fdl-aws' }],
      },
      'list-firewall-domain-lists.json': {
        FirewallDomainLists: [
          { Id: 'rslvr-fdl-own' },
          { Id: 'rslvr-fdl-aws', ManagedOwnerName: 'Route 53 Resolver DNS Firewall' },
        ],
      },
    });

    expect(gaps.filter((gap) => /RecordSets|firewallDomains/.test(gap))).toEqual([
      'firewallDomains rslvr-fdl-own list-firewall-domains.rslvr-fdl-own.json is missing',
      'resourceRecordSets ZAWS list-resource-record-sets.ZAWS.json is missing',
      'resourceRecordSets ZPROFILE list-resource-record-sets.ZPROFILE.json is missing',
    ]);
  });

  it('has read all of a kind of which nothing matters', () => {
    const { sections } = scopeOf({
      'describe-vpcs.json': { Vpcs: [{ VpcId: 'vpc-1' }] },
      'list-hosted-zones-by-vpc.vpc-1.json': {
        HostedZoneSummaries: [{ HostedZoneId: 'ZCORP', Name: 'corp.example.' }],
      },
      'list-profile-associations.json': {
        ProfileAssociations: [{ ProfileId: 'rp-1', ResourceId: 'vpc-1', Status: 'DELETED' }],
      },
      'list-firewall-rule-group-associations.json': {
        FirewallRuleGroupAssociations: [{ FirewallRuleGroupId: 'rslvr-frg-1' }],
      },
      'list-firewall-rules.rslvr-frg-1.json': { FirewallRules: [{ FirewallDomainListId: 'rslvr-fdl-aws' }] },
      'list-firewall-domain-lists.json': {
        FirewallDomainLists: [{ Id: 'rslvr-fdl-aws', ManagedOwnerName: 'Route 53 Resolver DNS Firewall' }],
      },
    });

    expect(sections).toMatchObject({ resourceRecordSets: [], profileResourceAssociations: [], firewallDomains: [] });
  });

  it('takes describe-prefix-lists for the two files that it stands in for', () => {
    const s3 = { PrefixListId: 'pl-1', PrefixListName: 'com.amazonaws.eu-west-1.s3', Cidrs: ['3.5.64.0/21'] };
    const inline = { 'describe-prefix-lists.json': { PrefixLists: [s3] } };

    const { sections, gaps } = scopeOf({ ...inline, 'describe-vpcs.json': { Vpcs: [] } });
    expect(sections.managedPrefixLists).toMatchObject([
      { PrefixListId: 'pl-1', OwnerId: 'AWS', AddressFamily: 'IPv4' },
    ]);
    expect(sections.prefixListEntries).toEqual([{ PrefixListId: 'pl-1', Entries: [{ Cidr: '3.5.64.0/21' }] }]);
    expect(gaps.map(({ section }) => section)).not.toContain('managedPrefixLists');

    const both = scopeOf({
      ...inline,
      'describe-managed-prefix-lists.json': { PrefixLists: [{ PrefixListId: 'pl-1', OwnerId: 'AWS' }] },
      'get-managed-prefix-list-entries.pl-1.json': { Entries: [{ Cidr: '3.5.0.0/19' }] },
    });
    expect(both.sections.managedPrefixLists).toEqual([{ PrefixListId: 'pl-1', OwnerId: 'AWS' }]);
    expect(both.sections.prefixListEntries).toEqual([{ PrefixListId: 'pl-1', Entries: [{ Cidr: '3.5.0.0/19' }] }]);
  });

  it.each([
    ['eu-west-1a', 'eu-west-1'],
    ['us-west-2-lax-1a', 'us-west-2'],
    ['us-east-1-wl1-bos-wlz-1', 'us-east-1'],
    ['ap-southeast-2-per-1a', 'ap-southeast-2'],
    ['us-gov-west-1b', 'us-gov-west-1'],
    ['us-iso-east-1c', 'us-iso-east-1'],
    ['eusc-de-east-1a', 'eusc-de-east-1'],
    ['cn-northwest-1a', 'cn-northwest-1'],
  ])('reads the Region off the zone %s', (zone, region) => {
    const folder = folderOf({ 'describe-subnets.json': { Subnets: [subnet(zone)] } });

    expect(readAwsCliFolder(folder).scopes[0]?.region).toBe(region);
    expect(readAwsCliFolder(folder, { region }).scopes[0]?.region).toBe(region);
    expect(() => readAwsCliFolder(folder, { region: 'ap-east-1' })).toThrow(
      expect.objectContaining({
        message: expect.stringContaining(`holds subnets of ${region}, and none of ap-east-1`),
      }),
    );
  });

  it('asks for the Region where the subnets do not tell, and refuses two', () => {
    expect(() => readAwsCliFolder(folderOf({ 'describe-subnets.json': { Subnets: [] } }))).toThrow(
      expect.objectContaining({ message: expect.stringMatching(/does not say which Region/), hint: 'Pass --region.' }),
    );
    expect(() =>
      readAwsCliFolder(
        folderOf({ 'describe-subnets.json': { Subnets: [subnet('eu-west-1a'), subnet('eu-west-2a')] } }),
      ),
    ).toThrow('holds subnets of eu-west-1 and of eu-west-2');
  });

  it('takes the account of the caller, else of the owners', () => {
    const vpcs = { 'describe-vpcs.json': { Vpcs: [{ VpcId: 'vpc-1', OwnerId: '111122223333' }] } };

    expect(scopeOf(vpcs).account).toBe('111122223333');
    expect(scopeOf({ ...vpcs, 'get-caller-identity.json': { Account: '444455556666' } }).account).toBe('444455556666');
    expect(scopeOf({ 'describe-vpcs.json': { Vpcs: [] } }).account).toBeNull();
    expect(scopeOf(vpcs).takenAt).toBeNull();
    expect(gapsOf({ ...vpcs, 'get-caller-identity.json': '' })).toContain(
      'callerIdentity get-caller-identity.json is empty',
    );
  });

  /** @see https://docs.aws.amazon.com/vpc/latest/userguide/vpc-sharing.html */
  it.each([
    ['whoever has groups, and not whose VPC it uses', [['lender', 'vpc-1']], ['444455556666'], '444455556666'],
    ['the owner, whom groups of others in his VPC are shown, too', [['owner', 'vpc-1']], ['owner', 'guest'], 'owner'],
    [
      'the owner of a VPC of two',
      [
        ['lender', 'vpc-1'],
        ['lender', 'vpc-2'],
        ['own', 'vpc-3'],
      ],
      ['own'],
      'own',
    ],
    ['the owner of VPCs where nothing is told of groups', [['owner', 'vpc-1']], [undefined], 'owner'],
  ])('takes for the caller that is not told %s', (_, vpcs, groups, expected) => {
    const files = {
      'describe-vpcs.json': { Vpcs: vpcs.map(([OwnerId, VpcId]) => ({ VpcId, OwnerId })) },
      'describe-security-groups.json': { SecurityGroups: groups.map((OwnerId) => ({ GroupId: 'sg-1', OwnerId })) },
    };

    expect(scopeOf(files).account).toBe(expected);
  });

  it('reads files as Windows writes them, and passes by what it does not know', () => {
    const { sections } = scopeOf({
      'describe-vpcs.json': '\ufeff{"Vpcs": []}',
      'describe-addresses.json': 'not JSON',
      'notes.txt': '',
    });

    expect(sections.vpcs).toEqual([]);
    const folder = folderOf({});
    writeFileSync(join(folder, 'describe-vpcs.json'), Buffer.from('\ufeff{"Vpcs": []}', 'utf16le'));
    expect(readAwsCliFolder(folder, { region: 'eu-west-1' }).scopes[0]?.sections.vpcs).toEqual([]);
  });

  it.each([
    ['describe-vpcs.json', '{"Vpcs": [', 'describe-vpcs.json is cut short'],
    ['describe-vpcs.json', 'VPCS\tvpc-1', 'describe-vpcs.json is not JSON: at line 1, column 1'],
    ['describe-vpcs.json', '"vpc-1"', 'describe-vpcs.json: an object is expected, not this string'],
    ['describe-vpcs.json', '{"vpcs": []}', 'describe-vpcs.json: Vpcs: an array is expected, and it is missing'],
    [
      'describe-vpcs.json',
      '{"Vpcs": [{"VpcId": 1}]}',
      'describe-vpcs.json: Vpcs[0].VpcId: a string is expected, not 1',
    ],
    [
      'describe-instances.json',
      '{"Reservations": [{"Instances": [{}]}]}',
      'describe-instances.json: Reservations[0].Instances[0].InstanceId: a string is expected, and it is missing',
    ],
    [
      'get-managed-prefix-list-entries.pl-1.json',
      '{"Entries": {}}',
      'get-managed-prefix-list-entries.pl-1.json: Entries: an array is expected, not an object',
    ],
    ['describe-vpcs.json', '{"Vpcs": [{"VpcId": "$(x)"}]}', 'Vpcs[0].VpcId: an id of AWS is expected, not this string'],
    [
      'describe-prefix-lists.json',
      '{"PrefixLists": [{"PrefixListId": "a b"}]}',
      'PrefixLists[0].PrefixListId: an id of AWS',
    ],
    [
      'list-resource-record-sets.$(x).json',
      '',
      'list-resource-record-sets.$(x).json: an id of AWS is expected after list-',
    ],
    ['get-caller-identity.json', '{"Account": "-x"}', 'get-caller-identity.json: Account: an id of AWS is expected'],
    ['get-caller-identity.json', '{"Account": 1}', 'get-caller-identity.json: Account: a string is expected, not 1'],
    ['describe-prefix-lists.json', '{"PrefixLists": [{}]}', 'PrefixLists[0].PrefixListId: a string is expected'],
  ])('names the place where %s is %s', (name, text, message) => {
    expect(() => readAwsCliFolder(folderOf({ [name]: text }), { region: 'eu-west-1' })).toThrow(message);
  });

  it.each([
    ['describe-vpc-endpoint-services.json', { ServiceNames: ['com.amazonaws.us-east-1.s3'] }, 'vpcEndpointServices'],
    ['describe-vpcs.json', ['vpc-1'], 'vpcs'],
    ['describe-nat-gateways.json', { Ids: ['nat-1'] }, 'natGateways'],
  ])('has a gap for %s where --query left only part of it', (name, content, section) => {
    const folder = folderOf({ [name]: content });
    const [scope] = readAwsCliFolder(folder, { region: 'us-east-1' }).scopes;

    expect(scope?.sections).not.toHaveProperty(section);
    expect(scope?.gaps.find((gap) => gap.section === section)?.reason).toBe(
      `${name} holds only part of what the command answers`,
    );
  });

  it('refuses what is no folder of AWS CLI output', () => {
    expect(() => readAwsCliFolder('no-such-folder')).toThrow('cannot read no-such-folder: there is no such file');
    expect(() => readAwsCliFolder('package.json')).toThrow('cannot read package.json: it is not a folder');
    expect(() => readAwsCliFolder(folderOf({ 'package.json': {} }))).toThrow('holds no output of the AWS CLI');
    const folder = folderOf({});
    mkdirSync(join(folder, 'describe-vpcs.json'));
    expect(() => readAwsCliFolder(folder)).toThrow('describe-vpcs.json: it is a directory');
  });
});
