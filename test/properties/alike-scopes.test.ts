import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alikeScopes } from '../../src/audit/alike/alike-scopes.ts';
import { audit } from '../../src/audit.ts';
import type { ScopeSnapshot, Snapshot } from '../../src/snapshot/schema.ts';
import { recordsOf } from '../model/records.ts';
import { topology } from '../model/topology.ts';
import { accountOf, copyOf, inAnyOrder, inOrder, withOwnWords } from '../support/copied-scope.ts';
import { everyFault, everyService } from '../support/every-fault.ts';
import { hub } from '../support/hub.ts';
import { auditedServices, type NetworkSpec, networkSpec, worldOf } from '../support/network-spec.ts';

const copiesOf = (snapshot: Snapshot): readonly ScopeSnapshot[] => [
  ...[0, 1, 2, 3].map((n) => withOwnWords(copyOf(snapshot, accountOf(n), inOrder(n)), n)),
  ...[4, 5].map((n) => copyOf(snapshot, accountOf(n), inAnyOrder(n))),
];

const options = { source: 'snapshot', version: '0.0.0', vpcs: [], subnets: [] } as const;

/** As it is, and as it is where every scope is judged. */
const reports = (scopes: readonly ScopeSnapshot[], services: readonly string[]): readonly string[] => {
  const snapshot: Snapshot = { schemaVersion: 1, scopes: [...scopes] };
  const report = audit(snapshot, { ...options, services });
  const mended = new Set(report.findings.map(({ fingerprint }) => fingerprint));

  return [report, audit(snapshot, { ...options, services, mended })].map((one) => JSON.stringify(one, null, 1));
};

const holds = (scopes: readonly ScopeSnapshot[], services: readonly string[]): void => {
  const [alike, each] = reports(scopes, services);

  expect(alike).toBe(each);
};

const withoutNames = (spec: NetworkSpec): NetworkSpec => ({
  ...spec,
  ...{ zones: [], rules: [], firewall: [], servers: ['AmazonProvidedDNS'], attached: false },
});

const plain = networkSpec.map((spec) => worldOf(withoutNames(spec)).snapshot());

/** Somebody who peers with the first VPC of a scope. */
const peerOf = ({ account, sections }: ScopeSnapshot): ScopeSnapshot => {
  const peer = copyOf(hub().snapshot(), accountOf(9), inOrder(9));
  const [vpc] = peer.sections.vpcs ?? [];

  return {
    ...peer,
    sections: {
      ...peer.sections,
      vpcPeeringConnections: [
        {
          VpcPeeringConnectionId: 'pcx-0123456789abcdef0',
          Status: { Code: 'active' },
          RequesterVpcInfo: { VpcId: vpc?.VpcId, OwnerId: accountOf(9), Region: 'us-east-1' },
          AccepterVpcInfo: { VpcId: sections.vpcs?.[0]?.VpcId, OwnerId: account ?? '', Region: 'us-east-1' },
        },
      ],
    },
  };
};

describe('scopes that differ in their ids alone', () => {
  it('are found', () => {
    let found = 0;
    fc.assert(
      fc.property(plain, (snapshot) => {
        const [one] = alikeScopes({ schemaVersion: 1, scopes: [...copiesOf(snapshot)] });
        if (one !== undefined) {
          found += 1;
          expect(one.others.length).toBeGreaterThanOrEqual(3);
        }
      }),
      { numRuns: 10 },
    );

    expect(found).toBe(10);
  });

  it('come to what each of them comes to by itself', () => {
    fc.assert(
      fc.property(plain, (snapshot) => {
        holds(copiesOf(snapshot), auditedServices);
      }),
      { numRuns: 15 },
    );
  }, 300_000);

  it('come to the same beside others that differ in more', () => {
    fc.assert(
      fc.property(plain, networkSpec, (snapshot, other) => {
        const strange = copyOf(worldOf(other).snapshot(), accountOf(8), inOrder(8));

        holds([...copiesOf(snapshot), strange], auditedServices);
      }),
      { numRuns: 15 },
    );
  }, 300_000);

  it('come to the same where one of them is known to others', () => {
    fc.assert(
      fc.property(plain, fc.nat(3), (snapshot, at) => {
        const copies = copiesOf(snapshot);
        const known = copies[at];

        holds([...copies, ...(known === undefined ? [] : [peerOf(known)])], auditedServices);
      }),
      { numRuns: 10 },
    );
  }, 300_000);

  it('come to the same whatever the network', () => {
    fc.assert(
      fc.property(topology, (one) => {
        holds(copiesOf(recordsOf(one).snapshot()), ['s3', 'dynamodb', 'ec2', 'sts', 'cassandra']);
      }),
      { numRuns: 3 },
    );
  }, 300_000);

  it('come to the same where every rule fires', () => {
    holds(copiesOf(everyFault().snapshot()), everyService);
  });

  it('are none where they lead to others, or differ in more', () => {
    const scopes = copiesOf(hub().snapshot());

    expect(alikeScopes({ schemaVersion: 1, scopes: [...scopes] })).toEqual([]);
  });
});
