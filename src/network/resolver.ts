import { by } from '../order.ts';
import type { RecordOf, ScopeSnapshot } from '../snapshot/schema.ts';
import { type DnsFirewall, dnsFirewall } from './dns-firewall.ts';
import { normalName } from './endpoint.ts';
import { type ProfileAssociation, profilesOf } from './profiles.ts';
import { type Standing, standingOf } from './standing.ts';
import { type GapOf, type Known, unread } from './unread.ts';
import { wordReader } from './word.ts';

const ruleType = wordReader('forward', 'system', 'delegate', 'recursive');

/** A custom Resolver rule. The rules that AWS defines by itself (`.` to the internet) are not here. */
export interface ResolverRule {
  readonly id: string;
  readonly name: string | null;
  /** Lower case, no trailing dot but for the root. */
  readonly domain: string;
  readonly type: ReturnType<typeof ruleType>;
  /** As AWS wrote it. */
  readonly rawType: string;
  /** Each with its port, unless that is the one of DNS. */
  readonly targetIps: readonly string[];
  /** The outbound endpoint by which queries leave. */
  readonly endpointId: string | null;
}

export interface RuleAssociation {
  readonly ruleId: string;
  readonly vpcId: string;
  readonly standing: Standing;
  /** As AWS wrote it. */
  readonly rawStatus: string;
}

type RecordSetRecord = RecordOf<'resourceRecordSets'>['ResourceRecordSets'][number];

export interface RecordSet {
  readonly name: string;
  readonly type: string;
  /** Set where a routing policy picks one of several record sets of the same name. */
  readonly setIdentifier: string | null;
  /** Of a weighted record: its share of the answers. */
  readonly weight: number | null;
  /** A record that is found unhealthy is no answer while others of its set are healthy. */
  readonly isHealthChecked: boolean;
  /** Answers some places on earth alone; a record for all others is of no place. */
  readonly isOfPlace: boolean;
  readonly aliasTarget: string | null;
  readonly values: readonly string[];
  /** As AWS lists it. */
  readonly record: RecordSetRecord;
}

export interface HostedZone {
  readonly id: string;
  readonly domain: string;
  readonly owningAccount: string | null;
  /** Set on the hidden zones that AWS services keep, those of interface endpoints among them. */
  readonly owningService: string | null;
  readonly records: Known<readonly RecordSet[]>;
}

/** An address of an inbound Resolver endpoint: whoever asks there gets the answers of `vpcId`. */
export interface InboundAddress {
  readonly address: string;
  readonly endpointId: string;
  readonly vpcId: string;
  /** It answers for the zones that are delegated to it, and not for what is forwarded there. */
  readonly isForDelegation: boolean;
  readonly groupIds: readonly string[];
  readonly subnetId: string | null;
}

/** Where forwarded queries leave. */
export interface OutboundEndpoint {
  readonly vpcId: string;
  readonly groupIds: readonly string[];
}

/** All that decides DNS answers beside the VPCs themselves. */
export interface Resolver extends DnsFirewall {
  readonly rules: Known<ReadonlyMap<string, ResolverRule>>;
  readonly ruleAssociations: Known<readonly RuleAssociation[]>;
  readonly inboundAddresses: Known<readonly InboundAddress[]>;
  /** Those that were read. */
  readonly outboundEndpoints: ReadonlyMap<string, OutboundEndpoint>;
  zonesOf(vpcId: string): Known<readonly HostedZone[]>;
  zone(id: string): HostedZone;
  readonly profiles: Known<readonly ProfileAssociation[]>;
}

type TargetRecord = NonNullable<RecordOf<'resolverRules'>['TargetIps']>[number];

const withPort = (address: string, port: number): string => (port === 53 ? address : `${address} port ${port}`);

const targetOf = ({ Ip, Ipv6, Port = 53 }: TargetRecord): readonly string[] => {
  const address = Ip ?? Ipv6;
  if (address === undefined) return [];

  return [withPort(address, Port)];
};

const rulesOf = ({ sections }: ScopeSnapshot, gapOf: GapOf): Resolver['rules'] => {
  if (sections.resolverRules === undefined) return unread(gapOf, 'resolverRules');

  return new Map(
    sections.resolverRules
      .filter(({ Id, RuleType }) => !Id.startsWith('rslvr-autodefined-') && RuleType !== 'RECURSIVE')
      .map((record) => [
        record.Id,
        {
          id: record.Id,
          name: record.Name ?? null,
          domain: normalName(record.DomainName ?? ''),
          type: ruleType(record.RuleType ?? ''),
          rawType: record.RuleType ?? '',
          targetIps: (record.TargetIps ?? []).flatMap(targetOf).sort(),
          endpointId: record.ResolverEndpointId ?? null,
        },
      ]),
  );
};

const ruleAssociationsOf = ({ sections }: ScopeSnapshot, gapOf: GapOf): Resolver['ruleAssociations'] =>
  sections.resolverRuleAssociations === undefined
    ? unread(gapOf, 'resolverRuleAssociations')
    : sections.resolverRuleAssociations
        .filter(({ ResolverRuleId }) => !ResolverRuleId?.startsWith('rslvr-autodefined-'))
        .map(({ ResolverRuleId, VPCId, Status = 'COMPLETE' }) => ({
          ruleId: ResolverRuleId ?? '',
          vpcId: VPCId ?? '',
          standing: standingOf(Status),
          rawStatus: Status,
        }))
        .sort(by(({ ruleId }) => ruleId));

/** Another one may or may not answer; where nobody is known to, servers are as unknown as any. */
const answering: ReadonlySet<string | undefined> = new Set([undefined, 'OPERATIONAL', 'UPDATING', 'AUTO_RECOVERING']);

