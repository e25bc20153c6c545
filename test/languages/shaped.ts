import type { Change } from '../../src/changes/change.ts';
import { kindOf } from '../../src/changes/kinds.ts';
import { allChanges } from '../changes/one-of-each.ts';
import { variants } from '../changes/variants.ts';

const digits = (text: string): string => Buffer.from(text).toString('hex').padEnd(17, '0').slice(-17);

/** Ids as AWS gives them: other tools look at their shape. What stands for new things stays as it is. */
const withIds = (changes: readonly Change[]): readonly Change[] =>
  JSON.parse(
    JSON.stringify(changes).replace(/"(vpc|subnet|rtb|sg|vpce|nat|tgw|pl|acl)-(?!new-)([\w-]+)"/g, (_, prefix, name) =>
      JSON.stringify(`${prefix}-${digits(name)}`),
    ),
  );

/** What a change is called in a language: two resources of one name are none. */
const namesOf = (change: Change): readonly string[] => {
  const kind = kindOf(change);

  return [
    ...(kind.terraform?.(change) ?? []).map(({ type, label }) => `${type}.${label}`),
    ...(kind.cloudformation?.(change) ?? []).map(({ logicalId }) => logicalId),
  ];
};

/** One of each kind and every variant, with steps that refer to what earlier ones create; of one name the first alone. */
export const shapedChanges = (): readonly Change[] => {
  const taken = new Set<string>();

  return withIds([...allChanges(), ...variants()]).filter((change) => {
    const names = namesOf(change);
    if (names.some((name) => taken.has(name))) return false;
    for (const name of names) taken.add(name);

    return true;
  });
};
