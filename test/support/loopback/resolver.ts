import type { Section, Sections } from '../../../src/snapshot/schema.ts';
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
import { resolverWrites } from './writes/resolver.ts';

/** The largest MaxResults that AWS takes. */
const most: Readonly<Record<string, number>> = { ListFirewallConfigs: 10, ListFirewallDomains: 5000 };

const json = (status: number, body: Json): Reply => ({
  status,
  type: 'application/x-amz-json-1.1',
  body: JSON.stringify(body),
});

export const resolverRefusal = ({ status, code, message }: Refusal): Reply => json(status, { __type: code, message });

const itemsOf = (sections: Sections, { params }: Call, section: Section): readonly unknown[] | Refusal => {
  const { key, member } = sectionSpecs[section];
  const records: readonly Json[] = sections[section] ?? [];
  if (key === undefined) return records;

  const holder = records.find((record) => record[key] === params[key]);
  const items = holder?.[String(member)];
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

  const write = resolverWrites[call.operation];
  if (write !== undefined && world.change !== undefined) return world.change(call.region, write, JSON.parse(call.body));
  const section = sectionNames.find((name) => sectionSpecs[name].action === call.action);
  if (section === undefined) return refuse(400, 'UnknownOperationException', `unknown operation ${call.operation}`);

  const asked = Number(call.params.MaxResults);
  if (!(asked >= 1 && asked <= (most[call.operation] ?? 100)))
    return refuse(400, 'InvalidParameterException', 'MaxResults is out of range');

  const items = itemsOf(sections, call, section);
  const size = Math.min(asked, world.pageSize);
  return isRefusal(items) ? items : page(items, call, String(sectionSpecs[section].member), size);
};

export const answerResolver = (call: Call, world: World): Reply => {
  const answer = answerOf(call, world);
  return isRefusal(answer) ? resolverRefusal(answer) : json(200, answer);
};
