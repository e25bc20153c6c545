import { DescribeVpcAttributeCommand } from '@aws-sdk/client-ec2';
import { missingPart } from './api-answer.ts';
import type { Ec2 } from './ec2.ts';

const attributes = [
  ['enableDnsSupport', 'EnableDnsSupport'],
  ['enableDnsHostnames', 'EnableDnsHostnames'],
] as const;

/** AWS tells one attribute a call, and only of one VPC: two calls a VPC, and no way around them. */
export const describeVpcAttributes = (ec2: Ec2, VpcId: string): Promise<readonly object[]> =>
  Promise.all(
    attributes.map(async ([Attribute, member]) => {
      const answer = await ec2.send(new DescribeVpcAttributeCommand({ VpcId, Attribute }));
      if (answer[member]?.Value === undefined) throw missingPart(member);

      return { ...answer, VpcId };
    }),
  );
