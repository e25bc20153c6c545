import type { Family } from '../net/cidr.ts';
import type { Partition, PartitionId } from './partition.ts';

export interface Place {
  readonly region: string;
  readonly partition: Partition;
}

export type Hosts = Readonly<Record<Family, string>>;

type HostRule = (place: Place) => Hosts;

/** `<prefix>.<region>.amazonaws.com`, and under `api.aws` for IPv6. */
export const regional =
  (ipv4: string, ipv6 = ipv4): HostRule =>
  ({ region, partition: { dnsSuffix, dualStackSuffix } }) => ({
    ipv4: `${ipv4}.${region}.${dnsSuffix}`,
    ipv6: `${ipv6}.${region}.${dualStackSuffix}`,
  });

/** One name that answers in both families. */
const both = (name: string): Hosts => ({ ipv4: name, ipv6: name });
const sameName =
  (prefix: string): HostRule =>
  ({ region, partition: { dnsSuffix } }) =>
    both(`${prefix}.${region}.${dnsSuffix}`);
const dualStackOnly =
  (prefix: string): HostRule =>
  ({ region, partition: { dualStackSuffix } }) =>
    both(`${prefix}.${region}.${dualStackSuffix}`);

/** S3 and its kin say `dualstack` in the name instead of changing the suffix. */
const dualStackLabel =
  (prefix: string): HostRule =>
  ({ region, partition: { dnsSuffix } }) => ({
    ipv4: `${prefix}.${region}.${dnsSuffix}`,
    ipv6: `${prefix}.dualstack.${region}.${dnsSuffix}`,
  });

/** A control plane in one Region of the partition. `ipv4` gives the host's part before the suffix. */
const global =
  (id: string, ipv4: Partial<Record<PartitionId, string>>, ipv6 = `${id}.global`): HostRule =>
  ({ partition: { id: where, dnsSuffix, dualStackSuffix } }) => ({
    ipv4: `${ipv4[where] ?? id}.${dnsSuffix}`,
    ipv6: `${ipv6}.${dualStackSuffix}`,
  });

const iam = global('iam', {
  'aws-cn': 'iam.cn-north-1',
  'aws-us-gov': 'iam.us-gov',
  'aws-iso': 'iam.us-iso-east-1',
  'aws-iso-b': 'iam.us-isob-east-1',
  'aws-iso-e': 'iam.eu-isoe-west-1',
  'aws-iso-f': 'iam.us-isof-south-1',
  'aws-eusc': 'iam.eusc-de-east-1',
});

const homeRegions: Readonly<Record<PartitionId, string>> = {
  aws: 'us-east-1',
  'aws-cn': 'cn-northwest-1',
  'aws-us-gov': 'us-gov-west-1',
  'aws-iso': 'us-iso-east-1',
  'aws-iso-b': 'us-isob-east-1',
  'aws-iso-e': 'eu-isoe-west-1',
  'aws-iso-f': 'us-isof-south-1',
  'aws-eusc': 'eusc-de-east-1',
};

/** Dialed in the partition's home Region, but for IPv6, where SDKs put the client's Region. */
const atHome =
  (prefix: string): HostRule =>
  ({ region, partition: { id, dnsSuffix, dualStackSuffix } }) => ({
    ipv4: `${prefix}.${homeRegions[id]}.${dnsSuffix}`,
    ipv6: `${prefix}.${region}.${dualStackSuffix}`,
  });

const cloudfront: HostRule = ({ partition: { id, dnsSuffix, dualStackSuffix } }) => ({
  ipv4: `cloudfront.${id === 'aws-cn' ? 'cn-northwest-1.' : ''}${dnsSuffix}`,
  ipv6: `cloudfront.${id === 'aws-cn' ? '' : 'global.'}${dualStackSuffix}`,
});

/** @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/ecr-requests.html */
const registry: HostRule = ({ region, partition: { dnsSuffix, dualStackSuffix } }) => ({
  ipv4: `*.dkr.ecr.${region}.${dnsSuffix}`,
  ipv6: `*.dkr-ecr.${region}.${dualStackSuffix.replace(/^api\./, 'on.')}`,
});

