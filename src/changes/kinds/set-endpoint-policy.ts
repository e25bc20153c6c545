import { awsCommand } from '../aws-command.ts';
import type { SetEndpointPolicy } from '../change.ts';
import type { ChangeKind } from '../change-kind.ts';
import { isOursToChange } from '../endpoint-conditions.ts';
import { openPolicy } from '../endpoint-record.ts';
import { labelOf } from '../labels.ts';
import { idText } from '../new-id.ts';
import { pages } from '../pages.ts';

export const setEndpointPolicy: ChangeKind<SetEndpointPolicy> = {
  stage: () => 'endpoints',
  words: ({ endpointId }) => `Replace the policy of ${idText(endpointId)}`,
  calls: ({ region, endpointId, policy }) => [
    {
      command: awsCommand(
        region,
        ...['ec2', 'modify-vpc-endpoint', '--vpc-endpoint-id', endpointId, '--policy-document', policy],
      ),
    },
  ],
  reverse: (change) => [{ ...change, policy: change.before ?? openPolicy, before: change.policy }],
  preconditions: [
    {
      statement: 'an endpoint that another account or an AWS service owns is theirs to change',
      page: pages.endpointPolicies,
      holds: isOursToChange,
    },
  ],
  terraform: ({ endpointId, policy }) => [
    {
      type: 'aws_vpc_endpoint_policy',
      label: labelOf(endpointId),
      arguments: { vpc_endpoint_id: endpointId, policy },
    },
  ],
  effect: ({ endpointId, policy }, records) =>
    records.edit('vpcEndpoints', endpointId, (one) => ({ ...one, PolicyDocument: policy })),
};
