import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AuditOptions, audit, type ReportPath } from '../../src/audit.ts';
import type { Snapshot } from '../../src/snapshot/schema.ts';
import { scopeKey } from '../../src/snapshot/scope-key.ts';
import { recordsOf } from '../model/records.ts';
import { topology } from '../model/topology.ts';
import { everyFault, everyService } from '../support/every-fault.ts';
import { hub } from '../support/hub.ts';
import { auditedServices, networkSpec, worldOf } from '../support/network-spec.ts';
import { pathsIn } from '../support/report.ts';
import { shareVpc } from '../support/share.ts';
import { type Ownership, splitOver } from '../support/split.ts';
import { pathLine } from '../support/world/path-line.ts';
import { account, region } from '../support/world/sections.ts';
import { behindNat } from '../support/world.ts';

const accounts = ['111122223333', '222233334444', '333344445555'] as const;
const [first, second, third] = accounts;

/** Hosts may begin with the account, which is another one where the facts are split. */
const anyAccount = (text: string): string => text.replaceAll(/\b\d{12}\b/g, 'ACCOUNT');

const lineOf = (path: ReportPath): string =>
  anyAccount(`${path.subnetId} ${path.name} ${path.family}: ${pathLine(path)}`);

/** A line for every path, whichever account it is listed under. */
const verdictsOf = (snapshot: Snapshot, services: readonly string[], options: Partial<AuditOptions> = {}): string[] =>
  pathsIn(
    audit(snapshot, {
      ...{ source: 'snapshot', version: '0.0.0', services, vpcs: [], subnets: [], rules: [] },
      ...options,
    }),
  )
    .map(lineOf)
    .sort();

/** Every VPC of an account of its own, in turn, and transit gateways of one of them. */
const ownershipOf = (snapshot: Snapshot, network: string): Ownership => ({
  accounts,
  network,
  vpcs: Object.fromEntries(
    (snapshot.scopes[0]?.sections.vpcs ?? []).map(({ VpcId }, at) => [VpcId, accounts[at % accounts.length] ?? first]),
  ),
});

const services = ['s3', 'dynamodb', 'ec2', 'sts', 'cassandra'];

describe('a network that several accounts own', () => {
  it.each([
    ['a hub and a spoke', hub().snapshot(), auditedServices],
    ['a network in which every rule fires', everyFault().snapshot(), everyService],
  ])('comes to the same verdicts as in one: %s', (_, whole, asked) => {
    for (const network of accounts)
      expect(verdictsOf(splitOver(whole, ownershipOf(whole, network)), asked)).toEqual(verdictsOf(whole, asked));
  });

  it('comes to the same verdicts as in one, whatever the network', () => {
    fc.assert(
      fc.property(topology, fc.constantFrom(...accounts), (one, network) => {
        const whole = recordsOf(one).snapshot();

        expect(verdictsOf(splitOver(whole, ownershipOf(whole, network)), services)).toEqual(
          verdictsOf(whole, services),
        );
      }),
      { numRuns: 100 },
    );
  }, 120_000);
});

describe('a VPC whose subnets another account shares', () => {
  const clients = (snapshot: Snapshot): Snapshot => shareVpc(snapshot, third, 'vpc-main');

  it('stands in the report once, as its owner sees it, with the clients of the participant', () => {
    fc.assert(
      fc.property(networkSpec, (spec) => {
        const whole = worldOf(spec).interface('client', 's0').snapshot();

        expect(verdictsOf(clients(whole), auditedServices)).toEqual(verdictsOf(whole, auditedServices));
      }),
      { numRuns: 100 },
    );
  }, 60_000);

  it('is judged for the participant where its owner is the context', () => {
    fc.assert(
      fc.property(networkSpec, (spec) => {
        const whole = worldOf(spec).interface('client', 's0').snapshot();
        const context = new Set([scopeKey({ account, region })]);

        expect(verdictsOf(clients(whole), auditedServices, { context })).toEqual(verdictsOf(whole, auditedServices));
      }),
      { numRuns: 100 },
    );
  }, 60_000);

  it('makes nothing private where its owner was asked, and told nothing', () => {
    const shared = clients(behindNat().gateway('vpce-s3', 's3', ['a']).snapshot());
    const scopes = shared.scopes.map((scope) => (scope.account === account ? { ...scope, sections: {} } : scope));
    const ofA = (snapshot: Snapshot) =>
      verdictsOf(snapshot, ['s3']).find((line) => line.startsWith('subnet-a s3.us-east-1'));

    expect(ofA(shared)).toMatch(/: private vpce-s3/);
    expect(ofA({ ...shared, scopes })).toMatch(/: unknown \(not-visible-to-participant\)/);
    expect(ofA({ ...shared, scopes: shared.scopes.filter((scope) => scope.account === third) })).toMatch(/: private/);
  });

  it('has its subnets in the report once where no account of these facts owns it', () => {
    const participants = clients(hub().snapshot()).scopes.filter((scope) => scope.account === third);
    const others = participants.map((scope) => ({ ...scope, account: second }));
    const report = audit(
      { schemaVersion: 1, scopes: [...participants, ...others] },
      { source: 'snapshot', version: '0.0.0', services: [], vpcs: [], subnets: [] },
    );
    const ids = report.subnets.map(({ subnetId }) => subnetId);

    expect(ids).not.toEqual([]);
    expect(new Set(ids).size).toBe(ids.length);
  });
});
