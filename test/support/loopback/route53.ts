import {
  AssociateVPCWithHostedZone$,
  ChangeResourceRecordSets$,
  CreateVPCAssociationAuthorization$,
  DeleteVPCAssociationAuthorization$,
  DisassociateVPCFromHostedZone$,
  ListHostedZones$,
  ListHostedZonesByVPC$,
  ListResourceRecordSets$,
} from '@aws-sdk/client-route-53';
import { type Call, isRefusal, type Json, type Refusal, type Reply, refuse, sliceOf, type World } from './call.ts';
import { objectOf, textOf } from './writes/form.ts';
import { parseXml, route53Writes } from './writes/route53.ts';
import { escapeXml, xmlOf } from './xml.ts';

const namespace = 'https://route53.amazonaws.com/doc/2013-04-01/';

export const route53Refusal = ({ status, code, message }: Refusal): Reply => ({
  status,
  type: 'text/xml',
  body: `<?xml version="1.0"?>\n<ErrorResponse xmlns="${namespace}"><Error><Type>Sender</Type><Code>${code}</Code><Message>${escapeXml(message)}</Message></Error><RequestId>req</RequestId></ErrorResponse>`,
});

/** Route 53 knows no Regions: any scope may hold the record. */
const zonesOf = (vpc: string | undefined, { scopes }: World) =>
  scopes.flatMap(({ sections }) => sections.hostedZones ?? []).find(({ VPCId }) => VPCId === vpc)?.HostedZoneSummaries;

const recordSetsOf = (zone: string | undefined, { scopes }: World) =>
  scopes.flatMap(({ sections }) => sections.resourceRecordSets ?? []).find(({ HostedZoneId }) => HostedZoneId === zone)
    ?.ResourceRecordSets;

const sizeOf = ({ params }: Call, world: World): number => Math.min(Number(params.maxitems ?? 100), world.pageSize);

const listZones = (call: Call, world: World): Json | Refusal => {
  const zones = zonesOf(call.params.vpcid, world) ?? [];
  const { items, next } = sliceOf(zones, { size: sizeOf(call, world), token: call.params.nexttoken });
  return { HostedZoneSummaries: items, MaxItems: 100, NextToken: next };
};

const listPrivateZones = (call: Call, world: World): Json | Refusal => {
  if (call.params.hostedzonetype !== 'PrivateHostedZone') return refuse(400, 'InvalidInput', 'public zones too');
  const zones = world.scopes.flatMap(({ sections }) => sections.privateHostedZones ?? []);
  const all = [...new Map(zones.map((zone) => [zone.Id, zone])).values()];
  const { items, next } = sliceOf(all, { size: sizeOf(call, world), token: call.params.marker });

  return { HostedZones: items, IsTruncated: next !== undefined, NextMarker: next, MaxItems: 100 };
};

const listRecordSets = (call: Call, world: World): Json | Refusal => {
  const { zone, name, type, identifier } = call.params;
  const records = recordSetsOf(zone, world);
  if (!records) return refuse(403, 'AccessDenied', `not authorized to list the records of ${zone}`);

  const isStart = (one: (typeof records)[number]) =>
    one.Name === name && one.Type === type && one.SetIdentifier === identifier;
  const from = name === undefined ? 0 : records.findIndex(isStart);
  const size = sizeOf(call, world);
  const next = records[from + size];
  return {
    ResourceRecordSets: records.slice(from, from + size),
    IsTruncated: next !== undefined,
    NextRecordName: next?.Name,
    NextRecordType: next?.Type,
    NextRecordIdentifier: next?.SetIdentifier,
    MaxItems: 300,
  };
};

/** Route 53 is asked in no Region: that of the VPC decides, or that which has the records of the zone. */
const regionOf = (input: Json, zone: string, { scopes }: World): string => {
  const named = textOf(objectOf(input.VPC).VPCRegion);
  const holder = scopes.find(({ sections }) =>
    (sections.resourceRecordSets ?? []).some(({ HostedZoneId }) => HostedZoneId === zone),
  );

  return named || (holder?.region ?? '');
};

const changeZone = (call: Call, world: World): Json | Refusal => {
  const write = route53Writes[call.operation];
  if (write === undefined || world.change === undefined) return refuse(403, 'AccessDenied', call.operation);
  const zone = call.params.zone ?? '';
  const input = parseXml(call.body);

  return world.change(regionOf(input, zone, world), write, { ...input, zone });
};

const operations = {
  ListHostedZones: { answer: listPrivateZones, schema: ListHostedZones$ },
  ListHostedZonesByVPC: { answer: listZones, schema: ListHostedZonesByVPC$ },
  ListResourceRecordSets: { answer: listRecordSets, schema: ListResourceRecordSets$ },
  ChangeResourceRecordSets: { answer: changeZone, schema: ChangeResourceRecordSets$ },
  AssociateVPCWithHostedZone: { answer: changeZone, schema: AssociateVPCWithHostedZone$ },
  CreateVPCAssociationAuthorization: { answer: changeZone, schema: CreateVPCAssociationAuthorization$ },
  DeleteVPCAssociationAuthorization: { answer: changeZone, schema: DeleteVPCAssociationAuthorization$ },
  DisassociateVPCFromHostedZone: { answer: changeZone, schema: DisassociateVPCFromHostedZone$ },
};

type Operation = keyof typeof operations;

/** By method and the end of the path. */
const ofZone: Readonly<Record<string, Operation>> = {
  'GET rrset': 'ListResourceRecordSets',
  'POST rrset': 'ChangeResourceRecordSets',
  'POST authorizevpcassociation': 'CreateVPCAssociationAuthorization',
  'POST deauthorizevpcassociation': 'DeleteVPCAssociationAuthorization',
  'POST associatevpc': 'AssociateVPCWithHostedZone',
  'POST disassociatevpc': 'DisassociateVPCFromHostedZone',
};

/** Path and query to an operation, as the REST API has them. */
export const route53Operation = (path: string, method = 'GET'): { operation: Operation; zone?: string } | undefined => {
  if (path.endsWith('/hostedzonesbyvpc')) return { operation: 'ListHostedZonesByVPC' };
  if (/\/hostedzone\/?$/.test(path) && method === 'GET') return { operation: 'ListHostedZones' };

  const [, zone, end] = /\/hostedzone\/(\w+)\/(\w+)\/?$/.exec(path) ?? [];
  const operation = ofZone[`${method} ${end}`];

  return zone === undefined || operation === undefined ? undefined : { operation, zone };
};

export const answerRoute53 = (call: Call, world: World): Reply => {
  const operation = Object.entries(operations).find(([name]) => name === call.operation)?.[1];
  const answer = operation?.answer(call, world) ?? refuse(404, 'NoSuchOperation', call.operation);
  if (isRefusal(answer) || !operation) return route53Refusal(isRefusal(answer) ? answer : refuse(500, 'Bug', ''));

  const body = xmlOf(operation.schema[5], answer);
  const root = `${call.operation}Response`;
  return {
    status: 200,
    type: 'text/xml',
    body: `<?xml version="1.0"?>\n<${root} xmlns="${namespace}">${body}</${root}>`,
  };
};
