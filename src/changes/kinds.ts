import type { Change, ChangeKindName, ChangeOf } from './change.ts';
import type { ChangeKind } from './change-kind.ts';
import { addAclEntry, removeAclEntry } from './kinds/acl-entry.ts';
import { byHand } from './kinds/by-hand.ts';
import { createGatewayEndpoint } from './kinds/create-gateway-endpoint.ts';
import { createInterfaceEndpoint } from './kinds/create-interface-endpoint.ts';
import { deleteEndpoint } from './kinds/delete-endpoint.ts';
import { deleteNatGateway } from './kinds/delete-nat-gateway.ts';
import { addEndpointSubnets, removeEndpointSubnets } from './kinds/endpoint-subnets.ts';
import { addGroupRules, removeGroupRules } from './kinds/group-rules.ts';
import { setInboundOnly, setPrivateDns } from './kinds/private-dns.ts';
import {
  associateResolverRule,
  createSystemRule,
  deleteResolverRule,
  disassociateResolverRule,
} from './kinds/resolver-rule.ts';
import { createRoute, deleteRoute, replaceRoute } from './kinds/route.ts';
import { associateRouteTables, disassociateRouteTables } from './kinds/route-table-association.ts';
import { createSecurityGroup, deleteSecurityGroup } from './kinds/security-group.ts';
import { setAddressType } from './kinds/set-address-type.ts';
import { setDnsAttribute } from './kinds/set-dns-attribute.ts';
import { setEndpointGroups } from './kinds/set-endpoint-groups.ts';
import { setEndpointPolicy } from './kinds/set-endpoint-policy.ts';
import { associateZone, disassociateZone } from './kinds/zone-association.ts';
import { authorizeZone, revokeZone } from './kinds/zone-authorization.ts';
import { deleteZoneRecord, setZoneRecord } from './kinds/zone-record.ts';

type Kinds = { readonly [K in ChangeKindName]: ChangeKind<ChangeOf<K>> };

/** All that there is to know of every kind of change, once: a kind that is missing here does not compile. */
const kinds = {
  'create-gateway-endpoint': createGatewayEndpoint,
  'associate-route-tables': associateRouteTables,
  'disassociate-route-tables': disassociateRouteTables,
  'create-interface-endpoint': createInterfaceEndpoint,
  'add-endpoint-subnets': addEndpointSubnets,
  'remove-endpoint-subnets': removeEndpointSubnets,
  'set-address-type': setAddressType,
  'set-private-dns': setPrivateDns,
  'set-inbound-only': setInboundOnly,
  'set-dns-attribute': setDnsAttribute,
  'create-security-group': createSecurityGroup,
  'delete-security-group': deleteSecurityGroup,
  'add-group-rules': addGroupRules,
  'remove-group-rules': removeGroupRules,
  'set-endpoint-groups': setEndpointGroups,
  'add-acl-entry': addAclEntry,
  'remove-acl-entry': removeAclEntry,
  'create-route': createRoute,
  'delete-route': deleteRoute,
  'replace-route': replaceRoute,
  'set-zone-record': setZoneRecord,
  'delete-zone-record': deleteZoneRecord,
  'associate-zone': associateZone,
  'disassociate-zone': disassociateZone,
  'authorize-zone': authorizeZone,
  'revoke-zone': revokeZone,
  'associate-resolver-rule': associateResolverRule,
  'disassociate-resolver-rule': disassociateResolverRule,
  'create-system-rule': createSystemRule,
  'delete-resolver-rule': deleteResolverRule,
  'set-endpoint-policy': setEndpointPolicy,
  'delete-endpoint': deleteEndpoint,
  'delete-nat-gateway': deleteNatGateway,
  'by-hand': byHand,
} as const satisfies Kinds;

export const kindOf = (change: Change): ChangeKind<Change> => kinds[change.kind];
