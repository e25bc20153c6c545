import { DescribeManagedPrefixListsCommand, GetManagedPrefixListEntriesCommand } from '@aws-sdk/client-ec2';
import type { RecordOf } from '../../snapshot/schema.ts';
import { allPages } from './all-pages.ts';
import type { Ec2 } from './ec2.ts';
import type { Answer, Inquiry } from './inquiry.ts';
import { routedTo } from './route-tables.ts';

export const collectManagedPrefixLists = (inquiry: Inquiry, ec2: Ec2) =>
  inquiry.ask({ section: 'managedPrefixLists', action: 'ec2:DescribeManagedPrefixLists' }, () =>
    allPages(async (NextToken) => {
      const page = await ec2.send(new DescribeManagedPrefixListsCommand({ MaxResults: 100, NextToken }));
      return { records: page.PrefixLists, next: page.NextToken };
    }),
  );

export interface PrefixListReferences {
  readonly lists: Answer<'managedPrefixLists'>;
  readonly routeTables: Answer<'routeTables'>;
  readonly securityGroups: Answer<'securityGroups'>;
}

/** The services with gateway endpoints; AWS may add an address family to the name. */
const ofService = /\.(s3|dynamodb|s3express)$/;

const permittedLists = (group: RecordOf<'securityGroups'>): (string | undefined)[] =>
  [...(group.IpPermissions ?? []), ...(group.IpPermissionsEgress ?? [])].flatMap((permission) =>
    (permission.PrefixListIds ?? []).map((list) => list.PrefixListId),
  );

const wantedLists = ({ lists, routeTables, securityGroups }: PrefixListReferences): string[] => {
  const ofAws = (lists ?? []).filter((list) => list.OwnerId === 'AWS' && ofService.test(list.PrefixListName ?? ''));
  const wanted = [
    ...ofAws.map((list) => list.PrefixListId),
    ...routedTo(routeTables, (route) => route.DestinationPrefixListId),
    ...(securityGroups ?? []).flatMap(permittedLists),
  ];

  return [...new Set(wanted.filter((id) => id !== undefined))];
};

export const collectPrefixListEntries = async (inquiry: Inquiry, ec2: Ec2, references: PrefixListReferences) => {
  const wanted = wantedLists(references);
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
