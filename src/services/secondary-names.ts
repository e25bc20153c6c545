import type { Family } from '../net/cidr.ts';
import { accountHosts } from './account-hosts.ts';
import type { Place } from './host-rules.ts';
import type { ServiceName } from './service.ts';

interface Client extends Place {
  readonly account: string | null;
  /** Zone ids (`use1-az4`) whose directory buckets matter. */
  readonly zoneIds: readonly string[];
}

const dialed = (name: string, family: Family, dialedBy: string | null = null): ServiceName => ({
  name,
  family,
  primary: false,
  dialedByDefault: true,
  dialedBy,
});

export const undialed = (name: string, family: Family, dialedBy: string): ServiceName => ({
  name,
  family,
  primary: false,
  dialedByDefault: false,
  dialedBy,
});

/** @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/VirtualHosting.html */
const s3Names = ({ region, partition: { dnsSuffix } }: Client): ServiceName[] => {
  const legacyDefault = 'boto3 and AWS CLI v1 by default, which use the global endpoint in us-east-1';
  const names = [
    dialed(`*.s3.${region}.${dnsSuffix}`, 'ipv4'),
    undialed(
      `s3.dualstack.${region}.${dnsSuffix}`,
      'ipv4',
      'clients set to use dual-stack endpoints, and the package manager of Amazon Linux',
    ),
    dialed(`*.s3.dualstack.${region}.${dnsSuffix}`, 'ipv6'),
  ];
  if (region !== 'us-east-1') return names;

  return [
    ...names,
    dialed(`s3.${dnsSuffix}`, 'ipv4', legacyDefault),
    dialed(`*.s3.${dnsSuffix}`, 'ipv4', legacyDefault),
  ];
};

/** @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-express-Regions-and-Zones.html */
const s3ExpressNames = ({ region, partition: { dnsSuffix }, zoneIds }: Client): ServiceName[] =>
  zoneIds.flatMap((zoneId) => [
    dialed(`*.s3express-${zoneId}.${region}.${dnsSuffix}`, 'ipv4'),
    dialed(`*.s3express-${zoneId}.dualstack.${region}.${dnsSuffix}`, 'ipv6'),
  ]);

/** @see https://docs.aws.amazon.com/sdkref/latest/guide/feature-sts-regionalized-endpoints.html */
const stsNames = ({ partition }: Client): ServiceName[] =>
  partition.id === 'aws'
    ? [
        undialed(
          `sts.${partition.dnsSuffix}`,
          'ipv4',
          'SDKs from before mid-2025 and those set to legacy STS endpoints',
        ),
      ]
    : [];

/** An unknown account is a wildcard: clients still dial such a name. */
const accountNames = (id: string, { region, partition, account }: Client): ServiceName[] =>
  (accountHosts.get(id) ?? [])
    .filter(({ partitions, onlyFor }) => onlyFor === null && partitions.includes(partition.id))
    .flatMap(({ label }) => {
      const prefix = `${account ?? '*'}.${label}.${region}`;
      const dialedBy = 'SDKs whose credentials carry an account id';

      return [
        dialed(`${prefix}.${partition.dnsSuffix}`, 'ipv4', dialedBy),
        dialed(`${prefix}.${partition.dualStackSuffix}`, 'ipv6', dialedBy),
      ];
    });

/** What clients of a service dial besides its primary names, in every subnet's interest. */
export const secondaryNames = (id: string, client: Client): ServiceName[] => {
  switch (id) {
    case 's3':
      return s3Names(client);
    case 's3express':
      return s3ExpressNames(client);
    case 'sts':
      return stsNames(client);
    default:
      return accountNames(id, client);
  }
};
