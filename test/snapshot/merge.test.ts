import { describe, expect, it } from 'vitest';
import { mergeSnapshots } from '../../src/snapshot/merge.ts';
import type { Sections, Snapshot } from '../../src/snapshot/schema.ts';

const snapshot = (region: string, takenAt: string | null, account = '111122223333', vpc = 'vpc-1'): Snapshot => ({
  schemaVersion: 1,
  scopes: [{ account, region, takenAt, sections: { vpcs: [{ VpcId: vpc }] }, gaps: [] }],
});
const early = '2026-11-01T00:00:00.000Z';
const late = '2026-11-02T00:00:00.000Z';

describe('several snapshots', () => {
  it('are one, of all their scopes', () => {
    const merged = mergeSnapshots([
      { name: 'a', snapshot: snapshot('eu-west-1', early) },
      { name: 'b', snapshot: snapshot('us-east-1', early) },
      { name: 'c', snapshot: snapshot('eu-west-1', early, '444455556666') },
    ]);

    expect(merged.snapshot.scopes.map(({ account, region }) => `${account} ${region}`)).toEqual([
      '111122223333 eu-west-1',
      '111122223333 us-east-1',
      '444455556666 eu-west-1',
    ]);
    expect(merged.notices).toEqual([]);
  });

  it.each([
    ['a', late, early],
    ['b', early, late],
    ['b', '2026-11-01T23:59:59Z', late],
    ['a', late, '2026-11-01T23:59:59Z'],
    ['b', '2026-11-01T23:59:59.999Z', '2026-11-02T00:00:00Z'],
    ['b', '2026-11-02T00:00:00Z', '2026-11-02T00:00:00.001Z'],
  ])('that hold one scope twice count by the newer, and say so: %s of %s and %s', (name, first, second) => {
    const merged = mergeSnapshots([
      { name: 'a', snapshot: snapshot('eu-west-1', first) },
      { name: 'b', snapshot: snapshot('eu-west-1', second) },
    ]);

    expect(merged.snapshot.scopes.map(({ takenAt }) => takenAt)).toEqual([name === 'a' ? first : second]);
    expect(merged.notices).toEqual([`111122223333 in eu-west-1 is taken from ${name}, the newer`]);
  });

  it.each([
    [early, early],
    [null, early],
    [early, null],
    ['2026-11-01T00:00:00Z', early],
    ['tomorrow', early],
    ['2026-11-01T09:00:00+09:00', late],
  ])('are refused where nobody can tell the newer: %s and %s', (first, second) => {
    expect(() =>
      mergeSnapshots([
        { name: 'a', snapshot: snapshot('eu-west-1', first) },
        { name: 'b', snapshot: snapshot('eu-west-1', second, undefined, 'vpc-2') },
      ]),
    ).toThrow('a and b both hold 111122223333 in eu-west-1, and neither is known to be the newer');
  });

  it('that are copies of each other are one, and nothing is said', () => {
    const merged = mergeSnapshots([
      { name: 'a', snapshot: snapshot('eu-west-1', early) },
      { name: 'b', snapshot: snapshot('eu-west-1', early) },
    ]);

    expect([merged.snapshot.scopes.length, merged.notices]).toEqual([1, []]);
  });

  it.each(['first', 'last'])('take the place of what nobody had brought back, given %s', (place) => {
    const missing: Snapshot = {
      schemaVersion: 1,
      scopes: [{ account: '111122223333', region: 'eu-west-1', takenAt: null, sections: {}, gaps: [] }],
    };
    const [placeholder, facts] = [
      { name: 'a', snapshot: missing },
      { name: 'b', snapshot: snapshot('eu-west-1', early) },
    ];
    const merged = mergeSnapshots(place === 'first' ? [placeholder, facts] : [facts, placeholder]);

    expect(merged.snapshot.scopes.map(({ takenAt }) => takenAt)).toEqual([early]);
    expect(merged.notices).toEqual(['111122223333 in eu-west-1 is taken from b, the newer']);
  });

  it.each(['first', 'last'])('keep what accounts that nothing names could not tell, given %s', (place) => {
    const of = (takenAt: string | null, sections: Sections, reason: string): Snapshot => ({
      schemaVersion: 1,
      scopes: [
        {
          ...{ account: null, region: 'eu-west-1', takenAt, sections },
          gaps: [{ section: 'vpcs', action: 'ec2:DescribeVpcs', kind: 'failed', reason }],
        },
      ],
    });
    const [unread, facts] = [
      { name: 'a', snapshot: of(null, {}, 'expired') },
      { name: 'b', snapshot: of(late, { vpcs: [] }, 'throttled') },
    ];
    const { snapshot: merged, notices } = mergeSnapshots(place === 'first' ? [unread, facts] : [facts, unread]);

    expect(merged.scopes).toEqual([
      {
        ...{ account: null, region: 'eu-west-1', takenAt: late, sections: { vpcs: [] } },
        gaps: expect.arrayContaining([
          expect.objectContaining({ reason: 'expired' }),
          expect.objectContaining({ reason: 'throttled' }),
        ]),
      },
    ]);
    expect(notices).toEqual([]);
  });
});
