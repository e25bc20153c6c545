import { awsCommand } from '../../changes/aws-command.ts';
import type { Vpc } from '../../network/network.ts';
import { advise, type Remedy } from './remedy.ts';

/** A remedy that changes an endpoint by the options of `modify-vpc-endpoint`. */
export const modifyEndpoint = (
  { scope }: Vpc,
  endpointId: string,
  words: string,
  ...options: readonly string[]
): Remedy =>
  advise(words, awsCommand(scope.region, 'ec2', 'modify-vpc-endpoint', '--vpc-endpoint-id', endpointId, ...options));

export const removeEndpoint = ({ scope }: Vpc, endpointId: string, condition: string): Remedy =>
  advise(
    `Delete ${endpointId} ${condition}`,
    awsCommand(scope.region, 'ec2', 'delete-vpc-endpoints', '--vpc-endpoint-ids', endpointId),
  );
