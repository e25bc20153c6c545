import { pathsOf } from '../../src/audit/paths.ts';
import { type AuditOptions, audit, type Report, type ReportPath } from '../../src/audit.ts';
import { remedyText } from '../../src/report/remedy-text.ts';
import type { Gap, RecordOf, Section, Snapshot } from '../../src/snapshot/schema.ts';
import { addFirewall, addInbound, addProfile, addRule, addZone, setServers } from './world/dns.ts';
import { addEndpoint, addGateway, type EndpointSpec } from './world/endpoints.ts';
import { frozen } from './world/frozen.ts';
import { pathLine } from './world/path-line.ts';
import { attachRouted } from './world/route.ts';
import { account, emptySections, region, stranger } from './world/sections.ts';
import { addInterface, addNat, addRoute, addSubnet, addVpc, type SubnetSpec, setAttribute } from './world/vpc.ts';
import { addList, addPeering, addTransit } from './world/ways.ts';

type Routes = Readonly<Record<string, string>>;

const s3Cidrs = ['3.5.0.0/19', '16.15.176.0/20', '52.216.0.0/15', '54.231.0.0/16'];
const dynamodbCidrs = ['3.218.180.0/22', '52.94.0.0/22'];

/**
 * A small network, said step by step: VPC `main` (10.0.0.0/16) with an internet gateway, and a public
 * subnet that holds a NAT gateway. Every id derives from its name: `subnet-a`, `rtb-a`, `nat-main`.
 */
