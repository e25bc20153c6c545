import { memoize } from '../memoize.ts';
import { type Cidr, type Family, parseCidr } from '../net/cidr.ts';
import type { RecordOf, ScopeSnapshot, Sections } from '../snapshot/schema.ts';
import { type GapOf, isUnread, type Known, unread } from './unread.ts';

export interface PrefixList {
  readonly id: string;
  readonly name: string | null;
  readonly family: Family;
  /** AWS's own list of a service's addresses; otherwise a customer's. */
  readonly isAwsManaged: boolean;
  readonly cidrs: Known<readonly Cidr[]>;
}

type ListRecord = RecordOf<'managedPrefixLists'>;

export const isAwsManaged = ({ OwnerId, PrefixListName }: ListRecord): boolean =>
  OwnerId === 'AWS' || PrefixListName?.startsWith('com.amazonaws.') === true;

type Entries = NonNullable<Sections['prefixListEntries']>;

const entriesOf = memoize((records: Entries): ReadonlyMap<string, readonly Cidr[]> => {
  const entries = new Map<string, readonly Cidr[]>();
  for (const { PrefixListId, Entries } of records)
    entries.set(
      PrefixListId,
      Entries.flatMap(({ Cidr: text }) => (text && parseCidr(text)) || []),
    );

  return entries;
});

const nothing: Entries = [];

type PrefixLists = ReadonlyMap<string, PrefixList>;

/** The gaps of a list that was not read are those of one network: only what was read whole is the same for all that have the records. */
const whole = new WeakMap<readonly ListRecord[], { readonly entries: Entries; readonly lists: PrefixLists }>();

/** Keyed by id, which means nothing outside its Region: one id is S3 here and DynamoDB there. */
export const prefixLists = ({ sections }: ScopeSnapshot, gapOf: GapOf): Known<PrefixLists> => {
  const { managedPrefixLists, prefixListEntries = nothing } = sections;
  if (managedPrefixLists === undefined) return unread(gapOf, 'managedPrefixLists');
  const present = whole.get(managedPrefixLists);
  if (present?.entries === prefixListEntries) return present.lists;

  const entries = entriesOf(prefixListEntries);
  // Only a customer's list can be empty: of AWS's own the entries were cut away.
  const known = (record: ListRecord): readonly Cidr[] | undefined => {
    const cidrs = entries.get(record.PrefixListId);

    return cidrs?.length === 0 && isAwsManaged(record) ? undefined : cidrs;
  };
  const lists: PrefixLists = new Map(
    managedPrefixLists.map((record) => [
      record.PrefixListId,
      {
        id: record.PrefixListId,
        name: record.PrefixListName ?? null,
        family: record.AddressFamily?.toLowerCase() === 'ipv6' ? 'ipv6' : 'ipv4',
        isAwsManaged: isAwsManaged(record),
        cidrs: known(record) ?? unread(gapOf, 'prefixListEntries', record.PrefixListId),
      },
    ]),
  );
  if ([...lists.values()].every(({ cidrs }) => !isUnread(cidrs)))
    whole.set(managedPrefixLists, { entries: prefixListEntries, lists });

  return lists;
};
