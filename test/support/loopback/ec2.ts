import * as schemas from '@aws-sdk/client-ec2';
import type { SchemaRef } from '@smithy/types';
import type { ScopeSnapshot, Section } from '../../../src/snapshot/schema.ts';
import {
  type Call,
  isRefusal,
  type Json,
  type Refusal,
  type Reply,
  refuse,
  scopeIn,
  sliceOf,
  type World,
} from './call.ts';
import { keep } from './ec2-filters.ts';
import { element, escapeXml, xmlOf } from './xml.ts';

type Sections = ScopeSnapshot['sections'];

interface List {
  readonly member: string;
  readonly section: Section;
  /** The largest MaxResults that AWS takes. */
  readonly most: number;
}

const list = (member: string, section: Section, most = 1000): List => ({ member, section, most });

const lists: Record<string, List> = {
  DescribeVpcs: list('Vpcs', 'vpcs'),
  DescribeSubnets: list('Subnets', 'subnets'),
  DescribeRouteTables: list('RouteTables', 'routeTables', 100),
  DescribeInternetGateways: list('InternetGateways', 'internetGateways'),
  DescribeEgressOnlyInternetGateways: list('EgressOnlyInternetGateways', 'egressOnlyInternetGateways', 255),
  DescribeCarrierGateways: list('CarrierGateways', 'carrierGateways'),
  DescribeNatGateways: list('NatGateways', 'natGateways'),
  DescribeVpcEndpoints: list('VpcEndpoints', 'vpcEndpoints'),
  DescribeVpcEndpointServices: list('ServiceDetails', 'vpcEndpointServices'),
  DescribeVpcEndpointAssociations: list('VpcEndpointAssociations', 'vpcEndpointAssociations', 100),
  DescribeManagedPrefixLists: list('PrefixLists', 'managedPrefixLists', 100),
  DescribeDhcpOptions: list('DhcpOptions', 'dhcpOptions'),
  DescribeSecurityGroups: list('SecurityGroups', 'securityGroups'),
  DescribeNetworkAcls: list('NetworkAcls', 'networkAcls'),
  DescribeNetworkInterfaces: list('NetworkInterfaces', 'networkInterfaces'),
  DescribeVpcPeeringConnections: list('VpcPeeringConnections', 'vpcPeeringConnections'),
  DescribeTransitGateways: list('TransitGateways', 'transitGateways'),
  DescribeTransitGatewayAttachments: list('TransitGatewayAttachments', 'transitGatewayAttachments'),
  DescribeTransitGatewayVpcAttachments: list('TransitGatewayVpcAttachments', 'transitGatewayVpcAttachments'),
  DescribeTransitGatewayRouteTables: list('TransitGatewayRouteTables', 'transitGatewayRouteTables'),
  DescribeVpcBlockPublicAccessExclusions: list('VpcBlockPublicAccessExclusions', 'blockPublicAccessExclusions'),
};

interface Part extends List {
  readonly key: string;
}

/** Lists inside one resource: the record of the section that has this key holds them in this member. */
const parts: Record<string, Part> = {
  GetManagedPrefixListEntries: { ...list('Entries', 'prefixListEntries', 100), key: 'PrefixListId' },
  SearchTransitGatewayRoutes: { ...list('Routes', 'transitGatewayRoutes'), key: 'TransitGatewayRouteTableId' },
  GetTransitGatewayRouteTableAssociations: {
    ...list('Associations', 'transitGatewayRouteTableAssociations'),
    key: 'TransitGatewayRouteTableId',
  },
  GetTransitGatewayPrefixListReferences: {
    ...list('TransitGatewayPrefixListReferences', 'transitGatewayPrefixListReferences'),
    key: 'TransitGatewayRouteTableId',
  },
};

const recordsIn = (sections: Sections, section: Section): readonly Json[] => sections[section] ?? [];

const pageOf = (all: readonly Json[], { params }: Call, { most, member }: List, world: World): Json | Refusal => {
  const asked = Number(params.MaxResults);
  if (!(asked >= 5 && asked <= most)) {
    return refuse(400, 'InvalidParameterValue', `MaxResults must be from 5 to ${most}, not ${params.MaxResults}`);
  }

  const { items, next } = sliceOf(all, { size: Math.min(asked, world.pageSize), token: params.NextToken });
  return { [member]: items, NextToken: next };
};

