import type { RecordOf, Sections } from '../../../src/snapshot/schema.ts';
import { sectionNames } from '../../../src/snapshot/sections.ts';

export type All = Required<Sections>;

export const account = '111122223333';
/** Whoever shares what is not ours. */
export const stranger = '999988887777';
export const region = 'us-east-1';

/** The names that private DNS of an endpoint answers, by service. */
export const hosts: Readonly<Record<string, readonly string[]>> = {
  s3: ['s3', '*.s3', '*.s3-accesspoint', '*.s3-control'].map((host) => `${host}.${region}.amazonaws.com`),
  dynamodb: [],
  'dynamodb-streams': [],
  ec2: [`ec2.${region}.amazonaws.com`],
  sts: [`sts.${region}.amazonaws.com`],
  kms: [`kms.${region}.amazonaws.com`],
  monitoring: ['monitoring', 'monitoring-fips'].flatMap((host) => [
    `${host}.${region}.amazonaws.com`,
    `${host}.${region}.api.aws`,
  ]),
  'ecr.api': [`api.ecr.${region}.amazonaws.com`],
  'ecr.dkr': [`*.dkr.ecr.${region}.amazonaws.com`],
};

const offered = (): RecordOf<'vpcEndpointServices'>[] => [
  ...['s3', 'dynamodb'].map((id) => ({
    ServiceName: `com.amazonaws.${region}.${id}`,
    ServiceType: [{ ServiceType: 'Gateway' }],
  })),
  ...Object.entries(hosts).map(([id, names]) => ({
    ServiceName: `com.amazonaws.${region}.${id}`,
    ServiceType: [{ ServiceType: 'Interface' }],
    PrivateDnsNames: names.map((name) => ({ PrivateDnsName: name })),
  })),
];

/** Everything read, and nothing there but what AWS offers. */
export const emptySections = (): All => ({
  ...(Object.fromEntries(sectionNames.map((section) => [section, []])) as unknown as All),
  vpcEndpointServices: offered(),
  blockPublicAccessOptions: [{ InternetGatewayBlockMode: 'off' }],
});
