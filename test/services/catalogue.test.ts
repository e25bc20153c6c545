import { expect, test } from 'vitest';
import type { Family } from '../../src/net/cidr.ts';
import { cataloguedServices } from '../../src/services/catalogue.ts';
import { serviceOf } from '../../src/services/service-of.ts';
import { measuredFipsHosts, measuredHosts } from './measured-hosts.ts';

const primaryOf = (id: string, region: string, family: Family) =>
  serviceOf({ id, region, account: null, offered: undefined }).names.find(
    (name) => name.primary && name.family === family,
  )?.name;

test.each(Object.entries(measuredHosts))('%s is called what SDKs dial, in every partition', (id, measured) => {
  const named = [
    primaryOf(id, 'us-east-1', 'ipv4'),
    primaryOf(id, 'us-west-2', 'ipv4'),
    primaryOf(id, 'us-west-2', 'ipv6'),
    primaryOf(id, 'cn-north-1', 'ipv4'),
    primaryOf(id, 'cn-north-1', 'ipv6'),
    primaryOf(id, 'us-gov-west-1', 'ipv4'),
    primaryOf(id, 'us-iso-east-1', 'ipv4'),
    primaryOf(id, 'eusc-de-east-1', 'ipv4'),
  ];

  expect(named).toEqual(measured);
});

test.each(Object.entries(measuredFipsHosts))('%s has its FIPS host among the other names', (id, host) => {
  const { otherNames } = serviceOf({ id, region: 'us-west-2', account: null, offered: undefined });

  expect(otherNames.map(({ name }) => name)).toContain(host);
});

test.each([
  ['ecr.dkr', '*.dkr.ecr.eu-west-1.amazonaws.com', '*.dkr-ecr.eu-west-1.on.aws'],
  ['execute-api', '*.execute-api.eu-west-1.amazonaws.com', '*.execute-api.eu-west-1.amazonaws.com'],
  ['sagemaker.runtime', 'runtime.sagemaker.eu-west-1.amazonaws.com', 'runtime.sagemaker.eu-west-1.api.aws'],
  ['sagemaker.api', 'api.sagemaker.eu-west-1.amazonaws.com', 'api.sagemaker.eu-west-1.api.aws'],
  ['s3express', 's3express-control.eu-west-1.amazonaws.com', 's3express-control.dualstack.eu-west-1.amazonaws.com'],
  ['eks-auth', 'eks-auth.eu-west-1.api.aws', 'eks-auth.eu-west-1.api.aws'],
  ['ssmmessages', 'ssmmessages.eu-west-1.amazonaws.com', 'ssmmessages.eu-west-1.api.aws'],
  ['s3-global.accesspoint', '*.accesspoint.s3-global.amazonaws.com', '*.accesspoint.s3-global.amazonaws.com'],
])('%s is dialed at %s and %s', (id, ipv4, ipv6) => {
  expect([primaryOf(id, 'eu-west-1', 'ipv4'), primaryOf(id, 'eu-west-1', 'ipv6')]).toEqual([ipv4, ipv6]);
});

test('the registry’s dual-stack host follows China’s suffix', () => {
  expect(primaryOf('ecr.dkr', 'cn-north-1', 'ipv6')).toBe('*.dkr-ecr.cn-north-1.on.amazonwebservices.com.cn');
});

test.each([
  ['us-west-2', 'account.us-east-1.amazonaws.com', 'iam.amazonaws.com'],
  ['cn-north-1', 'account.cn-northwest-1.amazonaws.com.cn', 'iam.cn-north-1.amazonaws.com.cn'],
  ['us-isob-east-1', 'account.us-isob-east-1.sc2s.sgov.gov', 'iam.us-isob-east-1.sc2s.sgov.gov'],
  ['eu-isoe-west-1', 'account.eu-isoe-west-1.cloud.adc-e.uk', 'iam.eu-isoe-west-1.cloud.adc-e.uk'],
  ['us-isof-south-1', 'account.us-isof-south-1.csp.hci.ic.gov', 'iam.us-isof-south-1.csp.hci.ic.gov'],
])('control planes are dialed in the home Region of the partition of %s', (region, account, iam) => {
  expect([primaryOf('account', region, 'ipv4'), primaryOf('iam', region, 'ipv4')]).toEqual([account, iam]);
});

test('the catalogue lists each service once, sorted, and knows the default ones', () => {
  expect(cataloguedServices).toEqual([...new Set(cataloguedServices)].sort());
  expect(cataloguedServices).toEqual(expect.arrayContaining(['s3', 'dynamodb', 'ec2', 'ec2messages', 's3express']));
});
