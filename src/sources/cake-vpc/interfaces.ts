import type { RecordOf, Sections } from '../../snapshot/schema.ts';
import { ids, nameTag } from './ids.ts';

interface InterfaceSpec {
  readonly id: string;
  readonly subnet: keyof typeof ids.subnets;
  readonly address: string;
  readonly type: string;
  readonly description: string;
  readonly groups: readonly (keyof typeof ids.securityGroups)[];
  readonly publicAddress?: string;
  readonly instanceId?: string;
}

const groupNames = {
  default: 'default',
  endpoint: 'Cake-Endpoint',
  bastion: 'Cake-Bastion',
  app: 'Cake-App',
} as const;

const associationOf = (spec: InterfaceSpec) =>
  spec.publicAddress === undefined
    ? {}
    : {
        Association: {
          IpOwnerId: spec.instanceId === undefined ? ids.owner : 'amazon',
          PublicDnsName: `ec2-${spec.publicAddress.replaceAll('.', '-')}.${ids.region}.compute.amazonaws.com`,
          PublicIp: spec.publicAddress,
        },
      };

const attachmentOf = ({ id, instanceId }: InterfaceSpec) => ({
  AttachmentId: id.replace('eni-', 'eni-attach-'),
  DeleteOnTermination: instanceId !== undefined,
  DeviceIndex: instanceId === undefined ? 1 : 0,
  ...(instanceId === undefined
    ? { InstanceOwnerId: 'amazon-aws' }
    : { InstanceId: instanceId, InstanceOwnerId: ids.owner }),
  Status: 'attached',
});

const networkInterface = (spec: InterfaceSpec): RecordOf<'networkInterfaces'> => ({
  ...associationOf(spec),
  Attachment: attachmentOf(spec),
  AvailabilityZone: ids.zones[spec.subnet.endsWith('1') ? 'a' : 'c'].AvailabilityZone,
  Description: spec.description,
  Groups: spec.groups.map((group) => ({ GroupId: ids.securityGroups[group], GroupName: groupNames[group] })),
  InterfaceType: spec.type,
  Ipv6Addresses: [],
  NetworkInterfaceId: spec.id,
  OwnerId: ids.owner,
  PrivateIpAddress: spec.address,
  PrivateIpAddresses: [{ ...associationOf(spec), Primary: true, PrivateIpAddress: spec.address }],
  RequesterManaged: spec.instanceId === undefined,
  SourceDestCheck: spec.type !== 'nat_gateway',
  Status: 'in-use',
  SubnetId: ids.subnets[spec.subnet],
  TagSet: [],
  VpcId: ids.vpcId,
});

const instanceInterface = (
  name: keyof typeof ids.instances,
  spec: Pick<InterfaceSpec, 'subnet' | 'address' | 'groups' | 'publicAddress'>,
) =>
  networkInterface({
    ...spec,
    id: ids.interfaces[name],
    type: 'interface',
    description: '',
    instanceId: ids.instances[name],
  });

const endpointInterface = (name: 'endpoint1' | 'endpoint2', subnet: InterfaceSpec['subnet'], address: string) =>
  networkInterface({
    id: ids.interfaces[name],
    subnet,
    address,
    type: 'vpc_endpoint',
    description: `VPC Endpoint Interface ${ids.endpoints.ec2}`,
    groups: ['endpoint'],
  });

const instance = (name: keyof typeof ids.instances, tag: string): RecordOf<'instances'> => ({
  InstanceId: ids.instances[name],
  InstanceType: 't4g.micro',
  State: { Code: 16, Name: 'running' },
  VpcId: ids.vpcId,
  Tags: nameTag(tag),
});

const anywhere = { IpRanges: [{ CidrIp: '0.0.0.0/0' }], Ipv6Ranges: [], PrefixListIds: [], UserIdGroupPairs: [] };
const allOut = [{ IpProtocol: '-1', ...anywhere }];

type Permissions = NonNullable<RecordOf<'securityGroups'>['IpPermissions']>;

const tcpFrom = (port: number, cidr: string): Permissions => [
  { ...anywhere, IpProtocol: 'tcp', FromPort: port, ToPort: port, IpRanges: [{ CidrIp: cidr }] },
];

const securityGroup = (
  name: keyof typeof ids.securityGroups,
  description: string,
  inbound: Permissions,
): RecordOf<'securityGroups'> => ({
  GroupId: ids.securityGroups[name],
  IpPermissionsEgress: allOut,
  VpcId: ids.vpcId,
  OwnerId: ids.owner,
  GroupName: groupNames[name],
  Description: description,
  IpPermissions: inbound,
});

const itself: Permissions = [
  {
    ...anywhere,
    IpProtocol: '-1',
    IpRanges: [],
    UserIdGroupPairs: [{ UserId: ids.owner, GroupId: ids.securityGroups.default }],
  },
];

/** What stands in the Cake VPC's subnets, and who lets it in. */
export const interfaces: Sections = {
  networkInterfaces: [
    instanceInterface('bastion', {
      subnet: 'public1',
      address: '10.0.1.20',
      groups: ['bastion'],
      publicAddress: '203.0.113.20',
    }),
    networkInterface({
      id: ids.interfaces.nat,
      subnet: 'public1',
      address: ids.natAddress.privateIp,
      type: 'nat_gateway',
      description: `Interface for NAT Gateway ${ids.natGateway}`,
      groups: [],
      publicAddress: ids.natAddress.publicIp,
    }),
    instanceInterface('app1', { subnet: 'private1', address: '10.0.3.20', groups: ['app'] }),
    instanceInterface('app2', { subnet: 'private2', address: '10.0.4.20', groups: ['app'] }),
    endpointInterface('endpoint1', 'private1', '10.0.3.94'),
    endpointInterface('endpoint2', 'private2', '10.0.4.71'),
  ],
  instances: [instance('bastion', 'Cake-Bastion'), instance('app1', 'Cake-App-1'), instance('app2', 'Cake-App-2')],
  securityGroups: [
    securityGroup('default', 'default VPC security group', itself),
    securityGroup('endpoint', 'HTTPS to the endpoints', tcpFrom(443, '10.0.0.0/16')),
    securityGroup('bastion', 'SSH from the office', tcpFrom(22, '198.51.100.0/24')),
    securityGroup('app', 'HTTP from the VPC', tcpFrom(8080, '10.0.0.0/16')),
  ],
};
