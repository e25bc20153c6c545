import { describe, expect, it } from 'vitest';
import { assumptions } from '../../src/analysis/assumptions.ts';
import {
  assume,
  blockedPort,
  distinct,
  forbiddenBy,
  forbidsPrivate,
  forbidsVerdict,
  notListed,
  notRead,
} from '../../src/analysis/doubt.ts';
import type { Gap } from '../../src/snapshot/schema.ts';
import { refusal } from '../support/sections.ts';

const unread = (gap: Gap) => notRead({ unread: gap }, 'it may differ');
const likely = assume('member-of-group');
const unverified = assume('profile-order');
const denied = unread(refusal('networkAcls'));
const unsupported = unread({ ...refusal('networkAcls'), kind: 'unsupported' });
const port = blockedPort('TCP 444', 'drivers');

describe('what could overturn a verdict', () => {
  it('is told with how sure it is, and is one object an assumption', () => {
    expect(likely).toEqual({
      kind: 'assumed',
      assumption: 'member-of-group',
      text: `likely, not stated by AWS: ${assumptions['member-of-group'].statement}`,
    });
    expect(unverified).toMatchObject({ text: `not verified: ${assumptions['profile-order'].statement}` });
    expect(assume('member-of-group')).toBe(likely);
  });

  it('is told with what was not read, and of which resource', () => {
    expect([denied, unread(refusal('routeTables', 'vpc-1')), port]).toMatchObject([
      { kind: 'unread', isDecisive: false, text: 'ask:networkAcls was not read: it may differ' },
      { kind: 'unread', isDecisive: true, text: 'ask:routeTables of vpc-1 was not read: it may differ' },
      { kind: 'port', text: 'TCP 444 is held back, which drivers dial' },
    ]);
    expect(notListed('subnets', 'subnet-9', 'it may differ')).toMatchObject({ kind: 'unread', isDecisive: false });
  });

  it.each([
    ['a likely fact', likely, false, null, false],
    ['a fact that nobody vouches for', unverified, true, 'unrecognised', false],
    ['a fact that was not read', denied, true, 'unread-facts', false],
    ['a fact of which the Region knows nothing', unsupported, false, null, false],
    ['a port', port, false, null, false],
    ['a fact that decides by itself', unread(refusal('vpcEndpoints')), true, 'unread-facts', true],
    ['subnets, which decide by themselves', unread(refusal('subnets')), true, 'unread-facts', true],
    ['route tables, which decide by themselves', unread(refusal('routeTables')), true, 'unread-facts', true],
  ] as const)('is %s', (_, doubt, isBarToPrivate, reason, isBarToAny) => {
    expect([forbidsPrivate(doubt), forbiddenBy([likely, doubt]), forbidsVerdict(doubt)]).toEqual([
      isBarToPrivate,
      reason,
      isBarToAny,
    ]);
  });

  it('is what was not read before what nobody vouches for, and nothing without either', () => {
    expect([forbiddenBy([unverified, denied]), forbiddenBy([])]).toEqual(['unread-facts', null]);
  });

  it('is told once', () => {
    const two = [likely, denied];
    const one = [likely];

    expect(distinct([likely, denied, assume('member-of-group'), { ...denied }])).toEqual(two);
    expect(distinct(two)).toBe(two);
    expect(distinct(one)).toBe(one);
  });
});
