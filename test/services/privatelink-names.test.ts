import { expect, it } from 'vitest';
import { serviceOf } from '../../src/services/service-of.ts';

/** https://docs.amazonaws.cn/en_us/vpc/latest/privatelink/aws-services-privatelink-support.html */
it.each([
  ['ec2', 'us-east-1', 'com.amazonaws.us-east-1.ec2'],
  ['ec2', 'cn-north-1', 'cn.com.amazonaws.cn-north-1.ec2'],
  ['ecr.api', 'cn-northwest-1', 'cn.com.amazonaws.cn-northwest-1.ecr.api'],
  ['kms', 'cn-north-1', 'com.amazonaws.cn-north-1.kms'],
  ['s3', 'cn-north-1', 'com.amazonaws.cn-north-1.s3'],
  ['transcribe', 'cn-north-1', 'cn.com.amazonaws.cn-north-1.transcribe.cn'],
  ['ec2', 'us-iso-east-1', 'gov.ic.c2s.us-iso-east-1.ec2'],
  ['ecr.dkr', 'eusc-de-east-1', 'eu.amazonaws.eusc-de-east-1.ecr.dkr'],
  ['iam', 'us-east-1', 'com.amazonaws.iam'],
  ['route53', 'eu-west-1', 'com.amazonaws.route53'],
  ['s3-global.accesspoint', 'eu-west-1', 'com.amazonaws.s3-global.accesspoint'],
  ['notebook', 'eu-west-1', 'aws.sagemaker.eu-west-1.notebook'],
  ['qbusiness', 'us-east-1', 'aws.api.us-east-1.qbusiness'],
])('where the list of services was not read, %s in %s is created as %s', (id, region, name) => {
  expect(serviceOf({ id, region, account: null, offered: undefined }).serviceNames[0]).toBe(name);
});

it('what the Region offers comes first', () => {
  const offered = [{ serviceName: 'com.amazonaws.cn-north-1.ec2', type: 'Interface', privateNames: [] }];
  const { serviceNames } = serviceOf({ id: 'ec2', region: 'cn-north-1', account: null, offered });

  expect(serviceNames[0]).toBe('com.amazonaws.cn-north-1.ec2');
});
