import type { JsonSchema } from '../snapshot/check.ts';
import { idSchema, recordSchema } from '../snapshot/published-schema.ts';
import type { ChangeKindName, ChangeOf } from './change.ts';

const text: JsonSchema = { type: 'string' };
const flag: JsonSchema = { type: 'boolean' };
const count: JsonSchema = { type: 'integer', minimum: 0 };
const id = idSchema;
const ids: JsonSchema = { type: 'array', items: id };

const orNull = (schema: JsonSchema): JsonSchema => ({ anyOf: [schema, { type: 'null' }] });

const oneOf = (...words: readonly string[]): JsonSchema => ({ enum: words });

const object = (properties: Readonly<Record<string, JsonSchema>>): JsonSchema => ({
  type: 'object',
  properties,
  required: Object.keys(properties),
});

const families = oneOf('ipv4', 'ipv6', 'dualstack');
const port = object({ first: count, last: count });
const peer: JsonSchema = { anyOf: [object({ cidr: text }), object({ prefixListId: id })] };
const line = object({ number: count, egress: flag, allows: flag, cidr: text, port });
const route = recordSchema('routeTables').properties?.Routes?.items ?? {};
const record = recordSchema('resourceRecordSets').properties?.ResourceRecordSets?.items ?? {};
const zone = recordSchema('hostedZones').properties?.HostedZoneSummaries?.items ?? {};
const guest = object({ region: id, vpcId: id });

const tables = { endpointId: id, routeTableIds: ids };
const subnets = { endpointId: id, subnetIds: ids };
const groupRules = {
  groupId: id,
  direction: oneOf('ingress', 'egress'),
  rules: { type: 'array', items: object({ port, peer }) },
} as const;
const ruleOfVpc = { ruleId: id, domain: text };
const gateway = { id, serviceName: id, routeTableIds: ids, ipAddressType: families, policy: orNull(text) };
const endpoint = {
  ...{ id, serviceName: id, subnetIds: ids, securityGroupIds: ids, ipAddressType: families },
  ...{ privateDns: flag, inboundOnly: orNull(flag), policy: orNull(text) },
  privateNames: { type: 'array', items: text },
} as const;

const common = { kind: text, account: orNull(id), region: id, vpcId: id };

type Fields<K extends ChangeKindName> = {
  readonly [F in Exclude<keyof ChangeOf<K>, keyof typeof common>]: JsonSchema;
};

/** What a change of each kind looks like as JSON: a field that is missing here does not compile. */
const fields: { readonly [K in ChangeKindName]: Fields<K> } = {
  'create-gateway-endpoint': gateway,
  'associate-route-tables': tables,
  'disassociate-route-tables': tables,
  'create-interface-endpoint': endpoint,
  'add-endpoint-subnets': subnets,
  'remove-endpoint-subnets': subnets,
  'set-address-type': {
    ...{ endpointId: id, endpointType: oneOf('gateway', 'interface') },
    ...{ ipAddressType: families, before: families },
  },
  'set-private-dns': {
    ...{ endpointId: id, serviceName: id, enabled: flag, inboundOnly: orNull(flag) },
    names: { type: 'array', items: text },
  },
  'set-inbound-only': { endpointId: id, inboundOnly: flag },
  'set-dns-attribute': { attribute: oneOf('EnableDnsSupport', 'EnableDnsHostnames'), enabled: flag },
  'create-security-group': { id, name: text, description: text },
  'delete-security-group': { groupId: id, name: text, description: text },
  'add-group-rules': groupRules,
  'remove-group-rules': groupRules,
  'set-endpoint-groups': { endpointId: id, add: ids, remove: ids },
  'add-acl-entry': { aclId: id, line },
  'remove-acl-entry': { aclId: id, line },
  'create-route': { routeTableId: id, route },
  'delete-route': { routeTableId: id, route, why: oneOf('conflict', 'release') },
  'replace-route': { routeTableId: id, route, before: route },
  'set-zone-record': { zoneId: id, record, before: orNull(record) },
  'delete-zone-record': { zoneId: id, record },
  'associate-zone': { zone, authorized: flag },
  'disassociate-zone': { zone, authorized: flag },
  'authorize-zone': { zone, guest },
  'revoke-zone': { zone, guest },
  'associate-resolver-rule': ruleOfVpc,
  'disassociate-resolver-rule': ruleOfVpc,
  'create-system-rule': { id, domain: text },
  'delete-resolver-rule': ruleOfVpc,
  'set-endpoint-policy': { endpointId: id, policy: text, before: orNull(text) },
  'delete-endpoint': {
    endpointId: id,
    recreation: orNull({ anyOf: [object({ ...common, ...gateway }), object({ ...common, ...endpoint })] }),
    condition: orNull(text),
  },
  'delete-nat-gateway': { natGatewayId: id },
  'by-hand': { imperative: text },
};

export const isKind = (word: unknown): word is ChangeKindName =>
  typeof word === 'string' && Object.hasOwn(fields, word);

export const shapeOf = (kind: ChangeKindName): JsonSchema => object({ ...common, ...fields[kind] });

export const kindNames: readonly string[] = Object.keys(fields);
