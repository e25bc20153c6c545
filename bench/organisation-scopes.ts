import type { ScopeSnapshot } from '../src/snapshot/schema.ts';
import { largeNetwork } from './large-network.ts';

/** As many as a new account has. */
export const organisationRegions = [
  ...['us-east-1', 'us-east-2', 'us-west-1', 'us-west-2', 'ca-central-1', 'sa-east-1', 'eu-central-1', 'eu-north-1'],
  ...['eu-west-1', 'eu-west-2', 'eu-west-3', 'ap-northeast-1', 'ap-northeast-2', 'ap-northeast-3', 'ap-south-1'],
  ...['ap-southeast-1', 'ap-southeast-2'],
];

export const accountId = (n: number): string => String(100_000_000_000 + n);

/** Which endpoint of its VPC one is. */
const endpointDigits: Readonly<Record<string, string>> = { s3: 'a', dynamodb: 'd', ec2: 'e' };

/** By the number of VPCs, as text: ids are made others by replacing them. */
const templates = new Map<number, string>();

const templateOf = (vpcs: number): string => {
  const known = templates.get(vpcs);
  if (known !== undefined) return known;
  const size = { subnets: vpcs * 3, tables: vpcs * 2, routes: 6, subnetsPerVpc: 3 };
  const text = JSON.stringify(largeNetwork(size).scopes[0]);
  templates.set(vpcs, text);

  return text;
};

/** Addresses that subnets and interfaces of no other account have. */
const withOwnAddresses = (text: string, n: number): string =>
  text.replaceAll(
    /"10\.0\.(\d+)\.(10|0\/24)"/g,
    (_, at: string, rest: string) => `"10.${n & 255}.${16 * (n >> 8) + Number(at)}.${rest}"`,
  );

/** One account in one Region, with ids that no other has; with addresses of its own, no other is alike. */
export const organisationScope = (
  n: number,
  region: string,
  vpcs: number,
  addresses: 'alike' | 'own' = 'alike',
): ScopeSnapshot => {
  const place = organisationRegions.indexOf(region);
  const own = (n * organisationRegions.length + place).toString(16).padStart(9, '0');
  const text = templateOf(vpcs)
    .replaceAll(
      /vpce-(s3|dynamodb|ec2)-0{10}([0-9a-f]{7})\b/g,
      (_, service: string, vpc: string) => `vpce-${own}${endpointDigits[service]}${vpc}`,
    )
    .replaceAll(/vpce-ec2-(\d+)\./g, (_, vpc: string) => `vpce-${own}e${vpc.padStart(7, '0')}-${own.slice(1)}.`)
    .replaceAll(/-0{9}([0-9a-f]{8})\b/g, `-${own}$1`)
    .replaceAll(/"(sg|dopt)-1"/g, `"$1-${own}00000001"`)
    .replaceAll(
      /"eni-(\d+)-(\d+)"/g,
      (_, vpc: string, at: string) => `"eni-${own}${vpc.padStart(4, '0')}${at.padStart(4, '0')}"`,
    )
    .replaceAll('us-east-1', region)
    .replaceAll('111122223333', accountId(n))
    .replaceAll('"Value":"vpc-', `"Value":"vpc-of-${n}-`);

  return JSON.parse(addresses === 'own' ? withOwnAddresses(text, n) : text);
};
