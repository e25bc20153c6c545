import { describe, expect, it } from 'vitest';
import { type AuditOptions, audit, type Report } from '../../src/audit.ts';
import type { ScopeSnapshot, Section, Snapshot } from '../../src/snapshot/schema.ts';
import { demoSnapshot } from '../../src/sources/demo.ts';
import { pathsIn } from '../support/report.ts';

const options: AuditOptions = { source: 'snapshot', version: '0.0.0', services: [], vpcs: [], subnets: [] };

type Patch = (scope: ScopeSnapshot) => void;

const patched = (patch: Patch): Snapshot => {
  const snapshot = structuredClone(demoSnapshot());
  for (const scope of snapshot.scopes) patch(scope);

  return snapshot;
};

const privateDnsOn: Patch = ({ sections }) => {
  for (const endpoint of sections.vpcEndpoints ?? []) endpoint.PrivateDnsEnabled = true;
};

const hostedZone =
  (name: string): Patch =>
  ({ sections }) => {
    sections.hostedZones = (sections.vpcs ?? []).map(({ VpcId }) => ({
      VPCId: VpcId,
      HostedZoneSummaries: [{ HostedZoneId: 'Z1', Name: name, Owner: { OwningAccount: '111122223333' } }],
    }));
    sections.resourceRecordSets = [{ HostedZoneId: 'Z1', ResourceRecordSets: [{ Name: name, Type: 'SOA' }] }];
  };

/** Worlds in which something other than the route tables keeps a path from being private. */
const worlds: Readonly<Record<string, Patch>> = {
  'the Cake VPC as it is': () => {},
  'private DNS on': privateDnsOn,
  'enableDnsSupport off': ({ sections }) => {
    for (const one of sections.vpcAttributes ?? []) if (one.EnableDnsSupport) one.EnableDnsSupport.Value = false;
  },
  'enableDnsHostnames off': (scope) => {
    privateDnsOn(scope);
    for (const one of scope.sections.vpcAttributes ?? [])
      if (one.EnableDnsHostnames) one.EnableDnsHostnames.Value = false;
  },
  'DNS servers of their own': ({ sections }) => {
    for (const { DhcpConfigurations = [] } of sections.dhcpOptions ?? [])
      for (const one of DhcpConfigurations)
        if (one.Key === 'domain-name-servers') one.Values = [{ Value: '10.0.9.10' }];
  },
  'a hosted zone that claims the Region': hostedZone('ap-northeast-2.amazonaws.com.'),
  'a forwarding rule for everything': ({ sections }) => {
    sections.resolverRules = [
      { Id: 'rslvr-rr-1', DomainName: '.', RuleType: 'FORWARD', TargetIps: [{ Ip: '192.168.0.2' }] },
    ];
    sections.resolverRuleAssociations = (sections.vpcs ?? []).map(({ VpcId }) => ({
      ResolverRuleId: 'rslvr-rr-1',
      VPCId: VpcId,
      Status: 'COMPLETE',
    }));
  },
  'a Profile with a hosted zone': (scope) => {
    const { sections } = scope;
    hostedZone('s3.ap-northeast-2.amazonaws.com.')(scope);
    sections.hostedZones = (sections.vpcs ?? []).map(({ VpcId }) => ({ VPCId: VpcId, HostedZoneSummaries: [] }));
    sections.profileAssociations = (sections.vpcs ?? []).map(({ VpcId }) => ({
      ProfileId: 'rp-1',
      ResourceId: VpcId,
      Status: 'COMPLETE',
    }));
    sections.profileResourceAssociations = [
      { ProfileId: 'rp-1', ProfileResourceAssociations: [{ ResourceArn: 'arn:aws:route53:::hostedzone/Z1' }] },
    ];
  },
  'a DNS Firewall that blocks everything': ({ sections }) => {
    sections.firewallRuleGroupAssociations = (sections.vpcs ?? []).map(({ VpcId }) => ({
      FirewallRuleGroupId: 'rslvr-frg-1',
      VpcId,
      Priority: 101,
      Status: 'COMPLETE',
    }));
    sections.firewallRules = [
      {
        FirewallRuleGroupId: 'rslvr-frg-1',
        FirewallRules: [{ FirewallDomainListId: 'rslvr-fdl-1', Priority: 1, Action: 'BLOCK', BlockResponse: 'NODATA' }],
      },
    ];
    sections.firewallDomains = [{ FirewallDomainListId: 'rslvr-fdl-1', Domains: ['*'] }];
  },
  'a network ACL that lets nothing out': ({ sections }) => {
    for (const acl of sections.networkAcls ?? [])
      acl.Entries = (acl.Entries ?? []).filter(({ Egress }) => Egress !== true);
  },
  'security groups that let nothing out': ({ sections }) => {
    for (const group of sections.securityGroups ?? []) group.IpPermissionsEgress = [];
  },
  'an endpoint that lets nobody in': (scope) => {
    privateDnsOn(scope);
    for (const group of scope.sections.securityGroups ?? []) group.IpPermissions = [];
  },
  'a blackhole before the endpoint': ({ sections }) => {
    for (const { Routes = [] } of sections.routeTables ?? [])
      for (const route of Routes) if (route.DestinationPrefixListId) route.State = 'blackhole';
  },
  'a gateway endpoint that failed': ({ sections }) => {
    for (const endpoint of sections.vpcEndpoints ?? []) endpoint.State = 'failed';
  },
  'a customer list over the same addresses': ({ sections }) => {
    sections.managedPrefixLists?.push({
      PrefixListId: 'pl-own',
      PrefixListName: 'own',
      AddressFamily: 'IPv4',
      OwnerId: '111122223333',
    });
    sections.prefixListEntries?.push({
      PrefixListId: 'pl-own',
      Entries: [{ Cidr: '3.0.0.0/8' }, { Cidr: '52.0.0.0/8' }],
    });
    for (const table of sections.routeTables ?? [])
      table.Routes?.push({
        DestinationPrefixListId: 'pl-own',
        TransitGatewayId: 'tgw-1',
        State: 'active',
        Origin: 'CreateRoute',
      });
  },
};

const without = (snapshot: Snapshot, section: Section): Snapshot => ({
  ...snapshot,
  scopes: snapshot.scopes.map((scope) => {
    const { [section]: _, ...sections } = scope.sections;

    return {
      ...scope,
      sections,
      gaps: [...scope.gaps, { section, action: `denied:${section}`, reason: 'AccessDenied', kind: 'denied' as const }],
    };
  }),
});

/** Every verdict and every finding. */
const saidBy = (report: Report): ReadonlySet<string> =>
  new Set([
    ...pathsIn(report).map(({ subnetId, name, family, verdict }) => `${subnetId} ${name} ${family} ${verdict}`),
    ...report.findings.map(({ severity, fingerprint, rule }) => `${severity} ${rule} ${fingerprint}`),
  ]);

const sections = Object.keys(demoSnapshot().scopes[0]?.sections ?? {}) as Section[];

describe.each(Object.entries(worlds))('with %s', (_, world) => {
  const snapshot = patched(world);
  const before = audit(snapshot, options);
  const whole = saidBy(before);

  it.each(sections)('a refusal of %s never makes a path private, and is told where it could matter', (section) => {
    const report = audit(without(snapshot, section), options);
    const said = saidBy(report);

    expect([...said].filter((one) => one.endsWith(' private') && !whole.has(one))).toEqual([]);
    // The answer that was refused is one of those that it could have been.
    if (report.summary.complete) expect(said).toEqual(whole);
  });
});
