import type { PortRange } from '../services/ports.ts';
import type { RecordOf } from '../snapshot/schema.ts';

/** Where a change is made: the account and Region that AWS is asked in, and the VPC that it is about. */
export interface ChangePlace {
  readonly account: string | null;
  readonly region: string;
  readonly vpcId: string;
}

interface Kind<K extends string> extends ChangePlace {
  readonly kind: K;
}

/** Which families the addresses of an endpoint are of. */
export type AddressType = 'ipv4' | 'ipv6' | 'dualstack';

/** Makes something: `id` stands for it until AWS gives it an id of its own (`newId`). */
interface Creation {
  readonly id: string;
}

export interface CreateGatewayEndpoint extends Kind<'create-gateway-endpoint'>, Creation {
  readonly serviceName: string;
  readonly routeTableIds: readonly string[];
  readonly ipAddressType: AddressType;
  /** Null: AWS's default, which allows everything. */
  readonly policy: string | null;
}

interface TablesOfEndpoint {
  readonly endpointId: string;
  readonly routeTableIds: readonly string[];
}

export interface AssociateRouteTables extends Kind<'associate-route-tables'>, TablesOfEndpoint {}

export interface DisassociateRouteTables extends Kind<'disassociate-route-tables'>, TablesOfEndpoint {}

export interface CreateInterfaceEndpoint extends Kind<'create-interface-endpoint'>, Creation {
  readonly serviceName: string;
  readonly subnetIds: readonly string[];
  readonly securityGroupIds: readonly string[];
  readonly ipAddressType: AddressType;
  readonly privateDns: boolean;
  /** Only S3 knows the difference; null: it does not apply. */
  readonly inboundOnly: boolean | null;
  /** What private DNS answers. */
  readonly privateNames: readonly string[];
  readonly policy: string | null;
}

interface SubnetsOfEndpoint {
  readonly endpointId: string;
  readonly subnetIds: readonly string[];
}

export interface AddEndpointSubnets extends Kind<'add-endpoint-subnets'>, SubnetsOfEndpoint {}

export interface RemoveEndpointSubnets extends Kind<'remove-endpoint-subnets'>, SubnetsOfEndpoint {}

export interface SetAddressType extends Kind<'set-address-type'> {
  readonly endpointId: string;
  readonly endpointType: 'gateway' | 'interface';
  readonly ipAddressType: AddressType;
  readonly before: AddressType;
}

export interface SetPrivateDns extends Kind<'set-private-dns'> {
  readonly endpointId: string;
  readonly serviceName: string;
  readonly enabled: boolean;
  readonly names: readonly string[];
  /** Only S3 knows the difference; null: it does not apply. */
  readonly inboundOnly: boolean | null;
}

export interface SetInboundOnly extends Kind<'set-inbound-only'> {
  readonly endpointId: string;
  readonly inboundOnly: boolean;
}

export interface SetDnsAttribute extends Kind<'set-dns-attribute'> {
  readonly attribute: 'EnableDnsSupport' | 'EnableDnsHostnames';
  readonly enabled: boolean;
}

export interface CreateSecurityGroup extends Kind<'create-security-group'>, Creation {
  readonly name: string;
  readonly description: string;
}

export interface DeleteSecurityGroup extends Kind<'delete-security-group'> {
  readonly groupId: string;
  readonly name: string;
  readonly description: string;
}

/** TCP between the members of a group and one CIDR, or the addresses of one prefix list. */
export interface GroupRule {
  readonly port: PortRange;
  readonly peer: { readonly cidr: string } | { readonly prefixListId: string };
}

interface RulesOfGroup {
  readonly groupId: string;
  readonly direction: 'ingress' | 'egress';
  readonly rules: readonly GroupRule[];
}

export interface AddGroupRules extends Kind<'add-group-rules'>, RulesOfGroup {}

export interface RemoveGroupRules extends Kind<'remove-group-rules'>, RulesOfGroup {}

export interface SetEndpointGroups extends Kind<'set-endpoint-groups'> {
  readonly endpointId: string;
  readonly add: readonly string[];
  readonly remove: readonly string[];
}

/** One numbered line of a network ACL, for TCP. */
export interface AclLine {
  readonly number: number;
  readonly egress: boolean;
  readonly allows: boolean;
  readonly cidr: string;
  readonly port: PortRange;
}

interface LineOfAcl {
  readonly aclId: string;
  readonly line: AclLine;
}

export interface AddAclEntry extends Kind<'add-acl-entry'>, LineOfAcl {}

export interface RemoveAclEntry extends Kind<'remove-acl-entry'>, LineOfAcl {}

export type RouteRecord = NonNullable<RecordOf<'routeTables'>['Routes']>[number];

