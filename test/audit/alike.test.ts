import { describe, expect, it } from 'vitest';
import { alikeScopes } from '../../src/audit/alike/alike-scopes.ts';
import { unsigned } from '../../src/audit/alike/portion.ts';
import type { Finding } from '../../src/audit/report.ts';
import type { RecordOf, ScopeSnapshot } from '../../src/snapshot/schema.ts';
import { accountOf } from '../support/copied-scope.ts';

/** Three accounts with a VPC each. */
const scopesWith = (fieldsOf: (n: number) => Partial<RecordOf<'vpcs'>>): ScopeSnapshot[] =>
  [1, 2, 3].map((n) => ({
    account: accountOf(n),
    region: 'us-east-1',
    takenAt: null,
    gaps: [],
    sections: { vpcs: [{ VpcId: `vpc-${String(n).padStart(17, '0')}`, ...fieldsOf(n) }] },
  }));

const areAlike = (fieldsOf: (n: number) => Partial<RecordOf<'vpcs'>>): boolean =>
  alikeScopes({ schemaVersion: 1, scopes: scopesWith(fieldsOf) }).length === 1;

const tag = (Key: string, Value: string) => ({ Tags: [{ Key, Value }] });

describe('scopes are alike', () => {
  it('whatever they call their own, and whatever nobody reads', () => {
    expect(areAlike((n) => tag('Name', `vpc ${n}`))).toBe(true);
    expect(areAlike((n) => tag('CostCenter', `${n}`))).toBe(true);
    expect(areAlike((n) => ({ CreateTime: `2026-01-0${n}` }))).toBe(true);
  });

  it('unless another keeps a security group', () => {
    const keptBy = (nameOf: (n: number) => string) =>
      scopesWith(() => ({})).map((scope, n): ScopeSnapshot => {
        const tagged = {
          ...tag('aws:cloudformation:stack-name', nameOf(n)),
          GroupId: `sg-${String(n).padStart(17, '1')}`,
        };

        return { ...scope, sections: { ...scope.sections, securityGroups: [tagged] } };
      });

    expect(alikeScopes({ schemaVersion: 1, scopes: keptBy(() => 'base') })).toHaveLength(1);
    expect(alikeScopes({ schemaVersion: 1, scopes: keptBy((n) => `base-${n}`) })).toEqual([]);
  });

  it('unless what is read differs', () => {
    expect(areAlike((n) => ({ CidrBlock: `10.${n}.0.0/16` }))).toBe(false);
    expect(areAlike((n) => (n === 1 ? {} : tag('Name', 'vpc')))).toBe(false);
    expect(areAlike((n) => tag('aws:cloudformation:stack-name', `stack-${n}`))).toBe(false);
    expect(areAlike((n) => tag(n === 1 ? 'AWSNetworkFirewallManaged' : 'Team', 'true'))).toBe(false);
  });
});

describe('what is said of one', () => {
  const finding: Finding = {
    ...{ rule: 'nat-toll', severity: 'warning', account: null, region: 'us-east-1', vpcId: 'vpc-1', resource: 'vpc-1' },
    ...{ service: null, message: '', exits: [], remedy: 'Do it', command: null, changes: [], clients: 0 },
    ...{ fingerprint: 'f:vpc-1', confidence: 'certain' },
  };
  const lists = { subnets: [], endpoints: [], outlook: [], releases: [], gaps: [], harmlessGaps: [], changes: [] };
  const saying = (remedy: string) =>
    unsigned({ ...lists, findings: [{ ...finding, remedy }] }, { identities: new Map([['f:vpc-1', 'f']]) });

  it('is said of others', () => {
    expect(saying('Do it')?.findings).toHaveLength(1);
  });

  it('is not where it is so long that it would be cut with longer names', () => {
    expect(saying('x'.repeat(1_001))).toBeNull();
  });
});
