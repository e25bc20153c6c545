import {
  DescribeVpcBlockPublicAccessExclusionsCommand,
  DescribeVpcBlockPublicAccessOptionsCommand,
} from '@aws-sdk/client-ec2';
import { allPages } from './all-pages.ts';
import type { Ec2 } from './ec2.ts';
import type { Inquiry } from './inquiry.ts';

/** One record: the account's setting in this Region. */
export const collectBlockPublicAccessOptions = (inquiry: Inquiry, ec2: Ec2) =>
  inquiry.ask({ section: 'blockPublicAccessOptions', action: 'ec2:DescribeVpcBlockPublicAccessOptions' }, async () => {
    const { VpcBlockPublicAccessOptions } = await ec2.send(new DescribeVpcBlockPublicAccessOptionsCommand({}));
    return VpcBlockPublicAccessOptions ? [VpcBlockPublicAccessOptions] : [];
  });

export const collectBlockPublicAccessExclusions = (inquiry: Inquiry, ec2: Ec2) =>
  inquiry.ask({ section: 'blockPublicAccessExclusions', action: 'ec2:DescribeVpcBlockPublicAccessExclusions' }, () =>
    allPages(async (NextToken) => {
      const page = await ec2.send(new DescribeVpcBlockPublicAccessExclusionsCommand({ MaxResults: 1000, NextToken }));
      return { records: page.VpcBlockPublicAccessExclusions, next: page.NextToken };
    }),
  );
