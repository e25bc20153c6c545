import { expect, test } from 'vitest';
import { partitionOf } from '../../src/services/partition.ts';

test.each([
  ['us-east-1', 'aws', 'amazonaws.com', 'api.aws'],
  ['cn-northwest-1', 'aws-cn', 'amazonaws.com.cn', 'api.amazonwebservices.com.cn'],
  ['us-gov-east-1', 'aws-us-gov', 'amazonaws.com', 'api.aws'],
  ['us-iso-west-1', 'aws-iso', 'c2s.ic.gov', 'api.aws.ic.gov'],
  ['us-isob-east-1', 'aws-iso-b', 'sc2s.sgov.gov', 'api.aws.scloud'],
  ['eu-isoe-west-1', 'aws-iso-e', 'cloud.adc-e.uk', 'api.cloud-aws.adc-e.uk'],
  ['us-isof-south-1', 'aws-iso-f', 'csp.hci.ic.gov', 'api.aws.hci.ic.gov'],
  ['eusc-de-east-1', 'aws-eusc', 'amazonaws.eu', 'api.amazonwebservices.eu'],
])('%s is in %s', (region, id, dnsSuffix, dualStackSuffix) => {
  expect(partitionOf(region)).toEqual({ id, dnsSuffix, dualStackSuffix });
});

test('a Region of a prefix nobody knows is the commercial partition’s', () => {
  expect(partitionOf('mx-central-9').id).toBe('aws');
});
