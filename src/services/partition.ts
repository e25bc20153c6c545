export type PartitionId =
  | 'aws'
  | 'aws-cn'
  | 'aws-us-gov'
  | 'aws-iso'
  | 'aws-iso-b'
  | 'aws-iso-e'
  | 'aws-iso-f'
  | 'aws-eusc';

/** A closed world of AWS Regions with domain names of its own. */
export interface Partition {
  readonly id: PartitionId;
  /** What regional service names end in: `amazonaws.com`. */
  readonly dnsSuffix: string;
  /** What names that also answer over IPv6 end in: `api.aws`. */
  readonly dualStackSuffix: string;
}

const partition = (id: PartitionId, dnsSuffix: string, dualStackSuffix: string): Partition => ({
  id,
  dnsSuffix,
  dualStackSuffix,
});

const aws = partition('aws', 'amazonaws.com', 'api.aws');

const byRegionPrefix: readonly (readonly [string, Partition])[] = [
  ['cn-', partition('aws-cn', 'amazonaws.com.cn', 'api.amazonwebservices.com.cn')],
  ['us-gov-', partition('aws-us-gov', 'amazonaws.com', 'api.aws')],
  ['us-iso-', partition('aws-iso', 'c2s.ic.gov', 'api.aws.ic.gov')],
  ['us-isob-', partition('aws-iso-b', 'sc2s.sgov.gov', 'api.aws.scloud')],
  ['eu-isoe-', partition('aws-iso-e', 'cloud.adc-e.uk', 'api.cloud-aws.adc-e.uk')],
  ['us-isof-', partition('aws-iso-f', 'csp.hci.ic.gov', 'api.aws.hci.ic.gov')],
  ['eusc-', partition('aws-eusc', 'amazonaws.eu', 'api.amazonwebservices.eu')],
];

/** Regions of no known prefix are the commercial partition's: that is where AWS opens new ones. */
export const partitionOf = (region: string): Partition => {
  const found = byRegionPrefix.find(([prefix]) => region.startsWith(prefix));

  return found === undefined ? aws : found[1];
};
