import { groupBy } from '../../group-by.ts';
import { memoize } from '../../memoize.ts';
import type { Family } from '../../net/cidr.ts';
import { holds } from '../../network/cidrs.ts';
import type { Endpoint, Network, Vpc } from '../../network/network.ts';
import type { RecordSet } from '../../network/resolver.ts';
import { isUnread } from '../../network/unread.ts';
import type { Doubt } from '../doubt.ts';
import type { Answer } from './answer.ts';
import { type Owners, ownerOf, ownersOf, suffixesOf } from './domain.ts';
import { weighed } from './weights.ts';

/** What a record leads to: addresses or an endpoint at once, or another name to ask. */
type RecordTarget =
  | { readonly kind: 'answer'; readonly answer: Answer }
  | { readonly kind: 'name'; readonly name: string };

interface RecordTargets {
  readonly targets: readonly RecordTarget[];
  readonly doubts: readonly Doubt[];
}

const endpointId = /(?:^|[.*])(vpce-[0-9a-z]+)/;

const endpointsByOwnName = memoize(({ endpoints }: Network): ReadonlyMap<string, Endpoint> => {
  const index = new Map<string, Endpoint>();
  for (const endpoint of endpoints.values())
    for (const name of endpoint.ownNames) if (!index.has(name)) index.set(name, endpoint);

  return index;
});

/** AWS lists all of them: another one with the endpoint's id in it answers nothing. */
const hasOwnName = ({ ownNames }: Endpoint, name: string): boolean =>
  ownNames.length === 0 || ownNames.some((own) => own.startsWith('*.') && name.endsWith(own.slice(1)));

/** The endpoint whose own name `name` is, by the id in it. */
export const endpointNamed = (
  network: Network,
  name: string,
): { readonly id: string; readonly endpoint: Endpoint | null } | null => {
  const exact = endpointsByOwnName(network).get(name);
  if (exact !== undefined) return { id: exact.id, endpoint: exact };

  const id = endpointId.exec(name)?.[1];
  if (id === undefined || !name.includes('.vpce.')) return null;
  const endpoint = network.endpoints.get(id) ?? null;

  return { id, endpoint: endpoint !== null && hasOwnName(endpoint, name) ? endpoint : null };
};

export const answerOfEndpoint = (endpoint: Endpoint | null): Answer => {
  if (endpoint === null) return { kind: 'unknown', reason: 'endpoint-not-visible' };
  switch (endpoint.health) {
    case 'usable':
      return { kind: 'endpoints', endpoints: [endpoint] };
    case 'unusable':
      return { kind: 'none', reason: 'endpoint-not-available' };
    case 'changing':
      return { kind: 'unknown', reason: 'endpoint-not-available' };
    default:
      return endpoint.health satisfies never;
  }
};

/** What an endpoint's own name answers: addresses of the families that it has. */
export const answerOfOwnName = (endpoint: Endpoint | null, family: Family): Answer =>
  endpoint !== null && endpoint.ipAddressType !== family && endpoint.ipAddressType !== 'dualstack'
    ? { kind: 'none', reason: 'dns-no-answer' }
    : answerOfEndpoint(endpoint);

const endpointsByAddress = memoize((network: Network): ReadonlyMap<string, readonly Endpoint[]> => {
  const index = new Map<string, Endpoint[]>();
  for (const endpoint of network.endpoints.values()) {
    const interfaces = network.vpcs.get(endpoint.vpcId)?.scope.networkInterfaces;
    if (interfaces === undefined || isUnread(interfaces)) continue;
    for (const id of endpoint.interfaceIds) {
      const found = interfaces.get(id);
      for (const address of [...(found?.ipv4 ?? []), ...(found?.ipv6 ?? [])])
        index.set(address, [...(index.get(address) ?? []), endpoint]);
    }
  }

  return index;
});

