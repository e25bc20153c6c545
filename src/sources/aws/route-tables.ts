import { DescribeRouteTablesCommand } from '@aws-sdk/client-ec2';
import type { RecordOf } from '../../snapshot/schema.ts';
import { allPages } from './all-pages.ts';
import type { Ec2 } from './ec2.ts';
import type { Answer, Inquiry } from './inquiry.ts';

export const collectRouteTables = (inquiry: Inquiry, ec2: Ec2) =>
  inquiry.ask({ section: 'routeTables', action: 'ec2:DescribeRouteTables' }, () =>
    allPages(async (NextToken) => {
      const page = await ec2.send(new DescribeRouteTablesCommand({ MaxResults: 100, NextToken }));
      return { records: page.RouteTables, next: page.NextToken };
    }),
  );

type Route = NonNullable<RecordOf<'routeTables'>['Routes']>[number];

/** What the routes name in one field, each once; nothing where the route tables are unread. */
export const routedTo = (
  routeTables: Answer<'routeTables'>,
  target: (route: Route) => string | undefined,
): string[] => [
  ...new Set((routeTables ?? []).flatMap((table) => (table.Routes ?? []).map(target)).filter((id) => id !== undefined)),
];
