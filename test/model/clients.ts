import { groupIdsOf, type Sender } from './access.ts';
import { type Family, familyOf, nthOf } from './addresses.ts';
import { addressesOf, cidrOfSubnet, type Facts, type Interface, type Subnet } from './facts.ts';

export interface Client {
  readonly sender: Sender;
  readonly source: string;
  readonly isPublic: boolean;
  readonly instance: string | null;
}

const equipmentTypes = [
  'nat_gateway',
  'vpc_endpoint',
  'gateway_load_balancer',
  'gateway_load_balancer_endpoint',
  'network_load_balancer',
  'load_balancer',
  'transit_gateway',
  'global_accelerator_managed',
  'ec2_instance_connect_endpoint',
  'api_gateway_managed',
];

const equipmentDescriptions = [/^ELB /, /^Route 53 Resolver: /, /^EFS mount target for fs-/];

/** What AWS runs by itself calls no AWS API. */
const isEquipment = ({ InterfaceType = '', Description = '' }: Interface): boolean =>
  equipmentTypes.includes(InterfaceType) || equipmentDescriptions.some((pattern) => pattern.test(Description));

/** An address that is assigned at launch is released at a stop, and another one assigned at the next start. */
const isPublic = (facts: Facts, subnet: Subnet, { Association, Attachment }: Interface): boolean => {
  const state = facts.instances.find(({ InstanceId }) => InstanceId === Attachment?.InstanceId)?.State?.Name;

  return (
    Association?.PublicIp !== undefined ||
    (state !== undefined && state !== 'running' && subnet.MapPublicIpOnLaunch === true)
  );
};

/** Those of a subnet that can send in a family; where there is none, what might be launched there. */
export const clientsOf = (facts: Facts, subnet: Subnet, family: Family): Client[] => {
  const interfaces = facts.networkInterfaces.filter((one) => one.SubnetId === subnet.SubnetId && !isEquipment(one));
  const clients = interfaces.flatMap((one) =>
    addressesOf(one)
      .filter((address) => familyOf(address) === family)
      .slice(0, 1)
      .map((source) => ({
        source,
        sender: { vpc: subnet.VpcId, groups: groupIdsOf(one) },
        isPublic: isPublic(facts, subnet, one),
        instance: one.Attachment?.InstanceId ?? null,
      })),
  );
  if (interfaces.length > 0) return clients;

  return [
    {
      source: nthOf(cidrOfSubnet(subnet, family) ?? '', 9),
      sender: { vpc: subnet.VpcId, groups: null },
      isPublic: subnet.MapPublicIpOnLaunch === true,
      instance: null,
    },
  ];
};
