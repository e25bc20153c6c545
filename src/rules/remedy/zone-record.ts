import { zoneDomainOf } from '../../analysis/dns/domain.ts';
import { offeredNames } from '../../analysis/dns/private-names.ts';
import type { ResourceRecordSet } from '../../changes/change.ts';
import { inOrder, type Remedy, remedyBy } from '../../changes/remedy.ts';
import type { Family } from '../../net/cidr.ts';
import type { Endpoint, Network, Vpc } from '../../network/network.ts';
import type { HostedZone, RecordSet } from '../../network/resolver.ts';
import { isUnread } from '../../network/unread.ts';
import type { Service } from '../../services/service.ts';
import { admitClients } from './admission.ts';
import { enablePrivateDns } from './enable-private-dns.ts';
import { placeIn } from './place-in.ts';
import { isReached } from './reached.ts';

/** A name that a zone leads elsewhere, or nowhere. */
interface Lost {
  readonly name: string;
  readonly family: Family;
}

/** A zone that answers for a service in a VPC, and those of its names that it answers wrongly. */
interface Situation {
  readonly network: Network;
  readonly vpc: Vpc;
  readonly service: Service;
  readonly zoneId: string;
  readonly lost: readonly Lost[];
}

type Target = Required<Pick<NonNullable<ResourceRecordSet['AliasTarget']>, 'DNSName' | 'HostedZoneId'>>;

const types = { ipv4: 'A', ipv6: 'AAAA' } as const;

const holdersOf = ({ vpcs }: Network, zoneId: string): readonly Vpc[] =>
  [...vpcs.values()].filter(({ id, scope }) => {
    const zones = scope.resolver.zonesOf(id);

    return !isUnread(zones) && zones.some((zone) => zone.id === zoneId);
  });

const usableOf = ({ endpoints, scope }: Vpc, { serviceNames }: Service): readonly Endpoint[] =>
  (isUnread(endpoints) ? [] : endpoints).filter(
    ({ type, health, requesterManaged, serviceName, serviceRegion }) =>
      type === 'interface' &&
      health === 'usable' &&
      !requesterManaged &&
      (serviceRegion ?? scope.region) === scope.region &&
      serviceNames.includes(serviceName),
  );

/** Of its names in DNS only some services have a plain one, which a record can lead to. */
const targetOf = ({ ownNames, ownZoneId }: Endpoint): Target | null => {
  const own = ownNames.find((name) => name.startsWith('vpce-'));

  return own === undefined || ownZoneId === null ? null : { DNSName: `${own}.`, HostedZoneId: ownZoneId };
};

/** What the endpoint takes calls for: another name is no name of its certificate. */
const servedBy = (endpoint: Endpoint, { vpc, lost }: Situation): readonly Lost[] => {
  const names = offeredNames(vpc.scope, endpoint);
  const { ipAddressType } = endpoint;

  return lost.filter(
    ({ name, family }) =>
      !isUnread(names) && names.includes(name) && (ipAddressType === family || ipAddressType === 'dualstack'),
  );
};

/** What leads a name to the target, in place of what stands there; null where a policy picks one of several records. */
const recordFor = ({ name, family }: Lost, target: Target, records: readonly RecordSet[]) => {
  const present = records.filter((one) => one.name === name);
  const alias = present.find(({ type }) => type === 'CNAME');
  const type = alias === undefined ? types[family] : 'CNAME';
  const own = present.filter((one) => one.type === type);
  const [before] = own;
  if (own.length > 1 || own.some(({ setIdentifier, isOfPlace }) => setIdentifier !== null || isOfPlace)) return null;
  const Name = before?.record.Name ?? `${name}.`;
  const record: ResourceRecordSet =
    alias === undefined
      ? { Name, Type: type, AliasTarget: { ...target, EvaluateTargetHealth: false } }
      : { Name, Type: type, TTL: 300, ResourceRecords: [{ Value: target.DNSName }] };

  return { record, before: before?.record ?? null };
};

/** A zone of a longer domain wins, and private DNS is one: AWS refuses it beside a zone of the same. */
const overrule = ({ vpc, service, lost }: Situation, zone: HostedZone): Remedy | null => {
  const names = new Set(lost.map(({ name }) => name));
  const isFit = (endpoint: Endpoint): boolean => {
    const offered = offeredNames(vpc.scope, endpoint);

    return (
      !endpoint.privateDnsEnabled &&
      !isUnread(offered) &&
      [...names].every((name) => offered.includes(name)) &&
      offered.every((name) => zoneDomainOf(name) !== zone.domain)
    );
  };
  const endpoint = usableOf(vpc, service).find(isFit);
  const remedy = endpoint === undefined ? null : enablePrivateDns(vpc, endpoint);

  return remedy?.acts.every((act) => 'changes' in act) ? remedy : null;
};

/** Where the zone is changed: a VPC that has it, in the account that it is of. */
const homeOf = ({ owningAccount }: HostedZone, holders: readonly Vpc[]): Vpc | undefined =>
  holders.find(({ scope }) => owningAccount === null || scope.account === owningAccount);

/** Whoever has the zone is led to the endpoint then, and let in first. */
const leadTo = (situation: Situation, holders: readonly Vpc[], place: Vpc, endpoint: Endpoint): Remedy | null => {
  const { network, service, zoneId } = situation;
  const home = network.vpcs.get(endpoint.vpcId);
  const target = targetOf(endpoint);
  const { records } = place.scope.resolver.zone(zoneId);
  const served = servedBy(endpoint, situation);
  if (home === undefined || target === null || isUnread(records) || served.length === 0) return null;
  const changes = served.map((one) => recordFor(one, target, records));
  const guests = holders.filter((vpc) => isReached({ network, endpoint, family: 'ipv4' }, vpc, service));
  const admitted = guests.flatMap((vpc) => admitClients(home, endpoint, service.ports.needed, vpc));
  if (changes.includes(null) || admitted.some(({ acts }) => acts.some((act) => 'imperative' in act))) return null;

  return inOrder(
    ...admitted,
    remedyBy(
      ...changes.flatMap((one) =>
        one === null ? [] : [{ ...placeIn(place), kind: 'set-zone-record' as const, zoneId, ...one }],
      ),
    ),
  );
};

/**
 * A record that leads the names of a service to its endpoint, in the zone that answers for them: nothing else in the zone is
 * touched. Private DNS, where that takes them from the zone. Null where no endpoint is there that every subnet with a way out would reach, or where a person has to choose.
 *
 * @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/routing-to-vpc-interface-endpoint.html
 */
export const recordInZone = (situation: Situation): Remedy | null => {
  const { network, vpc, service, zoneId } = situation;
  const zone = vpc.scope.resolver.zone(zoneId);
  const holders = holdersOf(network, zoneId);
  const place = homeOf(zone, holders);
  const overruled = overrule(situation, zone);
  if (overruled !== null) return overruled;
  if (zone.owningService !== null || place === undefined) return null;
  for (const endpoint of [...new Set([vpc, ...holders])].flatMap((one) => usableOf(one, service))) {
    if (!isReached({ network, endpoint, family: 'ipv4' }, vpc, service)) continue;
    const remedy = leadTo(situation, holders, place, endpoint);
    if (remedy !== null) return remedy;
  }

  return null;
};
