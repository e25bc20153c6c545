import type { RecordOf } from '../../src/snapshot/schema.ts';
import { behindNat } from './world.ts';

export type Permissions = NonNullable<RecordOf<'securityGroups'>['IpPermissions']>;

const onHttps = { IpProtocol: 'tcp', FromPort: 443, ToPort: 443 };

/** HTTPS from or to addresses. */
export const https = (...cidrs: readonly string[]): Permissions => [
  { ...onHttps, IpRanges: cidrs.map((CidrIp) => ({ CidrIp })) },
];

/** HTTPS from or to members of groups. */
export const members = (...groups: readonly string[]): Permissions => [
  { ...onHttps, UserIdGroupPairs: groups.map((GroupId) => ({ GroupId })) },
];

/** HTTPS from or to the addresses of a prefix list. */
export const listed = (PrefixListId: string): Permissions => [{ ...onHttps, PrefixListIds: [{ PrefixListId }] }];

export const group = (
  GroupId: string,
  { ingress = [], egress = [] }: { readonly ingress?: Permissions; readonly egress?: Permissions },
): RecordOf<'securityGroups'> => ({ GroupId, VpcId: 'vpc-main', IpPermissions: ingress, IpPermissionsEgress: egress });

/** Subnet `a`, and in subnet `e` an endpoint of the EC2 API whose group lets in what is said. */
export const withEndpoint = (ingress: Permissions) => {
  const net = behindNat()
    .subnet('e')
    .endpoint('vpce-ec2', 'ec2', { subnets: ['e'], groups: ['sg-endpoint'] });
  net.sections.securityGroups.push(group('sg-endpoint', { ingress }));

  return net;
};
