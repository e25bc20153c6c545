import { DescribeManagedPrefixListsCommand, GetManagedPrefixListEntriesCommand } from '@aws-sdk/client-ec2';
import { type PrefixListReferences, referredPrefixLists } from '../references.ts';
import { allPages } from './all-pages.ts';
import type { Ec2 } from './ec2.ts';
import type { Inquiry } from './inquiry.ts';

export const collectManagedPrefixLists = (inquiry: Inquiry, ec2: Ec2) =>
  inquiry.ask({ section: 'managedPrefixLists', action: 'ec2:DescribeManagedPrefixLists' }, () =>
    allPages(async (NextToken) => {
      const page = await ec2.send(new DescribeManagedPrefixListsCommand({ MaxResults: 100, NextToken }));
      return { records: page.PrefixLists, next: page.NextToken };
    }),
  );

export const collectPrefixListEntries = async (inquiry: Inquiry, ec2: Ec2, references: PrefixListReferences) => {
  const wanted = referredPrefixLists(references);
  if (!references.lists && wanted.length === 0) return inquiry.unasked('prefixListEntries', ['managedPrefixLists']);

  await inquiry.askEach(
    { section: 'prefixListEntries', action: 'ec2:GetManagedPrefixListEntries' },
    wanted,
    async (PrefixListId) => {
      const Entries = await allPages(async (NextToken) => {
        const command = new GetManagedPrefixListEntriesCommand({ PrefixListId, MaxResults: 100, NextToken });
        const page = await ec2.send(command);
        return { records: page.Entries, next: page.NextToken };
      });
      return [{ PrefixListId, Entries }];
    },
  );
};
