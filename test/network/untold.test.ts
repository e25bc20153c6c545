import { describe, expect, it } from 'vitest';
import { type AuditOptions, audit } from '../../src/audit.ts';
import { exitCodeOf } from '../../src/cli/exit-code.ts';
import type { ScopeSnapshot, Snapshot } from '../../src/snapshot/schema.ts';
import { demoSnapshot } from '../../src/sources/demo.ts';

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
  it('was not read, though it names no gap', () => {
    const report = audit(holding({}), options);

    expect(report.summary.complete).toBe(false);
    expect(exitCodeOf(report, 'error')).toBe(3);
    expect(report.gaps).toContainEqual(
      expect.objectContaining({ section: 'vpcs', action: 'ec2:DescribeVpcs', kind: 'missing' }),
    );
  });

  it.each([
    'vpcs',
    'subnets',
    'routeTables',
    'vpcEndpoints',
    'networkAcls',
    'resolverRules',
    'profileAssociations',
  ] as const)('is incomplete without %s, and calls nothing private that was not', (section) => {
    const { [section]: _, ...sections } = scopeOf(demoSnapshot()).sections;
    const whole = new Map(
      audit(demoSnapshot(), options).paths.map((path) => [`${path.subnetId} ${path.name}`, path.verdict]),
    );
    const report = audit(holding(sections), options);

    expect(report.summary.complete).toBe(false);
    for (const { subnetId, name, verdict } of report.paths)
      if (verdict === 'private') expect(whole.get(`${subnetId} ${name}`)).toBe('private');
  });

  it('tells a gap once', () => {
    const gap = { section: 'vpcs', action: 'ec2:DescribeVpcs', reason: 'AccessDenied', kind: 'denied' } as const;
    const report = audit(holding({}, [gap]), options);

    expect(report.gaps.filter(({ section }) => section === 'vpcs').map(({ kind }) => kind)).toEqual(['denied']);
  });

  it('may leave out what nothing refers to', () => {
    const { transitGateways: _, instances: __, carrierGateways: ___, ...sections } = scopeOf(demoSnapshot()).sections;

    expect(audit(holding(sections), options).gaps).toEqual([]);
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

    expect(report.paths.filter(({ verdict }) => verdict === 'private')).toEqual([]);
    expect(report.gaps.map(({ action }) => action)).toEqual(['route53resolver:ListFirewallDomains']);
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
    expect(report.paths.filter(({ verdict }) => verdict === 'private')).toEqual([]);
    expect(report.summary.complete).toBe(false);
  });
});
