import { expect, test } from 'vitest';
import { shortIdOf } from '../../src/services/short-id.ts';

test.each([
  ['com.amazonaws.us-east-1.s3', 's3'],
  ['com.amazonaws.us-east-1.ecr.api', 'ecr.api'],
  ['com.amazonaws.us-east-1.sagemaker.featurestore-runtime', 'sagemaker.featurestore-runtime'],
  ['com.amazonaws.iam', 'iam'],
  ['com.amazonaws.s3-global.accesspoint', 's3-global.accesspoint'],
  ['aws.api.us-east-1.qbusiness', 'qbusiness'],
  ['api.aws.us-east-1.cassandra-streams', 'cassandra-streams'],
  ['aws.sagemaker.us-east-1.studio', 'studio'],
  ['com.amazonaws.vpce.us-east-1.vpce-svc-0a1b2c3d', 'vpce-svc-0a1b2c3d'],
  ['com.amazonaws.eu-west-1.kms', 'kms'],
  ['ec2', 'ec2'],
  ['ecr.dkr', 'ecr.dkr'],
  ['us-east-1', 'us-east-1'],
  ['com.amazonaws.', 'com.amazonaws.'],
  ['', ''],
])('seen from us-east-1, %s is %s', (serviceName, id) => {
  expect(shortIdOf(serviceName, 'us-east-1')).toBe(id);
});

test.each([
  ['cn-north-1', 'cn.com.amazonaws.cn-north-1.s3', 's3'],
  ['cn-north-1', 'com.amazonaws.cn-north-1.ec2', 'ec2'],
  ['us-gov-west-1', 'com.amazonaws.us-gov-west-1.kms-fips', 'kms-fips'],
  ['us-iso-east-1', 'gov.ic.c2s.us-iso-east-1.sqs', 'sqs'],
  ['eusc-de-east-1', 'eu.amazonaws.eusc-de-east-1.sts', 'sts'],
])('in %s, %s is %s', (region, serviceName, id) => {
  expect(shortIdOf(serviceName, region)).toBe(id);
});
