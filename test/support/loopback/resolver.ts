import type { Section, Sections } from '../../../src/snapshot/schema.ts';
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

interface List {
  readonly member: string;
  readonly section: Section;
  readonly most: number;
  /** Where the list is that of one resource. */
  readonly key?: string;
}

const lists: Record<string, List> = {
  ListResolverRules: { member: 'ResolverRules', section: 'resolverRules', most: 100 },
  ListResolverRuleAssociations: { member: 'ResolverRuleAssociations', section: 'resolverRuleAssociations', most: 100 },
  ListResolverEndpoints: { member: 'ResolverEndpoints', section: 'resolverEndpoints', most: 100 },
  ListResolverEndpointIpAddresses: {
    member: 'IpAddresses',
    section: 'resolverEndpointIpAddresses',
    most: 100,
    key: 'ResolverEndpointId',
  },
  ListFirewallConfigs: { member: 'FirewallConfigs', section: 'firewallConfigs', most: 10 },
  ListFirewallRuleGroupAssociations: {
    member: 'FirewallRuleGroupAssociations',
    section: 'firewallRuleGroupAssociations',
    most: 100,
  },
  ListFirewallRules: { member: 'FirewallRules', section: 'firewallRules', most: 100, key: 'FirewallRuleGroupId' },
  ListFirewallDomains: { member: 'Domains', section: 'firewallDomains', most: 5000, key: 'FirewallDomainListId' },
};

const json = (status: number, body: Json): Reply => ({
  status,
  type: 'application/x-amz-json-1.1',
  body: JSON.stringify(body),
});

export const resolverRefusal = ({ status, code, message }: Refusal): Reply => json(status, { __type: code, message });

const itemsOf = (sections: Sections, { params }: Call, shape: List): readonly unknown[] | Refusal => {
  const records: readonly Json[] = sections[shape.section] ?? [];
  if (shape.key === undefined) return records;

  const { key } = shape;
  const holder = records.find((record) => record[key] === params[key]);
  const items = holder?.[shape.member];
  return Array.isArray(items) ? items : refuse(400, 'ResourceNotFoundException', `there is no ${params[key]}`);
};

/** Lists that rules name and nobody can read are AWS's own. */
const domainLists = ({ firewallRules, firewallDomains }: Sections): Json[] => {
  const own = new Set((firewallDomains ?? []).map((list) => list.FirewallDomainListId));
  const named = (firewallRules ?? []).flatMap((group) => group.FirewallRules.map((rule) => rule.FirewallDomainListId));
  return [...new Set([...own, ...named])].map((Id) => ({
    Id,
    ...(own.has(Id ?? '') ? {} : { ManagedOwnerName: 'Route 53 Resolver DNS Firewall' }),
  }));
};

const page = (items: readonly unknown[], { params }: Call, member: string, size: number): Json => {
  const { items: some, next } = sliceOf(items, { size, token: params.NextToken });
  return { [member]: some, NextToken: next };
};

const answerOf = (call: Call, world: World): Json | Refusal => {
  const sections = scopeIn(world, call.region);
  if (call.operation === 'ListFirewallDomainLists') {
    return page(domainLists(sections), call, 'FirewallDomainLists', world.pageSize);
  }

  const shape = lists[call.operation];
  if (!shape) return refuse(400, 'UnknownOperationException', `unknown operation ${call.operation}`);

  const asked = Number(call.params.MaxResults);
  if (!(asked >= 1 && asked <= shape.most))
    return refuse(400, 'InvalidParameterException', 'MaxResults is out of range');

  const items = itemsOf(sections, call, shape);
  return isRefusal(items) ? items : page(items, call, shape.member, Math.min(asked, world.pageSize));
};

export const answerResolver = (call: Call, world: World): Reply => {
  const answer = answerOf(call, world);
  return isRefusal(answer) ? resolverRefusal(answer) : json(200, answer);
};