/**
 * What SDKs dial where it is not `<id>.<region>`, by the last part of the PrivateLink name.
 * Resolved with botocore 1.43 (endpoint rules and host prefixes), but for the wildcards: those are the hosts
 * that the services document for their customers' resources.
 */
export const hostRules: ReadonlyMap<string, HostRule> = new Map<string, HostRule>([
  ['account', atHome('account')],
  ['airflow.api', regional('api.airflow')],
  ['airflow.env', regional('env.airflow')],
  ['airflow.ops', regional('ops.airflow')],
  ['appstream.api', regional('appstream2')],
  ['appsync-api', regional('*.appsync-api')],
  ['cloudfront', cloudfront],
  ['codeartifact.api', regional('codeartifact')],
  ['codeartifact.repositories', regional('*.d.codeartifact')],
  ['codestar-connections.api', regional('codestar-connections')],
  ['cognito-identity', sameName('cognito-identity')],
  ['cognito-idp', sameName('cognito-idp')],
  ['datazone', dualStackOnly('datazone')],
  ['detective', regional('api.detective', 'detective')],
  ['deviceadvisor.iot', regional('api.iotdeviceadvisor')],
  ['dynamodb-streams', regional('streams.dynamodb', 'streams-dynamodb')],
  ['ecr.api', regional('api.ecr', 'ecr')],
  ['ecr.dkr', registry],
  ['ecs-agent', regional('ecs-a')],
  ['ecs-telemetry', regional('ecs-t')],
  ['eks-auth', dualStackOnly('eks-auth')],
  ['emrwal.prod', regional('prod.emrwal')],
  ['es', regional('es', 'aos')],
  ['execute-api', sameName('*.execute-api')],
  ['geo.geofencing', regional('geofencing.geo')],
  ['geo.maps', regional('maps.geo')],
  ['geo.metadata', regional('metadata.geo')],
  ['geo.places', regional('places.geo')],
  ['geo.routes', regional('routes.geo')],
  ['geo.tracking', regional('tracking.geo')],
  ['iam', iam],
  ['internetmonitor', dualStackOnly('internetmonitor')],
  ['iot.credentials', regional('*.credentials.iot')],
  ['iot.data', regional('data-ats.iot')],
  ['iotsitewise.api', regional('api.iotsitewise')],
  ['iotsitewise.data', regional('data.iotsitewise')],
  ['iottwinmaker.api', regional('api.iottwinmaker')],
  ['iottwinmaker.data', regional('data.iottwinmaker')],
  ['iotwireless.api', regional('api.iotwireless')],
  ['kendra-ranking', dualStackOnly('kendra-ranking')],
  ['kinesis-firehose', regional('firehose')],
  ['kinesis-streams', regional('kinesis')],
  ['notebook', ({ region }) => both(`*.notebook.${region}.sagemaker.aws`)],
  ['organizations', atHome('organizations')],
  ['payment-cryptography.controlplane', regional('controlplane.payment-cryptography')],
  ['payment-cryptography.dataplane', regional('dataplane.payment-cryptography')],
  ['pinpoint-sms-voice-v2', regional('sms-voice')],
  ['qbusiness', dualStackOnly('qbusiness')],
  ['route53', global('route53', { 'aws-us-gov': 'route53.us-gov' })],
  ['rum-dataplane', regional('dataplane.rum')],
  ['s3', dualStackLabel('s3')],
  ['s3express', dualStackLabel('s3express-control')],
  ['s3-global.accesspoint', ({ partition: { dnsSuffix } }) => both(`*.accesspoint.s3-global.${dnsSuffix}`)],
  ['sagemaker.api', regional('api.sagemaker')],
  ['sagemaker.featurestore-runtime', regional('featurestore-runtime.sagemaker')],
  ['sagemaker.metrics', regional('metrics.sagemaker')],
  ['sagemaker.runtime', regional('runtime.sagemaker')],
  ['secretsmanager', sameName('secretsmanager')],
  ['studio', ({ region }) => both(`*.studio.${region}.sagemaker.aws`)],
  ['thinclient.api', regional('api.thinclient')],
]);
