import type { EC2Client } from '@aws-sdk/client-ec2';
import type { Paced } from './paced.ts';

/** The EC2 API of one Region, under its throttle. */
export type Ec2 = Paced<EC2Client>;