/** Those that an inbound endpoint answers on: 53, and 443 over HTTPS. One of no protocol is one of DNS. */
const portsOf = ({ Protocols = [] }: RecordOf<'resolverEndpoints'>): readonly number[] => [
  ...(Protocols.length === 0 || Protocols.includes('Do53') ? [53] : []),
  ...(Protocols.some((protocol) => protocol.startsWith('DoH')) ? [443] : []),
];

/** @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-forwarding-inbound-queries-values.html */
const inboundAddressesOf = ({ sections }: ScopeSnapshot, gapOf: GapOf): Resolver['inboundAddresses'] => {
  if (sections.resolverEndpoints === undefined) return unread(gapOf, 'resolverEndpoints');

  const addresses = new Map(
    (sections.resolverEndpointIpAddresses ?? []).map((record) => [record.ResolverEndpointId, record.IpAddresses]),
  );
  const found: InboundAddress[] = [];
  for (const record of sections.resolverEndpoints) {
    const { Id, Direction, HostVPCId, Status, SecurityGroupIds: groupIds = [] } = record;
    if (!Direction?.startsWith('INBOUND') || HostVPCId === undefined || !answering.has(Status)) continue;

    const listed = addresses.get(Id);
    if (listed === undefined) return unread(gapOf, 'resolverEndpointIpAddresses', Id);

    const isForDelegation = Direction !== 'INBOUND';
    for (const { Ip, Ipv6, SubnetId } of listed) {
      for (const one of [Ip, Ipv6])
        for (const port of one ? portsOf(record) : [])
          found.push({
            address: withPort(one ?? '', port),
            endpointId: Id,
            vpcId: HostVPCId,
            isForDelegation,
            groupIds,
            subnetId: SubnetId ?? null,
          });
    }
  }

  return found;
};

const outboundEndpointsOf = ({ sections }: ScopeSnapshot): Resolver['outboundEndpoints'] =>
  new Map(
    (sections.resolverEndpoints ?? []).flatMap(({ Id, Direction, HostVPCId, SecurityGroupIds = [] }) =>
      Direction === 'OUTBOUND' && HostVPCId !== undefined
        ? [[Id, { vpcId: HostVPCId, groupIds: SecurityGroupIds }] as const]
        : [],
    ),
  );

const recordSet = (record: RecordSetRecord): RecordSet => ({
  name: normalName(record.Name),
  type: record.Type ?? '',
  setIdentifier: record.SetIdentifier ?? null,
  weight: record.Weight ?? null,
  isHealthChecked: record.HealthCheckId !== undefined || record.AliasTarget?.EvaluateTargetHealth === true,
  isOfPlace: record.GeoLocation !== undefined && record.GeoLocation.CountryCode !== '*',
  aliasTarget: record.AliasTarget?.DNSName ? normalName(record.AliasTarget.DNSName) : null,
  values: (record.ResourceRecords ?? [])
    .flatMap(({ Value }) => Value ?? [])
    .map(record.Type === 'CNAME' ? normalName : (value) => value)
    .sort(),
  record,
});

const bareZoneId = (id: string): string => id.replace('/hostedzone/', '');

const zoneLookup = ({ sections }: ScopeSnapshot, gapOf: GapOf): Pick<Resolver, 'zonesOf' | 'zone'> => {
  const records = new Map(
    (sections.resourceRecordSets ?? []).map((one) => [
      bareZoneId(one.HostedZoneId),
      one.ResourceRecordSets.map(recordSet).sort(
        by(({ name, type, setIdentifier, aliasTarget, values }) =>
          [name, type, setIdentifier, aliasTarget, ...values].join(' '),
        ),
      ),
    ]),
  );
  const byVpc = new Map<string, HostedZone[]>();
  const byId = new Map<string, HostedZone>();
  const recordsOf = (id: string): HostedZone['records'] => records.get(id) ?? unread(gapOf, 'resourceRecordSets', id);

  for (const { VPCId, HostedZoneSummaries } of sections.hostedZones ?? []) {
    const zones = HostedZoneSummaries.map(({ HostedZoneId, Name, Owner }) => {
      const id = bareZoneId(HostedZoneId);

      return {
        id,
        domain: normalName(Name ?? ''),
        owningAccount: Owner?.OwningAccount ?? null,
        owningService: Owner?.OwningService ?? null,
        records: recordsOf(id),
      };
    });
    byVpc.set(VPCId, [...(byVpc.get(VPCId) ?? []), ...zones].sort(by(({ id }) => id)));
    for (const zone of zones) byId.set(zone.id, zone);
  }

  return {
    zonesOf: (vpcId) => byVpc.get(vpcId) ?? unread(gapOf, 'hostedZones', vpcId),
    // A zone that only a Profile names: its domain is that of its SOA record.
    zone: (id) =>
      byId.get(id) ?? {
        id,
        domain: records.get(id)?.find(({ type }) => type === 'SOA')?.name ?? '',
        owningAccount: null,
        owningService: null,
        records: recordsOf(id),
      },
  };
};

export const resolver = (scope: ScopeSnapshot, gapOf: GapOf): Resolver => ({
  rules: rulesOf(scope, gapOf),
  ruleAssociations: ruleAssociationsOf(scope, gapOf),
  inboundAddresses: inboundAddressesOf(scope, gapOf),
  outboundEndpoints: outboundEndpointsOf(scope),
  ...zoneLookup(scope, gapOf),
  ...dnsFirewall(scope, gapOf),
  profiles: profilesOf(scope, gapOf),
});
