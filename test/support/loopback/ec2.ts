import * as schemas from '@aws-sdk/client-ec2';
import type { SchemaRef } from '@smithy/types';
import type { ScopeSnapshot, Section } from '../../../src/snapshot/schema.ts';
import { sectionNames, sectionSpecs } from '../../../src/snapshot/sections.ts';
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
import { endpointWrites } from './writes/endpoints.ts';
import { parseForm } from './writes/form.ts';
import { groupWrites } from './writes/groups.ts';
import { networkWrites } from './writes/network.ts';
import { element, escapeXml, xmlOf } from './xml.ts';

type Sections = ScopeSnapshot['sections'];

/** The largest MaxResults that AWS takes. */
const most: Readonly<Record<string, number>> = {
  DescribeRouteTables: 100,
  DescribeEgressOnlyInternetGateways: 255,
  DescribeVpcEndpointAssociations: 100,
  DescribeManagedPrefixLists: 100,
  GetManagedPrefixListEntries: 100,
};

const recordsIn = (sections: Sections, section: Section): readonly Json[] => sections[section] ?? [];

const pageOf = (all: readonly Json[], { operation, params }: Call, member: string, world: World): Json | Refusal => {
  const named = params['VpcEndpointId.1'];
  if (named !== undefined) return { [member]: all.filter(({ VpcEndpointId }) => VpcEndpointId === named) };
  const asked = Number(params.MaxResults);
  const limit = most[operation] ?? 1000;
  if (!(asked >= 5 && asked <= limit)) {
    return refuse(400, 'InvalidParameterValue', `MaxResults must be from 5 to ${limit}, not ${params.MaxResults}`);
  }

  const { items, next } = sliceOf(all, { size: Math.min(asked, world.pageSize), token: params.NextToken });
  return { [member]: items, NextToken: next };
};

const answerList = (call: Call, section: Section, world: World): Json | Refusal => {
  const { layout, member, pageSize } = sectionSpecs[section];
  const kept = keep(recordsIn(scopeIn(world, call.region), section), call.params);
  if (isRefusal(kept)) return kept;
  if (pageSize === undefined)
    return { [String(member)]: layout === 'one' ? (kept[0] ?? { InternetGatewayBlockMode: 'off' }) : kept };

  return pageOf(layout === 'nested' ? kept.map(reservation) : kept, call, String(member), world);
};

const reservation = (instance: Json): Json => ({ ReservationId: `r-${instance.InstanceId}`, Instances: [instance] });

/** The record of the section that has this key holds what one resource has. */
const answerPart = (call: Call, section: Section, world: World): Json | Refusal => {
  const { key = '', member } = sectionSpecs[section];
  const id = call.params[key];
  const holder = recordsIn(scopeIn(world, call.region), section).find((record) => record[key] === id);
  const all = holder?.[String(member)];
  if (!Array.isArray(all)) return refuse(400, `Invalid${key}.NotFound`, `there is no ${id}`);

  return pageOf(all, call, String(member), world);
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

const answerRegions = ({ scopes }: World): Json => ({
  Regions: scopes.map(({ region }) => ({ RegionName: region, OptInStatus: 'opt-in-not-required' })),
});

const writes = { ...endpointWrites, ...groupWrites, ...networkWrites };

/** EC2 says of a dry run only whether it would be allowed. */
const answerWrite = ({ operation, region, body }: Call, { change }: World): Json | Refusal | undefined => {
  const write = writes[operation];
  if (write === undefined || change === undefined) return undefined;
  const { DryRun, ...input } = parseForm(body);
  if (DryRun === 'true') return refuse(412, 'DryRunOperation', 'Request would have succeeded, but DryRun flag is set.');

  return change(region, write, input);
};

const answerOf = (call: Call, world: World): Json | Refusal => {
  if (call.operation === 'DescribeVpcAttribute') return answerAttribute(call, world);
  if (call.operation === 'DescribeRegions') return answerRegions(world);
  const written = answerWrite(call, world);
  if (written !== undefined) return written;
  const section = sectionNames.find((name) => sectionSpecs[name].action === call.action);
  if (section === undefined)
    return refuse(400, 'InvalidAction', `The action ${call.operation} is not valid for this web service.`);

  return sectionSpecs[section].key === undefined ? answerList(call, section, world) : answerPart(call, section, world);
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

  // What answers nothing has no shape.
  const said =
    Object.keys(answer).length === 0 ? element('return', 'true') : xmlOf(outputSchema(call.operation), answer);
  const body = element('requestId', 'req') + said;
  return {
    status: 200,
    type: 'text/xml;charset=UTF-8',
    body: `<?xml version="1.0" encoding="UTF-8"?>\n${element(`${call.operation}Response`, body)}`,
  };
};
