import type { RecordOf } from '../../src/snapshot/schema.ts';
import { type Family, familyOf, nthOf } from './addresses.ts';
import { addressesOf, type Endpoint, endpointOf, type Facts, isAvailable } from './facts.ts';

/** What a resolver says of a name: addresses, the ones that AWS publishes, nothing, or who knows. */
export type Answer = readonly string[] | 'published' | 'none' | 'unknown';

interface Question {
  readonly vpc: string;
  readonly name: string;
  readonly family: Family;
  /** Asked through an inbound Resolver endpoint. */
  readonly inbound: boolean;
  /** VPCs that the question was forwarded through. */
  readonly trail: readonly string[];
}

/** Without the last full stop; Route 53 writes an asterisk as `\052`. */
const bare = (domain: string): string => domain.replace(/\.$/, '').replace('\\052', '*').toLowerCase();

const isBelow = (name: string, domain: string): boolean =>
  domain === '' || name === domain || name.endsWith(`.${domain}`);

const labelsOf = (domain: string): number => (domain === '' ? 0 : domain.split('.').length);

/**
 * The addresses of an interface endpoint, as far as its records hold that family.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html
 */
const endpointAnswer = (facts: Facts, endpoint: Endpoint, family: Family): Answer => {
  const types = endpoint.DnsOptions?.DnsRecordIpType ?? endpoint.IpAddressType ?? 'ipv4';
  if (types !== 'dualstack' && types !== family) return 'none';

  return facts.networkInterfaces
    .filter(({ NetworkInterfaceId }) => endpoint.NetworkInterfaceIds?.includes(NetworkInterfaceId))
    .flatMap(addressesOf)
    .filter((address) => familyOf(address) === family);
};

/** The names that private DNS of an endpoint answers. */
const privateNames = ({ DnsEntries = [] }: Endpoint): string[] =>
  DnsEntries.map(({ DnsName = '' }) => bare(DnsName)).filter((name) => !/^(\*\.)?vpce-/.test(name));

const isCovered = (name: string, pattern: string): boolean =>
  pattern.startsWith('*.') ? name.endsWith(pattern.slice(1)) : name === pattern;

type Values = RecordOf<'resourceRecordSets'>['ResourceRecordSets'][number];

const weightOf = (record: Values): number =>
  'Weight' in record && typeof record.Weight === 'number' ? record.Weight : 1;

/** The record at a name, else the wildcard above it unless a name between them exists. */
const setsFor = (sets: readonly Values[], name: string): readonly Values[] => {
  const at = (one: string): Values[] => sets.filter(({ Name }) => bare(Name) === one);
  const exists = (one: string): boolean => sets.some(({ Name }) => isBelow(bare(Name), one));
  if (exists(name)) return at(name);
  const parent = name.split('.').slice(1).join('.');
  if (parent === '') return [];

  return exists(parent) ? at(`*.${parent}`) : setsFor(sets, parent);
};

/** `vpce-0-x1.ec2.us-east-1.vpce.amazonaws.com` */
const endpointNamed = (facts: Facts, name: string): Endpoint | undefined =>
  facts.vpcEndpoints.find(({ DnsEntries = [] }) =>
    DnsEntries.some(({ DnsName = '' }) => /^vpce-/.test(DnsName) && bare(DnsName) === name),
  );

/** An alias is followed inside Route 53; the target of a CNAME is asked for anew. */
const aliasAnswer = (facts: Facts, target: string, family: Family): Answer => {
  const endpoint = endpointNamed(facts, target);
  if (endpoint === undefined) return 'unknown';

  return isAvailable(endpoint) ? endpointAnswer(facts, endpoint, family) : 'none';
};

const cnameAnswer = (facts: Facts, target: string, question: Question): Answer => {
  const asked = { ...question, name: target };
  if (isBlocked(facts, asked)) return 'none';
  const answer = resolved(facts, asked);

  return answer === 'published' ? aliasAnswer(facts, target, question.family) : answer;
};

/** @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/routing-policy-weighted.html */
const zoneAnswer = (facts: Facts, zone: string, question: Question): Answer => {
  const { name, family } = question;
  const records = facts.resourceRecordSets.find(({ HostedZoneId }) => HostedZoneId === zone)?.ResourceRecordSets;
  if (records === undefined) return 'unknown';
  const ofType = setsFor(records, name).filter(
    ({ Type }) => Type === (family === 'ipv4' ? 'A' : 'AAAA') || Type === 'CNAME',
  );
  const weighted = ofType.filter((record) => weightOf(record) > 0);
  const answers = (weighted.length > 0 ? weighted : ofType).map(
    ({ Type, AliasTarget, ResourceRecords = [] }): Answer => {
      if (AliasTarget !== undefined) return aliasAnswer(facts, bare(AliasTarget.DNSName ?? ''), family);
      const values = ResourceRecords.map(({ Value = '' }) => Value);

      return Type === 'CNAME' ? cnameAnswer(facts, bare(values[0] ?? ''), question) : values;
    },
  );

  return merged(answers);
};

