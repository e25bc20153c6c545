import { describe, expect, it } from 'vitest';
import { type AuditOptions, audit, type Report } from '../../src/audit.ts';
import { exitCodeOf } from '../../src/cli/exit-code.ts';
import type { ScopeSnapshot, Snapshot } from '../../src/snapshot/schema.ts';
import { demoSnapshot } from '../../src/sources/demo.ts';
import { pathsIn } from '../support/report.ts';
import { behindNat, world } from '../support/world.ts';

const options: AuditOptions = { source: 'snapshot', version: '0.0.0', services: [], vpcs: [], subnets: [] };

const scopeOf = (snapshot: Snapshot): ScopeSnapshot => {
  const [scope] = snapshot.scopes;
  if (scope === undefined) throw new Error('no scope');

  return scope;
};

const holding = (sections: ScopeSnapshot['sections'], gaps: ScopeSnapshot['gaps'] = []): Snapshot => ({
  schemaVersion: 1,
  scopes: [{ ...scopeOf(demoSnapshot()), sections, gaps }],
});

describe('a snapshot that neither holds a section nor accounts for it', () => {
  it('says why where the whole account was closed', () => {
    const reason = 'The role vpce-audit cannot be assumed: no';
    const gap = { section: 'regions', action: 'ec2:DescribeRegions', reason, kind: 'failed' } as const;
    const { gaps } = audit(holding({}, [gap]), options);

    expect(gaps).toContainEqual(expect.objectContaining({ section: 'vpcs', action: 'ec2:DescribeVpcs', reason }));
    expect(gaps.map((one) => one.reason)).not.toContain('the snapshot does not hold it');
  });

  it('has no reason of its own where the gap of another section tells one', () => {
    const gap = { section: 'subnets', action: 'ec2:DescribeSubnets', reason: 'denied', kind: 'denied' } as const;
    const { gaps } = audit(holding({}, [gap]), options);

    expect(gaps).toContainEqual(
      expect.objectContaining({ section: 'vpcs', reason: 'the snapshot does not hold it', kind: 'missing' }),
    );
  });

  it('was not read, though it names no gap', () => {
    const report = audit(holding({}), options);

    expect(report.summary.complete).toBe(false);
    expect(exitCodeOf(report, 'error')).toBe(3);
    expect(report.gaps).toContainEqual(
      expect.objectContaining({ section: 'vpcs', action: 'ec2:DescribeVpcs', kind: 'missing' }),
    );
  });

  it.each(['vpcs', 'subnets', 'routeTables', 'vpcEndpoints', 'networkAcls', 'profileAssociations'] as const)(
    'is incomplete without %s, and calls nothing private that was not',
    (section) => {
      const { [section]: _, ...sections } = scopeOf(demoSnapshot()).sections;
      const whole = new Map(
        pathsIn(audit(demoSnapshot(), options)).map((path) => [`${path.subnetId} ${path.name}`, path.verdict]),
      );
      const report = audit(holding(sections), options);

      expect(report.summary.complete).toBe(false);
      for (const { subnetId, name, verdict } of pathsIn(report))
        if (verdict === 'private') expect(whole.get(`${subnetId} ${name}`)).toBe('private');
    },
  );

  it('tells a gap once', () => {
    const gap = { section: 'vpcs', action: 'ec2:DescribeVpcs', reason: 'AccessDenied', kind: 'denied' } as const;
    const report = audit(holding({}, [gap]), options);

    expect(report.gaps.filter(({ section }) => section === 'vpcs').map(({ kind }) => kind)).toEqual(['denied']);
  });

  it('may leave out what nothing refers to', () => {
    const { transitGateways: _, instances: __, carrierGateways: ___, ...sections } = scopeOf(demoSnapshot()).sections;

    expect(audit(holding(sections), options).gaps).toEqual([]);
  });

  it('may not leave out what its other records are in', () => {
    const { sections } = structuredClone(scopeOf(demoSnapshot()));
    const told = (more: Parameters<typeof holding>[0]) =>
      audit(holding({ ...sections, ...more }), options).gaps.map(({ section }) => section);

    expect(told({ vpcs: [] })).toContain('vpcs');
    expect(told({ vpcs: [], subnets: [] })).toContain('vpcs');
    expect(told({ subnets: [] })).toContain('subnets');
    expect(told({ subnets: sections.subnets?.slice(1) ?? [] })).toContain('subnets');
  });

  it('does not pass for a DNS Firewall whose lists are the secret of AWS', () => {
    const { sections } = structuredClone(scopeOf(demoSnapshot()));
    const vpcId = sections.vpcs?.[0]?.VpcId ?? '';
    const { firewallDomains: _, ...others } = sections;
    const report = audit(
      holding({
        ...others,
        firewallRuleGroupAssociations: [
          { FirewallRuleGroupId: 'rslvr-frg-1', VpcId: vpcId, Priority: 101, Status: 'COMPLETE' },
        ],
        firewallRules: [
          {
            FirewallRuleGroupId: 'rslvr-frg-1',
            FirewallRules: [{ FirewallDomainListId: 'rslvr-fdl-1', Priority: 1, Action: 'BLOCK' }],
          },
        ],
      }),
      options,
    );

    expect(pathsIn(report).filter(({ verdict }) => verdict === 'private')).toEqual([]);
    expect(report.gaps.map(({ action }) => action)).toEqual(['route53resolver:ListFirewallDomains']);
  });
});