/** Private addresses repeat between VPCs: an address inside the asking VPC is that VPC's. */
const endpointAt = (network: Network, vpc: Vpc, address: string): Endpoint | null => {
  const all = endpointsByAddress(network).get(address) ?? [];
  const own = holds(vpc, address);
  const found = all.filter(({ vpcId }) => (own ? vpcId === vpc.id : vpcId !== vpc.id));

  return found.length === 1 ? (found[0] ?? null) : null;
};

const answerOfValues = (network: Network, vpc: Vpc, values: readonly string[]): Answer => {
  const endpoints = values.map((value) => endpointAt(network, vpc, value));
  const known = endpoints.filter((endpoint) => endpoint !== null);
  if (known.length === values.length && values.length > 0) {
    const [first] = known;
    if (first !== undefined && known.every(({ id }) => id === first.id)) return answerOfEndpoint(first);

    return { kind: 'several', answers: [...new Set(known)].map(answerOfEndpoint) };
  }

  return { kind: 'addresses', addresses: values };
};

/** The resolver asks anew for what a CNAME names; an alias is followed inside Route 53. */
const recordTargetOf = (network: Network, vpc: Vpc, record: RecordSet, family: Family): RecordTarget => {
  if (record.type === 'CNAME' && record.aliasTarget === null && record.values[0] !== undefined)
    return { kind: 'name', name: record.values[0] };
  if (record.aliasTarget === null) return { kind: 'answer', answer: answerOfValues(network, vpc, record.values) };

  const named = endpointNamed(network, record.aliasTarget);

  return named === null
    ? { kind: 'name', name: record.aliasTarget }
    : { kind: 'answer', answer: answerOfOwnName(named.endpoint, family) };
};

const types: Readonly<Record<Family, ReadonlySet<string>>> = {
  ipv4: new Set(['A', 'CNAME']),
  ipv6: new Set(['AAAA', 'CNAME']),
};

interface ZoneIndex {
  readonly owners: Owners;
  readonly byOwner: ReadonlyMap<string, readonly RecordSet[]>;
  /** Names that are handed to other servers, with all below them. */
  readonly cuts: ReadonlySet<string>;
}

/** A large zone is asked for many names. */
const indexOf = memoize(
  (records: readonly RecordSet[]): ZoneIndex => ({
    owners: ownersOf(records.map(({ name }) => name)),
    byOwner: groupBy(records, ({ name }) => name),
    cuts: new Set(records.filter(({ type }) => type === 'NS').map(({ name }) => name)),
  }),
);

/** A zone cut below the name hands it to other servers, which the facts do not show. */
const isDelegated = ({ cuts }: ZoneIndex, name: string, domain: string): boolean =>
  [...suffixesOf(name)].some((suffix) => suffix !== domain && cuts.has(suffix));

const delegated: RecordTarget = { kind: 'answer', answer: { kind: 'unknown', reason: 'forwarded-dns' } };

/** Where records are for some places on earth, and none for the rest. */
const elsewhere: RecordTarget = { kind: 'answer', answer: { kind: 'none', reason: 'dns-no-answer' } };

/**
 * What a zone answers for a name: the record sets of the closest owner. Several where a routing
 * policy picks one. Empty: the zone has nothing, and nobody else is asked.
 */
export const recordTargetsIn = (
  network: Network,
  vpc: Vpc,
  { records, domain }: { readonly records: readonly RecordSet[]; readonly domain: string },
  name: string,
  family: Family,
): RecordTargets => {
  const index = indexOf(records);
  if (isDelegated(index, name, domain)) return { targets: [delegated], doubts: [] };
  const owner = ownerOf(name, index.owners);
  if (owner === null) return { targets: [], doubts: [] };

  const { records: found, doubts } = weighed(
    (index.byOwner.get(owner) ?? []).filter(({ type }) => types[family].has(type)),
  );
  const targets = found.map((record) => recordTargetOf(network, vpc, record, family));
  const isForAll = found.some(({ isOfPlace }) => !isOfPlace);

  return { targets: found.length === 0 || isForAll ? targets : [...targets, elsewhere], doubts };
};
