import type { PartitionId } from './partition.ts';

interface AccountHost {
  /** `<account>.<label>.<region>` */
  readonly label: string;
  readonly partitions: readonly PartitionId[];
  /** Of one kind of operation only; null: any client whose credentials carry an account id. */
  readonly onlyFor: string | null;
}

const everywhere: readonly PartitionId[] = ['aws', 'aws-cn', 'aws-us-gov'];
const beyondDynamodb: readonly PartitionId[] = [...everywhere, 'aws-iso-e', 'aws-iso-f', 'aws-eusc'];
const host = (label: string, partitions: readonly PartitionId[], onlyFor: string | null = null): AccountHost => ({
  label,
  partitions,
  onlyFor,
});

/**
 * Hosts that SDKs put the account id of their credentials, or of the resource's ARN, in front of. A zone or endpoint
 * for the ordinary name does not cover them. From the endpoint rulesets of botocore; `test/moto` compares the two.
 *
 * @see https://docs.aws.amazon.com/sdkref/latest/guide/feature-account-endpoints.html
 */
export const accountHosts: ReadonlyMap<string, readonly AccountHost[]> = new Map([
  ['dynamodb', [host('ddb', everywhere), host('search-ddb', everywhere, 'clients that search tables')]],
  ['dynamodb-streams', [host('streams-ddb', everywhere)]],
  [
    'kinesis-streams',
    [
      host('data-kinesis', beyondDynamodb),
      host('control-kinesis', beyondDynamodb),
      host('data-kinesis-queues', beyondDynamodb, 'clients of Kinesis queues'),
      host('control-kinesis-queues', beyondDynamodb, 'clients of Kinesis queues'),
    ],
  ],
]);
