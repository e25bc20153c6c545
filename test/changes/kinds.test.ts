import { describe, expect, it } from 'vitest';
import { apply, reverseOf } from '../../src/changes/apply.ts';
import { kindOf } from '../../src/changes/kinds.ts';
import { shellLine } from '../../src/shell.ts';
import type { Snapshot } from '../../src/snapshot/schema.ts';
import { allChanges, ready } from './one-of-each.ts';

const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted).sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  if (typeof value !== 'object' || value === null) return value;

  return Object.fromEntries(
    Object.entries(value)
      .sort()
      .map(([key, one]) => [key, sorted(one)]),
  );
};

/** Without the order of lists, and without what AWS adds by itself. */
const facts = ({ scopes }: Snapshot) => sorted(scopes.map(({ sections }) => sections));

/** What its reverse does not bring back: a new id, a policy that was a default, a gateway of its own address. */
const irreversible = new Set([
  'delete-endpoint',
  'delete-nat-gateway',
  'delete-security-group',
  'delete-resolver-rule',
  'set-endpoint-policy',
  'remove-endpoint-subnets',
  'set-private-dns',
]);

/** AWS lists what comes of it nowhere that an audit reads. */
const isUnseen = (kind: string): boolean => ['by-hand', 'authorize-zone', 'revoke-zone'].includes(kind);

describe.each(allChanges().map((change) => [change.kind, change] as const))('%s', (kind, change) => {
  it('changes the copy, and leaves the facts as they are', () => {
    const before = ready().snapshot();
    const after = apply(before, [change]);

    if (!isUnseen(kind)) expect(facts(after)).not.toEqual(facts(before));
    expect(facts(before)).toEqual(facts(ready().snapshot()));
  });

  it('is undone by its reverse', () => {
    const before = ready().snapshot();
    const undone = apply(before, [change, ...reverseOf([change])]);

    if (!irreversible.has(kind)) expect(facts(undone)).toEqual(facts(before));
    expect(reverseOf([change]).length).toBe(kind === 'by-hand' ? 0 : 1);
  });

  it('does nothing where nothing was read', () => {
    const { scopes, ...rest } = ready().snapshot();
    const unread = { ...rest, scopes: scopes.map((scope) => ({ ...scope, sections: {} })) };

    expect(apply(unread, [change]).scopes[0]?.sections).toEqual({});
  });
});

it('says every kind, and the calls that make and undo it', () => {
  const said = allChanges().flatMap((change) => {
    const kind = kindOf(change);
    const reverse = reverseOf([change]).flatMap((one) => kindOf(one).calls(one));

    return [
      `${kind.stage(change)}: ${kind.words(change)}`,
      ...kind.calls(change).map(({ command }) => `  ${shellLine(command)}`),
      ...reverse.map(({ command }) => `  ↶ ${shellLine(command)}`),
    ];
  });

  expect(said.join('\n')).toMatchSnapshot();
});
