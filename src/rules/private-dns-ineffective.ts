import type { PrivateDnsReason } from '../analysis/private-dns.ts';
import type { UnknownReason } from '../analysis/reason.ts';
import { advise, type Remedy } from '../changes/remedy.ts';
import type { Endpoint, Vpc } from '../network/network.ts';
import { list, named } from '../wording.ts';
import { confidenceUnder } from './confidence.ts';
import { ownPrivateDns } from './own-endpoints.ts';
import { gatewayOf } from './remedy/gateway-endpoint.ts';
import { answerVpcToo, enableDnsAttributes } from './remedy/private-dns.ts';
import { removeEndpoint } from './remedy/remove-endpoint.ts';
import type { Rule } from './rule.ts';
import { dnsSections } from './sections.ts';

/** What keeps the names from resolving to the endpoint, without the reasons why nobody can tell. */
type Defeat = Exclude<PrivateDnsReason, UnknownReason | `endpoint-${string}`>;

const defeats: Readonly<Record<Defeat, string>> = {
  'dns-support-off': 'enableDnsSupport is off',
  'dns-hostnames-off': 'enableDnsHostnames is off',
  'inbound-resolver-only': 'it answers only inbound Resolver endpoints',
  'forwarding-rule': 'a forwarding rule takes the names',
  'dns-firewall': 'DNS Firewall blocks the names',
  'hosted-zone': 'a private hosted zone answers the names otherwise',
  'other-endpoint': 'another endpoint answers the names',
  'not-answered': 'the names get other answers',
};

const isDefeat = (reason: PrivateDnsReason): reason is Defeat => Object.hasOwn(defeats, reason);

const phraseOf = (reason: PrivateDnsReason): string => (isDefeat(reason) ? defeats[reason] : reason);

/** Reasons that rest on what AWS does not state outright. */
const likelyReasons: ReadonlySet<PrivateDnsReason> = new Set<Defeat>([
  'dns-hostnames-off',
  'forwarding-rule',
  'dns-firewall',
]);

const remedyOf = (vpc: Vpc, endpoint: Endpoint, reasons: readonly PrivateDnsReason[]): Remedy => {
  const { id: endpointId, serviceName } = endpoint;
  if (reasons.some((reason) => reason === 'dns-support-off' || reason === 'dns-hostnames-off'))
    return enableDnsAttributes(vpc);
  // If it answered everybody, it would take over traffic that the gateway endpoint carries free of charge.
  if (reasons.includes('inbound-resolver-only') && gatewayOf(vpc, [serviceName]) !== undefined)
    return removeEndpoint(
      vpc,
      endpoint,
      'unless other networks ask for it through an inbound Resolver endpoint, or dial its own name',
    );
  if (reasons.includes('inbound-resolver-only')) return answerVpcToo(vpc, endpointId);
  if (reasons.includes('forwarding-rule'))
    // It wins only where its domain is as long as the endpoint's own or longer: no SYSTEM rule would outrank it.
    return advise(`Take the rule that forwards the names of ${endpointId} off ${vpc.id}`);
  if (reasons.includes('dns-firewall'))
    return advise(`Allow the names of ${endpointId} in the DNS Firewall rule group of ${vpc.id}`);

  return advise(`Remove what answers the names of ${endpointId} in ${vpc.id} in its place`);
};

/**
 * The console shows private DNS as enabled, and every existence check passes, while an attribute, a
 * forwarding rule, DNS Firewall or S3's inbound-only default keeps clients from ever getting its addresses.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-s3.html
 */
export const privateDnsIneffective: Rule = {
  id: 'private-dns-ineffective',
  title: 'An interface endpoint has private DNS on, but its names do not resolve to it',
  severity: 'warning',
  category: 'dns',
  needs: dnsSections,

  *check(audited, network) {
    for (const { vpc, endpoint, reasons, names, doubts } of ownPrivateDns(audited, network, 'ineffective')) {
      yield {
        vpc,
        resource: endpoint.id,
        // The default that AWS recommends beside a gateway endpoint: worth knowing, not worth fixing.
        severity: reasons.every((reason) => reason === 'inbound-resolver-only') ? 'note' : 'warning',
        message: `${named(endpoint)} has private DNS on for ${list(names.slice(0, 3))}, without effect in ${named(vpc)}: ${list(reasons.map(phraseOf))}`,
        remedy: remedyOf(vpc, endpoint, reasons),
        confidence: reasons.some((reason) => likelyReasons.has(reason)) ? 'likely' : confidenceUnder(doubts),
      };
    }
  },
};