const merged = (answers: readonly Answer[]): Answer => {
  if (answers.some((answer) => answer === 'unknown' || answer === 'published')) return 'unknown';
  const addresses = answers.flatMap((answer) => (typeof answer === 'string' ? [] : answer));

  return addresses.length === 0 ? 'none' : addresses;
};

/** Something that claims a domain: of two the longer wins, then what is local, then rules before zones. */
interface Claim {
  readonly domain: string;
  readonly rank: number;
  readonly answer: () => Answer;
}

const forwarded = (facts: Facts, targets: readonly string[], question: Question): Answer => {
  const hosts = facts.resolverEndpointIpAddresses.flatMap(({ ResolverEndpointId, IpAddresses }) =>
    IpAddresses.some(({ Ip = '' }) => targets.includes(Ip))
      ? facts.resolverEndpoints.filter(({ Id }) => Id === ResolverEndpointId).map(({ HostVPCId }) => HostVPCId)
      : [],
  );
  const [vpc] = hosts;
  const known = facts.resolverEndpointIpAddresses.flatMap(({ IpAddresses }) => IpAddresses.map(({ Ip }) => Ip));
  if (
    vpc === undefined ||
    hosts.length > 1 ||
    !targets.every((ip) => known.includes(ip)) ||
    question.trail.includes(vpc)
  )
    return 'unknown';

  return answerOf(facts, { ...question, vpc, inbound: true, trail: [...question.trail, question.vpc] });
};

const ruleClaims = (facts: Facts, ids: readonly (string | undefined)[], rank: number, question: Question): Claim[] =>
  facts.resolverRules
    .filter(({ Id, RuleType }) => ids.includes(Id) && (RuleType === 'FORWARD' || RuleType === 'SYSTEM'))
    .map(({ DomainName = '', RuleType, TargetIps = [] }) => ({
      domain: bare(DomainName),
      rank,
      answer: () =>
        RuleType === 'SYSTEM'
          ? best(zoneClaimsIn(facts, question))
          : forwarded(
              facts,
              TargetIps.flatMap(({ Ip }) => (Ip === undefined ? [] : [Ip])),
              question,
            ),
    }));

const endpointClaims = (
  facts: Facts,
  endpoint: Endpoint,
  rank: number,
  { name, family, inbound }: Question,
): Claim[] => {
  const inboundOnly = endpoint.DnsOptions?.PrivateDnsOnlyForInboundResolverEndpoint === true;
  if (endpoint.PrivateDnsEnabled !== true || !isAvailable(endpoint) || (inboundOnly && !inbound)) return [];
  const names = privateNames(endpoint);

  return [...new Set(names.map((one) => one.replace(/^\*\./, '')))].map((domain) => ({
    domain,
    rank,
    answer: () =>
      names.some((pattern) => pattern.replace(/^\*\./, '') === domain && isCovered(name, pattern))
        ? endpointAnswer(facts, endpoint, family)
        : 'none',
  }));
};

const zoneClaims = (
  facts: Facts,
  zones: readonly { readonly id: string; readonly domain: string }[],
  rank: number,
  question: Question,
): Claim[] =>
  zones.map(({ id, domain }) => ({
    domain: bare(domain),
    rank,
    answer: () => zoneAnswer(facts, id, question),
  }));

/** The end of an ARN, by the Profiles of a VPC. */
const profiled = (facts: Facts, vpc: string): string[] =>
  facts.profileAssociations
    .filter(({ ResourceId, Status }) => ResourceId === vpc && Status === 'COMPLETE')
    .flatMap(({ ProfileId }) => facts.profileResourceAssociations.filter((one) => one.ProfileId === ProfileId))
    .flatMap(({ ProfileResourceAssociations }) => ProfileResourceAssociations)
    .map(({ ResourceArn = '' }) => ResourceArn.split('/').at(-1) ?? '');

/** Private zones need both attributes of the VPC. */
const zoneClaimsIn = (facts: Facts, question: Question): Claim[] => {
  const { vpc } = question;
  const isOn = facts.vpcAttributes
    .filter(({ VpcId }) => VpcId === vpc)
    .every(({ EnableDnsHostnames, EnableDnsSupport }) => (EnableDnsHostnames ?? EnableDnsSupport)?.Value === true);
  if (!isOn) return [];
  const own = (facts.hostedZones.find(({ VPCId }) => VPCId === vpc)?.HostedZoneSummaries ?? []).map(
    ({ HostedZoneId: id, Name: domain = '' }) => ({ id, domain }),
  );
  const ids = profiled(facts, vpc);
  const shared = ids.flatMap((id) => {
    const name = facts.resourceRecordSets
      .find(({ HostedZoneId }) => HostedZoneId === id)
      ?.ResourceRecordSets.find(({ Type }) => Type === 'SOA')?.Name;

    return name === undefined ? [] : [{ id, domain: name }];
  });

  return [
    ...zoneClaims(facts, own, 1, question),
    ...facts.vpcEndpoints
      .filter(({ VpcId, VpcEndpointType }) => VpcId === vpc && VpcEndpointType === 'Interface')
      .flatMap((endpoint) => endpointClaims(facts, endpoint, 1, question)),
    ...zoneClaims(facts, shared, 3, question),
    ...ids.flatMap((id) => {
      const endpoint = endpointOf(facts, id);

      return endpoint === undefined ? [] : endpointClaims(facts, endpoint, 3, question);
    }),
  ].filter(({ domain }) => isBelow(question.name, domain));
};

