import { describe, expect, it } from 'vitest';
import { findingGroupsOf } from '../../src/report/finding-group.ts';
import { findingOf } from '../support/report.ts';

describe('findingGroupsOf', () => {
  it('puts together what one act would mend, gravest first, then what explains most', () => {
    const causes = findingGroupsOf([
      findingOf({ rule: 'c', severity: 'note', remedy: 'Mend C' }),
      findingOf({ rule: 'b', remedy: 'Mend B' }),
      findingOf({ rule: 'a', remedy: 'Mend A', resource: 'subnet-1' }),
      findingOf({ rule: 'a', remedy: 'Mend A', resource: 'subnet-2' }),
    ]);

    expect(causes.map(({ rule, findings }) => [rule, findings.length])).toEqual([
      ['a', 2],
      ['b', 1],
      ['c', 1],
    ]);
  });

  it('keeps accounts and Regions apart, though the remedy reads the same', () => {
    expect(
      findingGroupsOf([findingOf({}), findingOf({ region: 'us-east-1' }), findingOf({ account: '2' })]),
    ).toHaveLength(3);
  });
});