describe('a section that something refers to', () => {
  const ec2 = 'ec2.us-east-1.amazonaws.com';
  const hub = () =>
    world()
      .subnet('a', { routes: { '0.0.0.0/0': 'tgw-1' } })
      .vpc('hub', '10.1.0.0/16')
      .subnet('h', { vpc: 'hub', cidr: '10.1.1.0/24', routes: { '10.0.0.0/16': 'tgw-1', '0.0.0.0/0': 'nat-h' } })
      .subnet('p', { vpc: 'hub', cidr: '10.1.2.0/24', routes: { '0.0.0.0/0': 'igw-1', '10.0.0.0/16': 'tgw-1' } })
      .nat('h', 'p')
      .transit({ main: ['a'], hub: ['h'] }, { '0.0.0.0/0': 'hub', '10.0.0.0/16': 'main' });
  const excluded = () => {
    const net = behindNat();
    net.sections.blockPublicAccessOptions = [{ InternetGatewayBlockMode: 'block-bidirectional' }];
    net.sections.blockPublicAccessExclusions.push({
      InternetGatewayExclusionMode: 'allow-egress',
      ResourceArn: 'arn:aws:ec2:us-east-1:111122223333:subnet/subnet-public',
      State: 'create-complete',
    });

    return net;
  };
  const worlds = {
    hub,
    excluded,
    zoned: () => hub().zone(ec2, ['main'], [`${ec2} A 192.168.0.1`]),
    peered: () =>
      behindNat().vpc('peer', '10.2.0.0/16').peering('pcx-1', 'main', 'peer').route('a', '52.216.0.0/15', 'pcx-1'),
    walled: () => behindNat().endpoint('vpce-ec2', 'ec2').firewall('BLOCK *'),
    profiled: () =>
      behindNat()
        .zone(ec2, [], [`${ec2} A 192.168.0.1`])
        .profile('rp-1', ['arn:aws:route53:::hostedzone/Z1']),
  };
  const serious = ({ findings }: Report): readonly string[] =>
    findings.filter(({ severity }) => severity !== 'note').map(({ fingerprint }) => fingerprint);

  it.each(Object.entries(worlds))('hides nothing without a word: %s', (_, make) => {
    const whole = serious(make().report());
    for (const section of Object.keys(make().sections)) {
      const net = make();
      Reflect.deleteProperty(net.sections, section);
      const report = net.report();
      const found = new Set(serious(report));

      if (report.summary.complete) expect([section, whole.filter((one) => !found.has(one))]).toEqual([section, []]);
    }
  });
});

describe('a snapshot of nothing at all', () => {
  it('cannot be audited', () => {
    expect(() => audit({ schemaVersion: 1, scopes: [] }, options)).toThrow('the facts hold no account and Region');
  });
});

describe('one request of a section that was refused', () => {
  const refusals = [
    { section: 'vpcAttributes', resource: (scope: ScopeSnapshot) => scope.sections.vpcs?.[0]?.VpcId },
    { section: 'hostedZones', resource: (scope: ScopeSnapshot) => scope.sections.vpcs?.[0]?.VpcId },
    {
      section: 'prefixListEntries',
      resource: (scope: ScopeSnapshot) =>
        scope.sections.managedPrefixLists?.find(({ PrefixListName }) => PrefixListName?.endsWith('.s3'))?.PrefixListId,
    },
  ] as const;

  it.each(refusals)('leaves nothing private: $section', ({ section, resource: of }) => {
    const scope = scopeOf(demoSnapshot());
    const resource = of(scope);
    const gap = {
      section,
      action: 'denied',
      reason: 'AccessDenied',
      kind: 'denied',
      ...(resource === undefined ? {} : { resource }),
    } as const;
    const left =
      section === 'prefixListEntries'
        ? (scope.sections.prefixListEntries ?? []).filter(({ PrefixListId }) => PrefixListId !== resource)
        : [];
    const report = audit(holding({ ...scope.sections, [section]: left }, [gap]), options);

    expect(resource).toBeDefined();
    expect(pathsIn(report).filter(({ verdict }) => verdict === 'private')).toEqual([]);
    expect(report.summary.complete).toBe(false);
  });
});