const answerList = (call: Call, shape: List, world: World): Json | Refusal => {
  const kept = keep(recordsIn(scopeIn(world, call.region), shape.section), call.params);
  return isRefusal(kept) ? kept : pageOf(kept, call, shape, world);
};

const answerPart = (call: Call, part: Part, world: World): Json | Refusal => {
  const id = call.params[part.key];
  const holder = recordsIn(scopeIn(world, call.region), part.section).find((record) => record[part.key] === id);
  const all = holder?.[part.member];
  if (!Array.isArray(all)) return refuse(400, `Invalid${part.key}.NotFound`, `there is no ${id}`);

  return pageOf(all, call, part, world);
};

/** A VPC whose attributes nobody set has those of a new one. */
const answerAttribute = ({ params, region }: Call, world: World): Json | Refusal => {
  const sections = scopeIn(world, region);
  const id = params.VpcId;
  const attribute = params.Attribute === 'enableDnsSupport' ? 'EnableDnsSupport' : 'EnableDnsHostnames';
  const record = sections.vpcAttributes?.find((one) => one.VpcId === id && one[attribute] !== undefined);
  if (record) return record;
  if (!sections.vpcs?.some((vpc) => vpc.VpcId === id)) return refuse(400, 'InvalidVpcID.NotFound', `there is no ${id}`);

  return { VpcId: id, [attribute]: { Value: attribute === 'EnableDnsSupport' } };
};

const answerInstances = (call: Call, world: World): Json | Refusal => {
  const kept = keep(recordsIn(scopeIn(world, call.region), 'instances'), call.params);
  if (isRefusal(kept)) return kept;

  const reservations = kept.map((instance) => ({ ReservationId: `r-${instance.InstanceId}`, Instances: [instance] }));
  return pageOf(reservations, call, list('Reservations', 'instances'), world);
};

const answerOf = (call: Call, world: World): Json | Refusal => {
  const whole = lists[call.operation];
  if (whole) return answerList(call, whole, world);
  const part = parts[call.operation];
  if (part) return answerPart(call, part, world);

  switch (call.operation) {
    case 'DescribeVpcAttribute':
      return answerAttribute(call, world);
    case 'DescribeInstances':
      return answerInstances(call, world);
    case 'DescribeVpnGateways':
      return { VpnGateways: recordsIn(scopeIn(world, call.region), 'vpnGateways') };
    case 'DescribeVpcBlockPublicAccessOptions':
      return { VpcBlockPublicAccessOptions: recordsIn(scopeIn(world, call.region), 'blockPublicAccessOptions')[0] };
    case 'DescribeRegions':
      return {
        Regions: world.scopes.map(({ region }) => ({ RegionName: region, OptInStatus: 'opt-in-not-required' })),
      };
    default:
      return refuse(400, 'InvalidAction', `The action ${call.operation} is not valid for this web service.`);
  }
};

const exported = new Map<string, unknown>(Object.entries(schemas));

const outputSchema = (operation: string) => {
  const schema = exported.get(`${operation}$`);
  if (!Array.isArray(schema)) throw new Error(`client-ec2 has no operation ${operation}`);
  return schema[5] as SchemaRef;
};

export const ec2Refusal = ({ status, code, message }: Refusal): Reply => ({
  status,
  type: 'text/xml;charset=UTF-8',
  body: `<?xml version="1.0" encoding="UTF-8"?>\n<Response><Errors><Error><Code>${code}</Code><Message>${escapeXml(message)}</Message></Error></Errors><RequestID>req</RequestID></Response>`,
});

export const answerEc2 = (call: Call, world: World): Reply => {
  const answer = answerOf(call, world);
  if (isRefusal(answer)) return ec2Refusal(answer);

  const body = element('requestId', 'req') + xmlOf(outputSchema(call.operation), answer);
  return {
    status: 200,
    type: 'text/xml;charset=UTF-8',
    body: `<?xml version="1.0" encoding="UTF-8"?>\n${element(`${call.operation}Response`, body)}`,
  };
};
