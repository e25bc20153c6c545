import { describe, expect, it } from 'vitest';
import { mendedBy, settledByTheWay } from '../../src/audit/by-the-way.ts';
import type { Found } from '../../src/audit/findings.ts';
import type { Proof } from '../../src/audit/proof.ts';
import type { Proposal } from '../../src/audit/proposals.ts';
import type { Change } from '../../src/changes/change.ts';
import { advise, remedyBy, together } from '../../src/changes/remedy.ts';
import { behindNat } from '../support/world.ts';

const place = { account: '111122223333', region: 'us-east-1', vpcId: 'vpc-main' };
const route = { DestinationPrefixListId: 'pl-s3', State: 'blackhole' };
const removed: Change = { ...place, kind: 'delete-route', routeTableId: 'rtb-a', route, why: 'conflict' };
const associated: Change = {
  ...place,
  kind: 'associate-route-tables',
  endpointId: 'vpce-s3',
  routeTableIds: ['rtb-a', 'rtb-b'],
};

const proposal = (change: Change, service: string): Proposal => ({
  remedy: together([remedyBy(change), advise('Ask somebody')]),
  found: [],
  claims: [{ vpcId: change.vpcId, service }],
  amended: 0,
});

const [one] = behindNat()
  .report(['s3'])
  .findings.map(
    ({ remedy, command, changes, ...finding }): Found => ({ finding, remedy: advise('Delete it'), ids: '' }),
  );

const proofOf = (...proven: readonly Proposal[]): Proof => ({
  ...{ proven, objections: new Map(), merged: new Map(), changes: [], moves: [], left: new Set() },
  ...{ unread: [], known: new Set(), afterwards: null },
});

const mended = (finding: Partial<Found['finding']>, ...proven: readonly Proposal[]): readonly string[] => {
  if (one === undefined) throw new Error('a VPC behind a NAT gateway has findings');

  return mendedBy({ ...one, finding: { ...one.finding, ...finding } }, proofOf(...proven)).flatMap(({ remedy }) =>
    remedy.acts.flatMap((act) => ('changes' in act ? act.changes.map(({ kind }) => kind) : ['by-hand'])),
  );
};

describe('what mends a finding by the way', () => {
  const [removal, association] = [proposal(removed, 's3'), proposal(associated, 'dynamodb')];

  it('is what changes its resource, and no words for a person', () => {
    expect(mended({ resource: 'rtb-a', service: null }, association, removal)).toEqual(['delete-route']);
  });

  it('is what names its resource', () => {
    expect(mended({ resource: 'rtb-b', service: null }, association, removal)).toEqual(['associate-route-tables']);
  });

  it('is what is about its service, and not what changes its resource for another', () => {
    expect(mended({ resource: 'rtb-b', service: 's3' }, association, removal)).toEqual(['delete-route']);
  });

  it('is what is about its service', () => {
    expect(mended({ resource: 'subnet-a', service: 's3' }, association, removal)).toEqual(['delete-route']);
  });

  it('is whatever else is changed in its VPC', () => {
    expect(mended({ resource: 'subnet-a', service: 'ec2' }, association, removal).length).toBe(2);
  });
});

describe('what a finding says that is mended by the way', () => {
  const own: Proposal = { remedy: advise('See why'), found: [], claims: [], amended: 0 };
  const [removal, association] = [proposal(removed, 's3'), proposal(associated, 's3')];
  const said = (...others: readonly Proposal[]) => {
    const { remedy, command, acts } = settledByTheWay(own, others, proofOf(...others));
    const kinds = acts.flatMap((act) => ('changes' in act ? act.changes.map(({ kind }) => kind) : ['by-hand']));

    return { remedy, hasCommand: command !== null, kinds };
  };
  const withoutWords = (other: Proposal): Proposal => ({ ...other, remedy: { acts: other.remedy.acts.slice(0, 1) } });

  it('is the one change', () => {
    const { remedy, ...rest } = said(withoutWords(association));

    expect(remedy).toMatch(/^Associate rtb-a, rtb-b /);
    expect(rest).toEqual({ hasCommand: true, kinds: ['associate-route-tables'] });
  });

  it('is its own words where several changes could be the one', () => {
    expect(said(withoutWords(association), withoutWords(removal))).toEqual({
      remedy: 'See why',
      hasCommand: false,
      kinds: ['associate-route-tables', 'delete-route'],
    });
  });

  it('is its own words where the change lets go of something', () => {
    const deleted: Change = {
      ...place,
      kind: 'delete-endpoint',
      endpointId: 'vpce-s3',
      recreation: null,
      condition: null,
    };

    expect(said(withoutWords(proposal(deleted, 's3')))).toEqual({
      remedy: 'See why',
      hasCommand: false,
      kinds: ['delete-endpoint'],
    });
  });
});

it('a finding that no change mends stays with a person', () => {
  const report = behindNat().route('a', '52.0.0.0/8', 'pcx-gone blackhole').report(['s3']);
  const [dead] = report.findings.filter(({ rule }) => rule === 'blackhole-route');

  expect(report.changes.filter(({ id }) => dead?.changes.includes(id)).map(({ kind }) => kind)).toEqual(['by-hand']);
  expect(dead?.command).toBeNull();
});
