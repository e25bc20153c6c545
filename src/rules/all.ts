import { attachmentZoneGap } from './attachment-zone-gap.ts';
import { blackholeRoute } from './blackhole-route.ts';
import { closedEndpointPolicy } from './closed-endpoint-policy.ts';
import { dnsFirewallBlock } from './dns-firewall-block.ts';
import { dnsHole } from './dns-hole.ts';
import { duplicateEndpoint } from './duplicate-endpoint.ts';
import { endpointNotAvailable } from './endpoint-not-available.ts';
import { endpointUnreachable } from './endpoint-unreachable.ts';
import { forwardedName } from './forwarded-name.ts';
import { hubUnreachable } from './hub-unreachable.ts';
import { idleGatewayEndpoint } from './idle-gateway-endpoint.ts';
import { misnamedZone } from './misnamed-zone.ts';
import { natToll } from './nat-toll.ts';
import { openEndpointPolicy } from './open-endpoint-policy.ts';
import { privateDnsIneffective } from './private-dns-ineffective.ts';
import { privateDnsOff } from './private-dns-off.ts';
import { publicPath } from './public-path.ts';
import type { Rule } from './rule.ts';
import { shadowedGatewayEndpoint } from './shadowed-gateway-endpoint.ts';
import { singleZoneEndpoint } from './single-zone-endpoint.ts';
import { splitPath } from './split-path.ts';
import { staleZoneRecord } from './stale-zone-record.ts';
import { transitPath } from './transit-path.ts';
import { uncoveredName } from './uncovered-name.ts';
import { unknownPath } from './unknown-path.ts';
import { unofferedService } from './unoffered-service.ts';
import { unreachablePath } from './unreachable-path.ts';

/** Every rule, paths first: the order of listings. */
export const rules: readonly Rule[] = [
  publicPath,
  splitPath,
  transitPath,
  unreachablePath,
  unknownPath,
  natToll,
  privateDnsOff,
  privateDnsIneffective,
  endpointNotAvailable,
  endpointUnreachable,
  hubUnreachable,
  idleGatewayEndpoint,
  shadowedGatewayEndpoint,
  duplicateEndpoint,
  uncoveredName,
  singleZoneEndpoint,
  openEndpointPolicy,
  closedEndpointPolicy,
  blackholeRoute,
  attachmentZoneGap,
  dnsHole,
  misnamedZone,
  forwardedName,
  dnsFirewallBlock,
  staleZoneRecord,
  unofferedService,
];