interface RouteOfTable {
  readonly routeTableId: string;
  /** As AWS lists it. */
  readonly route: RouteRecord;
}

export interface CreateRoute extends Kind<'create-route'>, RouteOfTable {}

export interface DeleteRoute extends Kind<'delete-route'>, RouteOfTable {
  /** `conflict`: AWS refuses what comes next while it is there; `release`: nobody needs it any more. */
  readonly why: 'conflict' | 'release';
}

export interface ReplaceRoute extends Kind<'replace-route'>, RouteOfTable {
  /** What it was. */
  readonly before: RouteRecord;
}

export type ResourceRecordSet = RecordOf<'resourceRecordSets'>['ResourceRecordSets'][number];

export interface SetZoneRecord extends Kind<'set-zone-record'> {
  readonly zoneId: string;
  readonly record: ResourceRecordSet;
  /** What it takes the place of; null: nothing. */
  readonly before: ResourceRecordSet | null;
}

export interface DeleteZoneRecord extends Kind<'delete-zone-record'> {
  readonly zoneId: string;
  readonly record: ResourceRecordSet;
}

type ZoneSummary = RecordOf<'hostedZones'>['HostedZoneSummaries'][number];

interface ZoneOfVpc {
  /** As AWS lists it for the VPC. */
  readonly zone: ZoneSummary;
  /** Whether another change has the account of the zone allow it. */
  readonly authorized: boolean;
}

export interface AssociateZone extends Kind<'associate-zone'>, ZoneOfVpc {}

export interface DisassociateZone extends Kind<'disassociate-zone'>, ZoneOfVpc {}

/** In the account that the zone is of, in a VPC that has it: what another account's VPC is let in by. */
interface ZoneForGuest {
  readonly zone: ZoneSummary;
  readonly guest: { readonly region: string; readonly vpcId: string };
}

export interface AuthorizeZone extends Kind<'authorize-zone'>, ZoneForGuest {}

export interface RevokeZone extends Kind<'revoke-zone'>, ZoneForGuest {}

interface RuleOfVpc {
  readonly ruleId: string;
  readonly domain: string;
}

export interface AssociateResolverRule extends Kind<'associate-resolver-rule'>, RuleOfVpc {}

export interface DisassociateResolverRule extends Kind<'disassociate-resolver-rule'>, RuleOfVpc {}

export interface CreateSystemRule extends Kind<'create-system-rule'>, Creation {
  readonly domain: string;
}

export interface DeleteResolverRule extends Kind<'delete-resolver-rule'> {
  readonly ruleId: string;
  readonly domain: string;
}

export interface SetEndpointPolicy extends Kind<'set-endpoint-policy'> {
  readonly endpointId: string;
  readonly policy: string;
  /** Null: AWS's default, which allows everything. */
  readonly before: string | null;
}

export interface DeleteEndpoint extends Kind<'delete-endpoint'> {
  readonly endpointId: string;
  /** What would make it anew, by another id; null: only a person could. */
  readonly recreation: CreateGatewayEndpoint | CreateInterfaceEndpoint | null;
  /** What is to be made sure of first; null: nothing. Starts with `once`, `if` or `unless`. */
  readonly condition: string | null;
}

export interface DeleteNatGateway extends Kind<'delete-nat-gateway'> {
  readonly natGatewayId: string;
}

/** What only a person can do. */
export interface ByHand extends Kind<'by-hand'> {
  /** One imperative, with real ids. */
  readonly imperative: string;
}

/** One thing that can be done about a finding, as data. Nothing but its kind knows how to say or make it. */
export type Change =
  | CreateGatewayEndpoint
  | AssociateRouteTables
  | DisassociateRouteTables
  | CreateInterfaceEndpoint
  | AddEndpointSubnets
  | RemoveEndpointSubnets
  | SetAddressType
  | SetPrivateDns
  | SetInboundOnly
  | SetDnsAttribute
  | CreateSecurityGroup
  | DeleteSecurityGroup
  | AddGroupRules
  | RemoveGroupRules
  | SetEndpointGroups
  | AddAclEntry
  | RemoveAclEntry
  | CreateRoute
  | DeleteRoute
  | ReplaceRoute
  | SetZoneRecord
  | DeleteZoneRecord
  | AssociateZone
  | DisassociateZone
  | AuthorizeZone
  | RevokeZone
  | AssociateResolverRule
  | DisassociateResolverRule
  | CreateSystemRule
  | DeleteResolverRule
  | SetEndpointPolicy
  | DeleteEndpoint
  | DeleteNatGateway
  | ByHand;

export type ChangeKindName = Change['kind'];

export type ChangeOf<K extends ChangeKindName> = Extract<Change, { readonly kind: K }>;
