import { expect, it } from 'vitest';
import type { Change } from '../../src/changes/change.ts';
import { mergeChanges } from '../../src/changes/merge.ts';
import { oneOfEach } from './one-of-each.ts';

/** @see https://docs.aws.amazon.com/vpc/latest/userguide/nacl-rules.html */
it('lines that remedies put in the same place of a network ACL stand one after the other, each once', () => {
  const change = oneOfEach()['add-acl-entry'];
  const { line, aclId } = change;
  const add = (changed: Partial<typeof line>, acl = aclId): Change => ({
    ...change,
    aclId: acl,
    line: { ...line, number: 90, egress: false, ...changed },
  });
  const port = { first: 9142, last: 9142 };
  const given = [add({}), add({ port }), add({ number: 91 }), add({ port, egress: true }), add({ port }, 'acl-other')];
  const merged = mergeChanges(given);
  const numbers = given.map((one) => {
    const whole = merged.get(one);

    return whole?.kind === 'add-acl-entry' ? whole.line.number : null;
  });

  expect(numbers).toEqual([90, 91, 90, 90, 90]);
});
