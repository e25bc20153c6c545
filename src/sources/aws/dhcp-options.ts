import { DescribeDhcpOptionsCommand } from '@aws-sdk/client-ec2';
import { allPages } from './all-pages.ts';
import type { Ec2 } from './ec2.ts';
import type { Inquiry } from './inquiry.ts';

export const collectDhcpOptions = (inquiry: Inquiry, ec2: Ec2) =>
  inquiry.ask({ section: 'dhcpOptions', action: 'ec2:DescribeDhcpOptions' }, () =>
    allPages(async (NextToken) => {
      const page = await ec2.send(new DescribeDhcpOptionsCommand({ MaxResults: 1000, NextToken }));
      return { records: page.DhcpOptions, next: page.NextToken };
    }),
  );
