import { type Cidr, type Family, parseCidr } from '../net/cidr.ts';
import type { RecordOf, ScopeSnapshot } from '../snapshot/schema.ts';
import { type GapOf, type Known, unread } from './unread.ts';

export interface PrefixList {
  readonly id: string;
  readonly name: string | null;
  readonly family: Family;
  /** AWS's own list of a service's addresses; otherwise a customer's. */
  readonly isAwsManaged: boolean;
  readonly cidrs: Known<readonly Cidr[]>;
}

type ListRecord = RecordOf<'managedPrefixLists'>;

const isAwsManaged = ({ OwnerId, PrefixListName }: ListRecord): boolean =>
  OwnerId === 'AWS' || PrefixListName?.startsWith('com.amazonaws.') === true;

/** Keyed by id, which means nothing outside its Region: one id is S3 here and DynamoDB there. */
export const prefixLists = ({ sections }: ScopeSnapshot, gapOf: GapOf): Known<ReadonlyMap<string, PrefixList>> => {
  if (sections.managedPrefixLists === undefined) return unread(gapOf, 'managedPrefixLists');

  const entries = new Map<string, readonly Cidr[]>();
  for (const { PrefixListId, Entries } of sections.prefixListEntries ?? []) {
    entries.set(
      PrefixListId,
      Entries.flatMap(({ Cidr: text }) => (text && parseCidr(text)) || []),
    );
  }

  // Only a customer's list can be empty: of AWS's own the entries were cut away.
  const known = (record: ListRecord): readonly Cidr[] | undefined => {
    const cidrs = entries.get(record.PrefixListId);

    return cidrs?.length === 0 && isAwsManaged(record) ? undefined : cidrs;
  };

  return new Map(
    sections.managedPrefixLists.map((record) => [
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
};
