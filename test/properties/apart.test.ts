import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { audit } from '../../src/audit.ts';
import type { ScopeSnapshot, Section, Snapshot } from '../../src/snapshot/schema.ts';
import { accountOf, copyOf, inAnyOrder, inOrder } from '../support/copied-scope.ts';
import { hub } from '../support/hub.ts';
import { auditedServices, type NetworkSpec, networkSpec, worldOf } from '../support/network-spec.ts';

const options = { source: 'snapshot', version: '0.0.0', vpcs: [], subnets: [] } as const;

/** In as many parts as there can be, and whole. */
const holds = (scopes: readonly ScopeSnapshot[], services: readonly string[]): void => {
  const snapshot: Snapshot = { schemaVersion: 1, scopes: [...scopes] };
  const report = audit(snapshot, { ...options, services, partSize: 1 });
  const mended = new Set(report.findings.map(({ fingerprint }) => fingerprint));
  const whole = audit(snapshot, { ...options, services, mended });

  expect(JSON.stringify(report, null, 1)).toBe(JSON.stringify(whole, null, 1));
};

const withoutNames = (spec: NetworkSpec): NetworkSpec => ({
  ...spec,
  ...{ zones: [], rules: [], firewall: [], servers: ['AmazonProvidedDNS'] },
});

interface Member {
  readonly spec: NetworkSpec;
  readonly hasNames: boolean;
  readonly isHub: boolean;
  /** By which ids are told apart: of two that are alike, the same. */
  readonly ids: number;
  readonly account: number;
  readonly region: string;
  /** Which transit gateway it has, if any. */
  readonly transit: number;
  readonly unread: Section | null;
}

const member: fc.Arbitrary<Member> = fc.record({
  spec: networkSpec,
  hasNames: fc.nat(7).map((n) => n === 0),
  isHub: fc.nat(3).map((n) => n === 0),
  ids: fc.oneof({ weight: 1, arbitrary: fc.constant(1) }, { weight: 3, arbitrary: fc.integer({ min: 2, max: 1_000 }) }),
  account: fc.nat(3),
  region: fc.constantFrom('us-east-1', 'eu-west-1'),
  transit: fc.nat(2),
  unread: fc.oneof(
    { weight: 4, arbitrary: fc.constant(null) },
    {
      weight: 1,
      arbitrary: fc.constantFrom<Section>(
        ...(['vpcAttributes', 'hostedZones', 'transitGatewayAttachments', 'transitGatewayRoutes', 'subnets'] as const),
        ...(['routeTables', 'networkInterfaces', 'prefixListEntries', 'resolverRules', 'vpcEndpoints'] as const),
      ),
    },
  ),
});

const without = (scope: ScopeSnapshot, section: Section | null): ScopeSnapshot => {
  if (section === null) return scope;
  const { [section]: _, ...sections } = scope.sections;

  return { ...scope, sections, gaps: [{ section, action: 'ec2:Any', reason: 'denied', kind: 'denied' }] };
};

/** What several accounts see alike. */
const sharedWord = /\b(tgw-attach|tgw-rtb|tgw|pcx|vgw|pl)-(?!s3|dynamodb)([a-z0-9]+)\b/g;

const scopeOf = ({ spec, hasNames, isHub, ids, account, region, transit, unread }: Member): ScopeSnapshot => {
  const world = isHub ? hub() : worldOf(hasNames ? spec : withoutNames(spec));
  const copy = copyOf(world.snapshot(), accountOf(account), ids % 2 === 0 ? inAnyOrder(ids) : inOrder(ids));
  const text = JSON.stringify(copy)
    .replaceAll('us-east-1', region)
    .replaceAll(sharedWord, (_, kind: string, name: string) => `${kind}-${inOrder(transit)(name)}`)
    .replaceAll(
      /\b(rtb|vpce)-([0-9a-f]{17})-(main|s\d)\b/g,
      (_, ...[kind, id, part]) => `${kind}-${inOrder(ids)(id + part)}`,
    )
    .replaceAll(/\bpl-(s3|dynamodb)\b/g, (_, name: string) => `pl-${inOrder(0)(name)}`);
  const placed: ScopeSnapshot = JSON.parse(text);

  return without(placed, unread);
};

const eachOnce = (scopes: readonly ScopeSnapshot[]): readonly ScopeSnapshot[] => [
  ...new Map(scopes.map((scope) => [`${scope.account} ${scope.region}`, scope])).values(),
];

describe('scopes that are judged apart', () => {
  it('come to what they come to together, whatever they are', () => {
    fc.assert(
      fc.property(fc.array(member, { minLength: 2, maxLength: 5 }), (members) => {
        holds(eachOnce(members.map(scopeOf)), auditedServices);
      }),
      { numRuns: 25 },
    );
  }, 600_000);
});