export const world = () => {
  const sections = emptySections();
  const gaps: Gap[] = [];
  let hosted = 0;

  const self = {
    sections,
    vpc(name: string, cidr: string, routes: Routes = {}, ownerId = account) {
      addVpc(sections, name, cidr, routes, ownerId);

      return self;
    },
    subnet(name: string, spec: SubnetSpec = {}) {
      addSubnet(sections, name, spec);

      return self;
    },
    route(table: string, destination: string, target: string) {
      addRoute(sections, table, destination, target);

      return self;
    },
    /** A NAT gateway in a subnet; `extra` says what is special. */
    nat(name: string, subnet: string | null, extra: Partial<RecordOf<'natGateways'>> = {}) {
      addNat(sections, name, subnet, extra);

      return self;
    },
    interface(name: string, subnet: string, extra: Partial<RecordOf<'networkInterfaces'>> = {}) {
      addInterface(sections, name, subnet, extra);

      return self;
    },
    gateway(id: string, service: string, tables: readonly string[] = [], state = 'available', vpc = 'main') {
      addGateway(sections, id, service, { tables, state, vpc });

      return self;
    },
    endpoint(id: string, service: string, spec: EndpointSpec = {}) {
      addEndpoint(sections, id, service, spec);

      return self;
    },
    /** Records are `name TYPE value`; an alias is `name ALIAS target`. Null: another account's, not readable. */
    zone(domain: string, vpcs: readonly string[], records: readonly string[] | null) {
      hosted += 1;
      addZone(sections, `Z${hosted}`, { domain, vpcs, records });

      return self;
    },
    dns(vpc: string, ...servers: readonly string[]) {
      setServers(sections, vpc, servers);

      return self;
    },
    attribute(name: 'EnableDnsSupport' | 'EnableDnsHostnames', value: boolean, vpc = 'main') {
      setAttribute(sections, name, value, vpc);

      return self;
    },
    rule(id: string, domain: string, type: string, targets: readonly string[], vpc = 'main', status = 'COMPLETE') {
      addRule(sections, id, { domain, type, targets, vpc, status });

      return self;
    },
    inbound(vpc: string, address: string) {
      addInbound(sections, vpc, address);

      return self;
    },
    profile(id: string, arns: readonly string[], vpc = 'main', priority?: number) {
      addProfile(sections, id, { arns, vpc, priority });

      return self;
    },
    /** Rules are `ACTION pattern pattern`. */
    firewall(...rules: readonly string[]) {
      addFirewall(sections, rules);

      return self;
    },
    /** Attachments are VPC → subnets, routes are CIDR → VPC or `blackhole`. */
    transit(attachments: Readonly<Record<string, readonly string[]>>, routes: Routes | null) {
      addTransit(sections, attachments, routes);

      return self;
    },
    peering(id: string, a: string, b: string) {
      addPeering(sections, id, a, b);

      return self;
    },
    /** The list of IPv6 addresses that a dual-stack gateway endpoint has a route to. */
    ipv6ListOf(service: 's3' | 'dynamodb') {
      sections.managedPrefixLists.push({
        PrefixListId: `pl-${service}-6`,
        PrefixListName: `com.amazonaws.${region}.ipv6.${service}`,
        AddressFamily: 'IPv6',
        OwnerId: 'AWS',
      });

      return self;
    },
    list(id: string, ...cidrs: readonly string[]) {
      addList(sections, id, cidrs);

      return self;
    },
    unread(section: Section, action = `ec2:${section}`, kind: Gap['kind'] = 'denied') {
      Reflect.deleteProperty(sections, section);
      gaps.push({ section, action, reason: 'not allowed', kind });

      return self;
    },
    /** Another account owns the VPC and shares its subnets with this one. */
    shared(vpc = 'main') {
      for (const record of sections.vpcs) if (record.VpcId === `vpc-${vpc}`) record.OwnerId = stranger;

      return self;
    },
    snapshot(): Snapshot {
      const scope = structuredClone({ account, region, takenAt: '2026-11-25T00:00:00.000Z', sections, gaps });
      attachRouted(scope.sections);

      return frozen({ schemaVersion: 1, scopes: [scope] });
    },
    report(services: readonly string[] = [], options: Partial<AuditOptions> = {}): Report {
      return audit(self.snapshot(), {
        source: 'snapshot',
        version: '0.0.0',
        services,
        vpcs: [],
        subnets: [],
        ...options,
      });
    },
    /** No rule has a say in them. */
    paths(services: readonly string[] = []): readonly ReportPath[] {
      return [...pathsOf(self.report(services, { rules: [] }))];
    },
    /** The path of one name from one subnet, in one line; see `pathLine`. */
    path(subnet: string, service: string, name?: string, family: 'ipv4' | 'ipv6' = 'ipv4'): string {
      const found = self
        .paths([service])
        .find(
          (path) =>
            path.subnetId === `subnet-${subnet}` &&
            path.family === family &&
            (name === undefined ? path.primary : path.name === name),
        );

      return found === undefined ? 'no such path' : pathLine(found);
    },
    privateDns(id: string): string {
      const found = self.report([], { rules: [] }).endpoints.find(({ endpointId }) => endpointId === id)?.privateDns;

      return [found?.status, ...(found?.reasons ?? [])].join(' ');
    },
    findings(...rules: readonly string[]): string[] {
      return self
        .report()
        .findings.filter(({ rule }) => rules.length === 0 || rules.includes(rule))
        .map(
          ({ rule, severity, resource, service }) =>
            `${severity} ${rule} ${resource}${service === null ? '' : ` ${service}`}`,
        );
    },
    /** What the finding of a rule about a resource (and a service, where it has one) says; `likely` where it is less than certain. */
    says(rule: string, resource: string, service: string | null = null): readonly string[] {
      const found = self
        .report()
        .findings.filter((one) => one.rule === rule && one.resource === resource && one.service === service);

      return found.flatMap((finding) => [
        finding.message,
        remedyText(finding),
        ...(finding.confidence === 'certain' ? [] : [finding.confidence]),
      ]);
    },
    /** `checked`, or `inconclusive` and the actions whose answers are missing. */
    outcome(rule: string): string {
      const found = self.report().rules.find(({ id }) => id === rule);

      return [found?.outcome, ...(found?.gaps ?? [])].join(' ');
    },
  };

  self.vpc('main', '10.0.0.0/16');
  for (const [id, name, cidrs] of [
    ['pl-s3', 's3', s3Cidrs],
    ['pl-dynamodb', 'dynamodb', dynamodbCidrs],
  ] as const) {
    sections.managedPrefixLists.push({
      PrefixListId: id,
      PrefixListName: `com.amazonaws.${region}.${name}`,
      AddressFamily: 'IPv4',
      OwnerId: 'AWS',
    });
    sections.prefixListEntries.push({ PrefixListId: id, Entries: cidrs.map((Cidr) => ({ Cidr })) });
  }
  sections.internetGateways.push({
    InternetGatewayId: 'igw-main',
    Attachments: [{ VpcId: 'vpc-main', State: 'available' }],
  });
  self
    .subnet('public', { cidr: '10.0.255.0/24', routes: { '0.0.0.0/0': 'igw-main', '::/0': 'igw-main' } })
    .nat('main', 'public');

  return self;
};

/** Subnet `a` with a table of its own that sends everything to the NAT gateway: where most stories begin. */
export const behindNat = () => world().subnet('a', { routes: { '0.0.0.0/0': 'nat-main' } });
