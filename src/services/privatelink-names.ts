import { gatewayServices } from './catalogue.ts';
import type { Place } from './host-rules.ts';
import type { PartitionId } from './partition.ts';

interface Vendor {
  readonly prefix: string;
  readonly services: ReadonlySet<string>;
}

const vendor = (prefix: string, services: string): Vendor => ({
  prefix,
  services: new Set(services.trim().split(/\s+/)),
});

/**
 * Services whose PrivateLink names begin with the partition's own domain reversed; all others there begin with
 * `com.amazonaws`, and so do gateway endpoints everywhere. As the AWS CDK knows them.
 *
 * @see https://docs.amazonaws.cn/en_us/vpc/latest/privatelink/aws-services-privatelink-support.html
 */
const vendors: ReadonlyMap<PartitionId, Vendor> = new Map([
  [
    'aws-cn',
    vendor(
      'cn.com.amazonaws',
      `
    account application-autoscaling appmesh-envoy-management athena autoscaling awsconnector backup batch
    cassandra cloudcontrolapi cloudformation codedeploy-commands-secure databrew dms ebs ec2 ecr.api ecr.dkr eks
    elasticache elasticbeanstalk elasticfilesystem elasticfilesystem-fips emr-containers execute-api fsx
    imagebuilder iot.data iotsitewise.api iotsitewise.data kinesis-streams lambda license-manager monitoring polly
    rds redshift redshift-data s3 sagemaker.api sagemaker.featurestore-runtime sagemaker.runtime securityhub
    servicecatalog sms sqs states sts sync-states synthetics transcribe transcribestreaming transfer workspaces
    xray
  `,
    ),
  ],
  [
    'aws-iso',
    vendor(
      'gov.ic.c2s',
      `
    application-autoscaling athena autoscaling comprehend diode-messaging diode-messaging-proxy ebs ec2 ecr.api
    ecr.dkr elasticfilesystem elasticfilesystem-fips execute-api monitoring sagemaker.api sagemaker.runtime sns
    sqs textract textract-fips transcribe workspaces
  `,
    ),
  ],
  [
    'aws-iso-b',
    vendor(
      'gov.sgov.sc2s',
      `
    application-autoscaling autoscaling diode-messaging diode-messaging-proxy ebs ec2 ecr.api ecr.dkr
    elasticfilesystem elasticfilesystem-fips execute-api sagemaker.api sagemaker.runtime sns sqs workspaces
  `,
    ),
  ],
  [
    'aws-iso-e',
    vendor(
      'uk.adc-e.cloud',
      `
    ebs ecr.api ecr.dkr execute-api
  `,
    ),
  ],
  [
    'aws-iso-f',
    vendor(
      'gov.ic.hci.csp',
      `
    ebs ecr.api ecr.dkr execute-api
  `,
    ),
  ],
  [
    'aws-eusc',
    vendor(
      'eu.amazonaws',
      `
    ecr.api ecr.dkr execute-api securityhub
  `,
    ),
  ],
]);

/** Offered in one Region of the partition, under a name without a Region. */
const global: ReadonlySet<string> = new Set(['iam', 'route53', 's3-global.accesspoint', 'savingsplans']);

/** Products with names of their own: `aws.<product>.<region>.<id>`. */
const products: ReadonlyMap<string, string> = new Map([
  ['bcm-data-exports', 'aws.api'],
  ['experiments', 'aws.sagemaker'],
  ['freetier', 'aws.api'],
  ['kendra-ranking', 'aws.api'],
  ['notebook', 'aws.sagemaker'],
  ['partner-app', 'aws.sagemaker'],
  ['qbusiness', 'aws.api'],
  ['studio', 'aws.sagemaker'],
]);

const prefixOf = (id: string, { partition }: Place): string => {
  const own = gatewayServices.has(id) ? undefined : vendors.get(partition.id);

  return own?.services.has(id) === true ? own.prefix : (products.get(id) ?? 'com.amazonaws');
};

/** The full PrivateLink name of a service where the Region's own list was not read. */
export const privateLinkNameOf = (id: string, place: Place): string => {
  if (global.has(id)) return `com.amazonaws.${id}`;
  const suffix = id === 'transcribe' && place.partition.id === 'aws-cn' ? '.cn' : '';

  return `${prefixOf(id, place)}.${place.region}.${id}${suffix}`;
};