const best = (claims: readonly Claim[]): Answer => {
  const [first, ...rest] = claims.toSorted((a, b) => labelsOf(b.domain) - labelsOf(a.domain) || a.rank - b.rank);
  if (first === undefined) return 'published';
  const isTied = rest.some(({ domain, rank }) => domain === first.domain && rank === first.rank);

  return isTied ? 'unknown' : first.answer();
};

/** @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-overview-forward-vpc-to-network-domain-name-matches.html */
const resolved = (facts: Facts, question: Question): Answer => {
  const direct = facts.resolverRuleAssociations
    .filter(({ VPCId, Status }) => VPCId === question.vpc && Status === 'COMPLETE')
    .map(({ ResolverRuleId }) => ResolverRuleId);
  const claims = [
    ...ruleClaims(facts, direct, 0, question),
    ...ruleClaims(facts, profiled(facts, question.vpc), 2, question),
  ].filter(({ domain }) => isBelow(question.name, domain));

  return best([...claims, ...zoneClaimsIn(facts, question)]);
};

const doesMatch = (name: string, pattern: string): boolean =>
  pattern === '*' || (pattern.startsWith('*.') ? name.endsWith(pattern.slice(1)) : name === pattern);

/** @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-dns-firewall-rule-settings.html */
const isBlocked = (facts: Facts, { vpc, name }: Question): boolean =>
  facts.firewallRuleGroupAssociations
    .filter(({ VpcId }) => VpcId === vpc)
    .toSorted((a, b) => (a.Priority ?? 0) - (b.Priority ?? 0))
    .flatMap(({ FirewallRuleGroupId }) =>
      facts.firewallRules
        .filter((one) => one.FirewallRuleGroupId === FirewallRuleGroupId)
        .flatMap(({ FirewallRules }) => FirewallRules.toSorted((a, b) => (a.Priority ?? 0) - (b.Priority ?? 0))),
    )
    .find(({ FirewallDomainListId }) =>
      facts.firewallDomains
        .filter((one) => one.FirewallDomainListId === FirewallDomainListId)
        .some(({ Domains }) => Domains.some((pattern) => doesMatch(name, bare(pattern)))),
    )?.Action === 'BLOCK';

/** What the Resolver of a VPC answers. */
const answerOf = (facts: Facts, question: Question): Answer => {
  const support = facts.vpcAttributes.find(({ VpcId, EnableDnsSupport }) => VpcId === question.vpc && EnableDnsSupport);
  if (support?.EnableDnsSupport?.Value !== true || isBlocked(facts, question)) return 'none';

  return resolved(facts, question);
};

/** The DNS servers that DHCP tells clients of a VPC; null where it tells none. */
export const serversOf = (facts: Facts, vpc: string): readonly string[] | null => {
  const id = facts.vpcs.find(({ VpcId }) => VpcId === vpc)?.DhcpOptionsId;
  const values = facts.dhcpOptions
    .find(({ DhcpOptionsId }) => DhcpOptionsId === id)
    ?.DhcpConfigurations?.find(({ Key }) => Key === 'domain-name-servers')?.Values;

  return values === undefined || values.length === 0 ? null : values.map(({ Value = '' }) => Value);
};

/** Amazon's own resolver by any of its addresses. */
export const isAmazon = (facts: Facts, vpc: string, server: string): boolean =>
  server === 'AmazonProvidedDNS' ||
  server === '169.254.169.253' ||
  server === nthOf(facts.vpcs.find(({ VpcId }) => VpcId === vpc)?.CidrBlock ?? '0.0.0.0/0', 2);

/** What a client in a VPC gets to hear. */
export const askedIn = (facts: Facts, vpc: string, name: string, family: Family): Answer => {
  const question = { vpc, name: name.replace(/^\*/, 'any-label'), family, inbound: false, trail: [] };
  const servers = serversOf(facts, vpc);
  if (servers === null) return 'unknown';
  if (servers.every((server) => isAmazon(facts, vpc, server))) return answerOf(facts, question);

  return servers.some((server) => isAmazon(facts, vpc, server)) ? 'unknown' : forwarded(facts, servers, question);
};

/** Whether public DNS has addresses of that family for a name of AWS. */
export const isPublished = (name: string, family: Family): boolean =>
  family === 'ipv4' || name.includes('.dualstack.') || name.endsWith('.api.aws');
