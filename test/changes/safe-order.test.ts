import { expect, it } from 'vitest';
import { stages } from '../../src/changes/change-kind.ts';
import { kindOf } from '../../src/changes/kinds.ts';
import { newId } from '../../src/changes/new-id.ts';
import { inSafeOrder } from '../../src/changes/safe-order.ts';
import { allChanges, oneOfEach } from './one-of-each.ts';

const each = oneOfEach();
const kindsOf = (...changes: Parameters<typeof inSafeOrder>[0]) => inSafeOrder(changes).map(({ kind }) => kind);

it('makes a group before it says whom it lets in, and a rule before a VPC takes it', () => {
  expect(
    kindsOf(
      { ...each['add-group-rules'], groupId: newId('sg', 'endpoints', 'vpc-main') },
      each['create-security-group'],
    ),
  ).toEqual(['create-security-group', 'add-group-rules']);
  expect(
    kindsOf({ ...each['associate-resolver-rule'], ruleId: each['create-system-rule'].id }, each['create-system-rule']),
  ).toEqual(['create-system-rule', 'associate-resolver-rule']);
});

it('goes by stages, and by the order given within one', () => {
  const ordered = inSafeOrder([...allChanges()].reverse());
  const order = ordered.map((change) => stages.indexOf(kindOf(change).stage(change)));

  expect(order).toEqual([...order].sort((a, b) => a - b));
  expect(kindsOf(each['associate-route-tables'], each['create-route'], each['associate-route-tables'])).toEqual([
    'associate-route-tables',
    'create-route',
  ]);
});
