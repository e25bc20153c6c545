import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type AuditOptions, audit, type Report } from '../../src/audit.ts';
import { exitCodeOf } from '../../src/cli/exit-code.ts';
import type { Gap, ScopeSnapshot, Snapshot } from '../../src/snapshot/schema.ts';
import { sectionNames, sectionSpecs } from '../../src/snapshot/sections.ts';
import { recordsOf } from '../model/records.ts';
import { topology } from '../model/topology.ts';
import { pathsIn } from '../support/report.ts';
import { shareVpc } from '../support/share.ts';
import { splitOver } from '../support/split.ts';

const accounts = ['111122223333', '222233334444', '333344445555', '555566667777'] as const;
const [, hub, peer, unattached] = accounts;

type Network = typeof hub | typeof unattached;

/** What an account is asked for only where others rest on it: that it shares its transit gateways, and has private zones. */
const asOwner = ({ account, sections, ...scope }: ScopeSnapshot, network: Network): ScopeSnapshot => ({
  ...scope,
  account,
  sections: {
    ...sections,
    privateHostedZones: (sections.resourceRecordSets ?? []).map(({ HostedZoneId, ResourceRecordSets: [first] }) => ({
      Id: `/hostedzone/${HostedZoneId}`,
      Name: first?.Name,
    })),
    sharedResources: (sections.transitGateways ?? [])
      .filter(() => account === network)
      .map(({ TransitGatewayId }) => ({ arn: `arn:aws:ec2:us-east-1:${network}:transit-gateway/${TransitGatewayId}` })),
  },
});

/**
 * A spoke, a hub and a peer, each of an account; transit gateways are the hub's, or of one without a VPC; the spoke's VPC
 * may be shared with another.
 */
const organisation = (whole: Snapshot, isShared: boolean, network: Network = hub): Snapshot => {
  const apart = splitOver(whole, { accounts, vpcs: { 'vpc-hub': hub, 'vpc-peer': peer }, network });
  const split = { ...apart, scopes: apart.scopes.map((scope) => asOwner(scope, network)) };
  if (!isShared) return split;
  const [owner, ...others] = split.scopes;
  const shared = shareVpc({ ...split, scopes: owner === undefined ? [] : [owner] }, '444455556666', 'vpc-main');

  return { ...split, scopes: [...shared.scopes, ...others] };
};

const gapOf = (section: (typeof sectionNames)[number], kind: Gap['kind']): Gap => ({
  section,
  action: sectionSpecs[section].action,
  reason: 'it failed',
  kind,
});

interface Failure {
  readonly account: string;
  readonly sections: readonly (typeof sectionNames)[number][];
  readonly kind: Gap['kind'];
  readonly isTold: boolean;
}

/** Some of what an account said is not there: with a gap for it, as we write it, or without, as somebody may have cut it. */
const failing = (scope: ScopeSnapshot, { sections, kind, isTold }: Failure): ScopeSnapshot => ({
  ...scope,
  sections: Object.fromEntries(
    Object.entries(scope.sections).filter(([name]) => !sections.some((one) => one === name)),
  ),
  gaps: isTold ? sections.map((section) => gapOf(section, kind)) : [],
});

const failure: fc.Arbitrary<Failure> = fc.record({
  account: fc.constantFrom(...accounts),
  sections: fc.oneof(
    fc.constant(sectionNames),
    fc.subarray([...sectionNames], { minLength: 1, maxLength: 3 }),
    fc.constantFrom(...sectionNames).map((one) => [one]),
  ),
  kind: fc.constantFrom('denied' as const, 'failed' as const, 'missing' as const),
  isTold: fc.boolean(),
});

const services = ['s3', 'dynamodb', 'ec2', 'sts'];
const reportOf = (snapshot: Snapshot, options: Partial<AuditOptions> = {}): Report =>
  audit(snapshot, { source: 'snapshot', version: '0.0.0', services, vpcs: [], subnets: [], ...options });

const verdicts = (report: Report): ReadonlyMap<string, string> =>
  new Map(
    pathsIn(report).map((path) => [
      `${path.subnetId} ${path.name} ${path.family}`.replace(/\d{12}/, 'ACCOUNT'),
      path.verdict,
    ]),
  );

it('an account that fails makes no path of another one private', () => {
  fc.assert(
    fc.property(topology, fc.boolean(), fc.constantFrom(hub, unattached), failure, (one, isShared, network, what) => {
      const whole = organisation(recordsOf(one).snapshot(), isShared, network);
      const known = verdicts(reportOf(whole, { rules: [] }));
      const scopes = whole.scopes.map((scope) => (scope.account === what.account ? failing(scope, what) : scope));
      const report = reportOf({ ...whole, scopes }, { rules: [] });
      const gained = [...verdicts(report)].filter(
        ([path, verdict]) => verdict === 'private' && known.get(path) !== verdict,
      );

      expect(gained).toEqual([]);
    }),
    { numRuns: 60 },
  );
}, 120_000);

const keyed = sectionNames.filter((section) => sectionSpecs[section].key !== undefined);
const idIn = (section: (typeof sectionNames)[number], record: object): string =>
  String((record as Readonly<Record<string, unknown>>)[sectionSpecs[section].key ?? '']);

it('what an account is denied of one resource makes no path private', () => {
  fc.assert(
    fc.property(
      topology,
      fc.boolean(),
      fc.constantFrom(hub, unattached),
      fc.constantFrom(...keyed),
      fc.nat(20),
      (one, isShared, network, section, n) => {
        const whole = organisation(recordsOf(one).snapshot(), isShared, network);
        const ids = whole.scopes.flatMap(({ sections }) =>
          (sections[section] ?? []).map((each) => idIn(section, each)),
        );
        fc.pre(ids.length > 0);
        const id = ids[n % ids.length] ?? '';
        const known = verdicts(reportOf(whole, { rules: [] }));
        const scopes = whole.scopes.map((scope) => {
          const records: readonly object[] = scope.sections[section] ?? [];
          const kept = records.filter((each) => idIn(section, each) !== id);
          const gap = { ...gapOf(section, 'denied'), resource: id };

          return kept.length === records.length
            ? scope
            : { ...scope, sections: { ...scope.sections, [section]: kept }, gaps: [...scope.gaps, gap] };
        });
        const gained = [...verdicts(reportOf({ ...whole, scopes }, { rules: [] }))].filter(
          ([path, verdict]) => verdict === 'private' && known.get(path) !== verdict,
        );

        expect(gained).toEqual([]);
      },
    ),
    { numRuns: 60 },
  );
}, 120_000);

it('an account of which nothing was read never lets the gate pass', () => {
  fc.assert(
    fc.property(topology, fc.constantFrom(...accounts), fc.boolean(), (one, account, isTold) => {
      const whole = organisation(recordsOf(one).snapshot(), false, unattached);
      const what: Failure = { account, sections: sectionNames, kind: 'failed', isTold };
      const scopes = whole.scopes.map((scope) => (scope.account === account ? failing(scope, what) : scope));
      const report = reportOf({ ...whole, scopes }, { mended: new Set() });

      expect(report.summary.complete).toBe(false);
      expect(exitCodeOf(report, 'error')).not.toBe(0);
      expect(exitCodeOf(report, 'never')).not.toBe(0);
    }),
    { numRuns: 30 },
  );
}, 120_000);
