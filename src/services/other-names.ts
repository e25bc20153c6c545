import { accountHosts } from './account-hosts.ts';
import type { Place } from './host-rules.ts';
import { undialed } from './secondary-names.ts';
import type { ServiceName } from './service.ts';

const unitedStates = ['us-east-1', 'us-east-2', 'us-west-1', 'us-west-2'];
const northAmerica = [...unitedStates, 'ca-central-1', 'ca-west-1'];
const governmentCloud = ['us-gov-east-1', 'us-gov-west-1'];

/** Regions with a `<service>-fips` host beside the plain one. @see https://aws.amazon.com/compliance/fips/ */
const fipsRegions: ReadonlyMap<string, readonly string[]> = new Map([
  ['dynamodb', [...northAmerica, ...governmentCloud]],
  ['ec2', northAmerica],
  ['kms', [...northAmerica, ...governmentCloud]],
  ['s3', [...northAmerica, ...governmentCloud]],
  ['sqs', northAmerica],
  ['sts', unitedStates],
]);

/** Opened before March 2019, when S3 still gave hosts out as `s3-<region>`. */
const dashRegions: ReadonlySet<string> = new Set([
  'ap-northeast-1',
  'ap-northeast-2',
  'ap-northeast-3',
  'ap-south-1',
  'ap-southeast-1',
  'ap-southeast-2',
  'ca-central-1',
  'eu-central-1',
  'eu-north-1',
  'eu-west-1',
  'eu-west-2',
  'eu-west-3',
  'sa-east-1',
  'us-east-2',
  'us-gov-west-1',
  'us-west-1',
  'us-west-2',
]);

/** What old SDKs still know a service by, where that is not `<id>.<region>`; `{region}` stands for the client's. */
interface LegacyHost {
  readonly id: string;
  readonly host: string;
  readonly isIn: (place: Place) => boolean;
}

const queuePartitions: ReadonlySet<string> = new Set(['aws', 'aws-cn', 'aws-iso-b', 'aws-iso-e', 'aws-iso-f']);
const plainMapReduce: ReadonlySet<string> = new Set(['eu-central-1', 'us-east-1']);

/** `sslCommonName` in botocore's endpoints data, where it differs from the host of today. */
const legacyHosts: readonly LegacyHost[] = [
  {
    id: 'sqs',
    host: '{region}.queue',
    isIn: ({ region, partition }) =>
      (queuePartitions.has(partition.id) && region !== 'us-east-1') || region === 'us-gov-west-1',
  },
  { id: 'sqs', host: 'queue', isIn: ({ region }) => region === 'us-east-1' },
  {
    id: 'elasticmapreduce',
    host: '{region}.elasticmapreduce',
    isIn: ({ region, partition }) => partition.id === 'aws' && !plainMapReduce.has(region),
  },
  { id: 'rds', host: 'rds', isIn: ({ region }) => region === 'us-east-1' },
];

const legacyNames = (id: string, place: Place): ServiceName[] =>
  legacyHosts
    .filter((legacy) => legacy.id === id && legacy.isIn(place))
    .map(({ host }) =>
      undialed(
        `${host.replace('{region}', place.region)}.${place.partition.dnsSuffix}`,
        'ipv4',
        'old SDKs, which know the service by this host',
      ),
    );

/** Hosts with an account id in front that only some operations dial. */
const operationNames = (id: string, { region, partition }: Place): ServiceName[] =>
  (accountHosts.get(id) ?? []).flatMap(({ label, partitions, onlyFor }) =>
    onlyFor !== null && partitions.includes(partition.id)
      ? [undialed(`*.${label}.${region}.${partition.dnsSuffix}`, 'ipv4', onlyFor)]
      : [],
  );

/**
 * Names that some clients dial and that the service's own endpoints leave out, with who dials them.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/privatelink-interface-endpoints.html
 */
export const otherNames = (id: string, place: Place): ServiceName[] => {
  const {
    region,
    partition: { dnsSuffix },
  } = place;
  const names: ServiceName[] = [...legacyNames(id, place), ...operationNames(id, place)];
  if (fipsRegions.get(id)?.includes(region) === true) {
    names.push(undialed(`${id}-fips.${region}.${dnsSuffix}`, 'ipv4', 'clients set to use FIPS endpoints'));
  }
  if (id === 's3' && region === 'us-east-1') {
    names.push(undialed(`s3-external-1.${dnsSuffix}`, 'ipv4', 'older tools, as the us-east-1 form of s3-<region>'));
  }
  if (id === 's3' && dashRegions.has(region)) {
    names.push(undialed(`s3-${region}.${dnsSuffix}`, 'ipv4', 'older tools and links that write s3-<region>'));
  }

  return names;
};
