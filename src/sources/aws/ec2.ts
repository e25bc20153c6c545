import type { EC2Client } from '@aws-sdk/client-ec2';

/** The EC2 API of one Region, under its throttle. */
export type Ec2 = Pick<EC2Client, 'send'>;
