import {
  AllocateAddressCommand,
  AssociateDhcpOptionsCommand,
  AssociateRouteTableCommand,
  AttachInternetGatewayCommand,
  AuthorizeSecurityGroupIngressCommand,
  CreateDhcpOptionsCommand,
  CreateInternetGatewayCommand,
  CreateNatGatewayCommand,
  CreateRouteCommand,
  CreateRouteTableCommand,
  CreateSecurityGroupCommand,
  CreateSubnetCommand,
  CreateVpcCommand,
  CreateVpcEndpointCommand,
  EC2Client,
  ModifyVpcAttributeCommand,
} from '@aws-sdk/client-ec2';
import { inject } from 'vitest';
import { region } from './account.ts';

export interface CakeVpc {
  readonly vpcId: string;
  readonly natGatewayId: string;
  readonly internetGatewayId: string;
  readonly publicSubnets: readonly [string, string];
  readonly privateSubnets: readonly [string, string];
  /** One for each private subnet. */
  readonly privateTables: readonly [string, string];
}

export const ec2Client = (): EC2Client =>
  new EC2Client({
    region,
    endpoint: inject('motoUrl'),
    credentials: { accessKeyId: 'testing', secretAccessKey: 'testing' },
  });

/** The well-known walk-through: two public subnets with a NAT gateway, two private ones behind it, no endpoints. */
export const createCakeVpc = async (ec2: EC2Client, at = region): Promise<CakeVpc> => {
  const vpcId = idOf((await ec2.send(new CreateVpcCommand({ CidrBlock: '10.0.0.0/16' }))).Vpc?.VpcId);
  await ec2.send(new ModifyVpcAttributeCommand({ VpcId: vpcId, EnableDnsHostnames: { Value: true } }));
  await useAmazonDns(ec2, vpcId);
  const publicSubnets = await createSubnets(ec2, { vpcId, at }, ['10.0.1.0/25', '10.0.2.0/25']);
  const privateSubnets = await createSubnets(ec2, { vpcId, at }, ['10.0.3.0/25', '10.0.4.0/25']);
  const internetGatewayId = await createInternetGateway(ec2, vpcId);
  const natGatewayId = await createNatGateway(ec2, publicSubnets[0]);
  await createTable(ec2, vpcId, publicSubnets, { GatewayId: internetGatewayId });
  const privateTables = [
    await createTable(ec2, vpcId, [privateSubnets[0]], { NatGatewayId: natGatewayId }),
    await createTable(ec2, vpcId, [privateSubnets[1]], { NatGatewayId: natGatewayId }),
  ] as const;
  return { vpcId, natGatewayId, internetGatewayId, publicSubnets, privateSubnets, privateTables };
};

/** moto switches private DNS on unless told otherwise, and ignores later changes of it. */
export const addEc2Endpoint = async (ec2: EC2Client, cake: CakeVpc, privateDns: 'on' | 'off'): Promise<string> => {
  const group = await ec2.send(
    new CreateSecurityGroupCommand({ VpcId: cake.vpcId, GroupName: 'endpoints', Description: 'HTTPS from the VPC' }),
  );
  const https = { IpProtocol: 'tcp', FromPort: 443, ToPort: 443, IpRanges: [{ CidrIp: '10.0.0.0/16' }] };
  await ec2.send(new AuthorizeSecurityGroupIngressCommand({ GroupId: group.GroupId, IpPermissions: [https] }));
  const { VpcEndpoint } = await ec2.send(
    new CreateVpcEndpointCommand({
      VpcEndpointType: 'Interface',
      VpcId: cake.vpcId,
      ServiceName: `com.amazonaws.${region}.ec2`,
      SubnetIds: [...cake.privateSubnets],
      SecurityGroupIds: [idOf(group.GroupId)],
      PrivateDnsEnabled: privateDns === 'on',
    }),
  );
  return idOf(VpcEndpoint?.VpcEndpointId);
};

export const addS3Endpoint = async (ec2: EC2Client, cake: CakeVpc, tables: readonly string[]): Promise<string> => {
  const { VpcEndpoint } = await ec2.send(
    new CreateVpcEndpointCommand({
      VpcEndpointType: 'Gateway',
      VpcId: cake.vpcId,
      ServiceName: `com.amazonaws.${region}.s3`,
      RouteTableIds: [...tables],
      PrivateDnsEnabled: false,
    }),
  );
  return idOf(VpcEndpoint?.VpcEndpointId);
};

/** AWS gives every new VPC such a set; moto gives it none, which means no DNS server at all. */
const useAmazonDns = async (ec2: EC2Client, vpcId: string): Promise<void> => {
  const servers = { Key: 'domain-name-servers', Values: ['AmazonProvidedDNS'] };
  const { DhcpOptions } = await ec2.send(new CreateDhcpOptionsCommand({ DhcpConfigurations: [servers] }));
  await ec2.send(new AssociateDhcpOptionsCommand({ VpcId: vpcId, DhcpOptionsId: idOf(DhcpOptions?.DhcpOptionsId) }));
};

const createSubnets = async (
  ec2: EC2Client,
  { vpcId, at }: { readonly vpcId: string; readonly at: string },
  [first, second]: readonly [string, string],
): Promise<readonly [string, string]> => {
  const create = async (CidrBlock: string, zone: string): Promise<string> => {
    const command = new CreateSubnetCommand({ VpcId: vpcId, CidrBlock, AvailabilityZone: `${at}${zone}` });
    return idOf((await ec2.send(command)).Subnet?.SubnetId);
  };
  return [await create(first, 'a'), await create(second, 'b')];
};

const createInternetGateway = async (ec2: EC2Client, vpcId: string): Promise<string> => {
  const { InternetGateway } = await ec2.send(new CreateInternetGatewayCommand({}));
  const id = idOf(InternetGateway?.InternetGatewayId);
  await ec2.send(new AttachInternetGatewayCommand({ VpcId: vpcId, InternetGatewayId: id }));
  return id;
};

const createNatGateway = async (ec2: EC2Client, subnetId: string): Promise<string> => {
  const { AllocationId } = await ec2.send(new AllocateAddressCommand({ Domain: 'vpc' }));
  const { NatGateway } = await ec2.send(new CreateNatGatewayCommand({ SubnetId: subnetId, AllocationId }));
  return idOf(NatGateway?.NatGatewayId);
};

const createTable = async (
  ec2: EC2Client,
  vpcId: string,
  subnets: readonly string[],
  target: { readonly GatewayId?: string; readonly NatGatewayId?: string },
): Promise<string> => {
  const id = idOf((await ec2.send(new CreateRouteTableCommand({ VpcId: vpcId }))).RouteTable?.RouteTableId);
  await ec2.send(new CreateRouteCommand({ RouteTableId: id, DestinationCidrBlock: '0.0.0.0/0', ...target }));
  for (const SubnetId of subnets) await ec2.send(new AssociateRouteTableCommand({ RouteTableId: id, SubnetId }));
  return id;
};

const idOf = (id: string | undefined): string => {
  if (id === undefined) throw new Error('moto answered without an id');
  return id;
};
