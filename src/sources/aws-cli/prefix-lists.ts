import type { JsonSchema } from '../../snapshot/check.ts';
import { idSchema } from '../../snapshot/published-schema.ts';
import { arrayOf, objectWith } from './read-list.ts';
import type { Response, Saved, SavedOutput } from './saved-output.ts';

export const inlineLists = 'describe-prefix-lists';

const text: JsonSchema = { type: 'string' };
const schema = objectWith(
  'PrefixLists',
  arrayOf({
    type: 'object',
    properties: { PrefixListId: idSchema, PrefixListName: text, Cidrs: arrayOf(text) },
    required: ['PrefixListId', 'PrefixListName', 'Cidrs'],
  }),
);

interface InlineList {
  readonly PrefixListId: string;
  readonly PrefixListName: string;
  readonly Cidrs: readonly string[];
}

/** The door between the file and its type: the schema above was checked. */
const listsIn = (saved: Saved): readonly InlineList[] =>
  'response' in saved ? (saved.response.PrefixLists as readonly InlineList[]) : [];

/** DescribePrefixLists tells only of AWS's own lists. */
const asManaged = ({ PrefixListId, PrefixListName, Cidrs }: InlineList): Response => ({
  PrefixListId,
  PrefixListName,
  AddressFamily: Cidrs[0]?.includes(':') ? 'IPv6' : 'IPv4',
  OwnerId: 'AWS',
});

const asEntries = ({ Cidrs }: InlineList): Response => ({ Entries: Cidrs.map((cidr) => ({ Cidr: cidr })) });

/** The folder with what `describe-prefix-lists` tells in place of the files that it stands in for. */
export const withInlineLists = (output: SavedOutput): SavedOutput => {
  if (!output.names.includes(inlineLists)) return output;

  const lists = listsIn(output.read(inlineLists, schema));
  const inferred = new Map<string, Response>(
    lists
      .filter(({ Cidrs }) => Cidrs.length > 0)
      .map((list) => [`get-managed-prefix-list-entries.${list.PrefixListId}`, asEntries(list)]),
  );
  if (lists.length > 0) inferred.set('describe-managed-prefix-lists', { PrefixLists: lists.map(asManaged) });
  for (const name of output.names) inferred.delete(name);

  return {
    names: [...output.names, ...inferred.keys()].sort(),
    read(name, shape) {
      const response = inferred.get(name);

      return response === undefined ? output.read(name, shape) : { response };
    },
  };
};
