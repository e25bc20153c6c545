import { describe, expect, it } from 'vitest';
import { isUnread, unread } from '../../src/network/unread.ts';
import type { Gap } from '../../src/snapshot/schema.ts';
import { refusal } from '../support/sections.ts';

describe('a fact that was not read', () => {
  it.each([
    [{ unread: refusal('vpcs') }, true],
    [{ unread: undefined }, false],
    [{}, false],
    [[], false],
    [new Map(), false],
    [null, false],
    [undefined, false],
    [false, false],
    ['unread', false],
  ])('%o: %s', (fact, is) => {
    expect(isUnread<unknown>(fact)).toBe(is);
  });

  const gapsOf =
    (...gaps: readonly Gap[]) =>
    (section: string, resource?: string) =>
      gaps.find((gap) => gap.section === section && gap.resource === resource);

  it.each([
    ['its own gap', [refusal('subnets'), refusal('subnets', 'a')], 'a', refusal('subnets', 'a')],
    ["its section's gap", [refusal('subnets')], 'a', refusal('subnets')],
    ["its section's gap", [refusal('subnets')], undefined, refusal('subnets')],
    [
      "another one's gap not",
      [refusal('subnets', 'b'), refusal('vpcs')],
      'a',
      {
        section: 'subnets',
        action: 'ec2:DescribeSubnets',
        reason: 'the snapshot does not hold it',
        kind: 'missing',
        resource: 'a',
      },
    ],
    [
      'no gap',
      [],
      undefined,
      { section: 'subnets', action: 'ec2:DescribeSubnets', reason: 'the snapshot does not hold it', kind: 'missing' },
    ],
  ] as const)('names %s', (_, gaps, resource, gap) => {
    expect(unread(gapsOf(...gaps), 'subnets', resource)).toEqual({ unread: gap });
  });
});
