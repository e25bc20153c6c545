import { type All, account, stranger } from './sections.ts';

interface ZoneSpec {
  readonly domain: string;
  readonly vpcs: readonly string[];
  /** `name TYPE value`; an alias is `name ALIAS target`. Null: another account's, not readable. */
  readonly records: readonly string[] | null;
}

export const addZone = (sections: All, id: string, { domain, vpcs, records }: ZoneSpec): void => {
  for (const vpc of vpcs)
    sections.hostedZones
      .find(({ VPCId }) => VPCId === `vpc-${vpc}`)
      ?.HostedZoneSummaries.push({
        HostedZoneId: id,
        Name: `${domain}.`,
        Owner: { OwningAccount: records === null ? stranger : account },
      });
  if (records !== null)
    sections.resourceRecordSets.push({
      HostedZoneId: id,
      ResourceRecordSets: [
        { Name: `${domain}.`, Type: 'SOA' },
        ...records.map((line) => {
          const [name = '', type = '', value = ''] = line.split(' ');

          return type === 'ALIAS'
            ? { Name: `${name}.`, Type: 'A', AliasTarget: { DNSName: `${value}.` } }
            : { Name: `${name}.`, Type: type, ResourceRecords: [{ Value: value }] };
        }),
      ],
    });
};

export const setServers = (sections: All, vpc: string, servers: readonly string[]): void => {
  const record = sections.dhcpOptions.find(({ DhcpOptionsId }) => DhcpOptionsId === `dopt-${vpc}`);
  if (record !== undefined)
    record.DhcpConfigurations = [{ Key: 'domain-name-servers', Values: servers.map((Value) => ({ Value })) }];
};

interface RuleSpec {
  readonly domain: string;
  readonly type: string;
  readonly targets: readonly string[];
  readonly vpc: string;
  readonly status: string;
}

export const addRule = (sections: All, id: string, { domain, type, targets, vpc, status }: RuleSpec): void => {
  sections.resolverRules.push({
    Id: id,
    DomainName: domain === '.' ? '.' : `${domain}.`,
    RuleType: type,
    TargetIps: targets.map((Ip) => ({ Ip })),
  });
  sections.resolverRuleAssociations.push({ ResolverRuleId: id, VPCId: `vpc-${vpc}`, Status: status });
};

export const addInbound = (sections: All, vpc: string, address: string): void => {
  sections.resolverEndpoints.push({ Id: `rslvr-in-${vpc}`, Direction: 'INBOUND', HostVPCId: `vpc-${vpc}` });
  sections.resolverEndpointIpAddresses.push({
    ResolverEndpointId: `rslvr-in-${vpc}`,
    IpAddresses: [{ Ip: address }],
  });
};

interface ProfileSpec {
  readonly arns: readonly string[];
  readonly vpc: string;
  readonly priority: number | undefined;
}

export const addProfile = (sections: All, id: string, { arns, vpc, priority }: ProfileSpec): void => {
  sections.profileAssociations.push({
    ProfileId: id,
    ResourceId: `vpc-${vpc}`,
    Status: 'COMPLETE',
    ...(priority === undefined ? {} : { Priority: priority }),
  });
  sections.profileResourceAssociations.push({
    ProfileId: id,
    ProfileResourceAssociations: arns.map((ResourceArn) => ({ ResourceArn })),
  });
};

/** One group of rules on VPC `main`. */
export const addFirewall = (sections: All, rules: readonly string[]): void => {
  sections.firewallRuleGroupAssociations.push({
    FirewallRuleGroupId: 'rslvr-frg-1',
    VpcId: 'vpc-main',
    Priority: 101,
    Status: 'COMPLETE',
  });
  sections.firewallRules.push({
    FirewallRuleGroupId: 'rslvr-frg-1',
    FirewallRules: rules.map((line, i) => ({
      Priority: i + 1,
      Action: line.split(' ')[0],
      FirewallDomainListId: `rslvr-fdl-${i}`,
    })),
  });
  rules.forEach((line, i) => {
    sections.firewallDomains.push({
      FirewallDomainListId: `rslvr-fdl-${i}`,
      Domains: line
        .split(' ')
        .slice(1)
        .map((domain) => `${domain}.`),
    });
  });
};
