// Written by npm run generate, from src/snapshot/sections.ts.
import {
  ListFirewallConfigsCommand,
  ListFirewallDomainsCommand,
  ListFirewallRuleGroupAssociationsCommand,
  ListFirewallRulesCommand,
  ListResolverEndpointIpAddressesCommand,
  ListResolverEndpointsCommand,
  ListResolverRuleAssociationsCommand,
  ListResolverRulesCommand,
} from '@aws-sdk/client-route53resolver';

/** The command of each operation that a section takes. */
export const resolverCommands = {
  ListFirewallConfigs: ListFirewallConfigsCommand,
  ListFirewallDomains: ListFirewallDomainsCommand,
  ListFirewallRuleGroupAssociations: ListFirewallRuleGroupAssociationsCommand,
  ListFirewallRules: ListFirewallRulesCommand,
  ListResolverEndpointIpAddresses: ListResolverEndpointIpAddressesCommand,
  ListResolverEndpoints: ListResolverEndpointsCommand,
  ListResolverRuleAssociations: ListResolverRuleAssociationsCommand,
  ListResolverRules: ListResolverRulesCommand,
};
