import type { Section, Sections } from '../../snapshot/schema.ts';
import * as refers from '../references.ts';
import { usesTransitGateway } from './list-files.ts';
import type { SavedCall } from './saved-call.ts';

/** A call made for one resource, whose id stands in the file's name. */
export interface ResourceFile extends SavedCall {
  /** The field of the record that takes the id. */
  readonly key: string;
  /** The resources that matter; undefined where that cannot be told, because `needs` is unread. */
  readonly resources: (sections: Sections) => readonly string[] | undefined;
  readonly needs?: Section;
  /** What the file's name has after the id, where one resource takes several calls. */
  readonly suffix?: string;
}

const vpcs = ({ vpcs, subnets }: Sections): readonly string[] | undefined => refers.vpcIdsOf(vpcs, subnets);

const prefixLists = (sections: Sections): readonly string[] | undefined => {
  const { managedPrefixLists: lists, routeTables, securityGroups } = sections;
  const ids = refers.referredPrefixLists({ lists, routeTables, securityGroups });
  return lists === undefined && ids.length === 0 ? undefined : ids;
};

/** The tables of transit gateways that no route leads to stay unread. */
const transitGatewayTables = (sections: Sections): readonly string[] | undefined => {
  if (!usesTransitGateway(sections)) return [];
  const routed = new Set(refers.routedTo(sections.routeTables, (route) => route.TransitGatewayId));
  return sections.transitGatewayRouteTables
    ?.filter(({ TransitGatewayId }) => routed.has(TransitGatewayId ?? ''))
    .map(({ TransitGatewayRouteTableId }) => TransitGatewayRouteTableId);
};

const inboundEndpoints = ({
  resolverRules,
  dhcpOptions,
  resolverEndpoints,
}: Sections): readonly string[] | undefined => {
  if (!refers.asksOtherResolvers(resolverRules, dhcpOptions)) return [];
  return resolverEndpoints && refers.inboundEndpoints(resolverEndpoints);
};

const zones = ({ hostedZones, profileResourceAssociations }: Sections): readonly string[] | undefined => {
  const ids = refers.relevantZones(hostedZones, profileResourceAssociations);
  return hostedZones === undefined && ids.length === 0 ? undefined : ids;
};

const vpcAttribute = {
  action: 'ec2:DescribeVpcAttribute',
  section: 'vpcAttributes',
  key: 'VpcId',
  resources: vpcs,
  needs: 'vpcs',
} as const;

const ofTransitGatewayTable = {
  key: 'TransitGatewayRouteTableId',
  resources: transitGatewayTables,
  needs: 'transitGatewayRouteTables',
} as const;

/** In an order in which what others refer to comes first. */
export const resourceFiles: readonly ResourceFile[] = [
  { ...vpcAttribute, member: 'EnableDnsSupport', suffix: '.enableDnsSupport' },
  { ...vpcAttribute, member: 'EnableDnsHostnames', suffix: '.enableDnsHostnames' },
  {
    action: 'ec2:GetManagedPrefixListEntries',
    section: 'prefixListEntries',
    member: 'Entries',
    key: 'PrefixListId',
    resources: prefixLists,
    needs: 'managedPrefixLists',
  },
  {
    action: 'ec2:SearchTransitGatewayRoutes',
    section: 'transitGatewayRoutes',
    member: 'Routes',
    ...ofTransitGatewayTable,
  },
  {
    action: 'ec2:GetTransitGatewayRouteTableAssociations',
    section: 'transitGatewayRouteTableAssociations',
    member: 'Associations',
    ...ofTransitGatewayTable,
  },
  {
    action: 'ec2:GetTransitGatewayPrefixListReferences',
    section: 'transitGatewayPrefixListReferences',
    member: 'TransitGatewayPrefixListReferences',
    ...ofTransitGatewayTable,
  },
  {
    action: 'route53resolver:ListResolverEndpointIpAddresses',
    section: 'resolverEndpointIpAddresses',
    member: 'IpAddresses',
    key: 'ResolverEndpointId',
    resources: inboundEndpoints,
    needs: 'resolverEndpoints',
  },
  {
    action: 'route53profiles:ListProfileResourceAssociations',
    section: 'profileResourceAssociations',
    member: 'ProfileResourceAssociations',
    key: 'ProfileId',
    resources: ({ profileAssociations }) => refers.associatedProfiles(profileAssociations),
    needs: 'profileAssociations',
  },
  {
    action: 'route53resolver:ListFirewallRules',
    section: 'firewallRules',
    member: 'FirewallRules',
    key: 'FirewallRuleGroupId',
    resources: (sections) =>
      refers.usedRuleGroups(sections.firewallRuleGroupAssociations, sections.profileResourceAssociations),
    needs: 'firewallRuleGroupAssociations',
  },
  {
    action: 'route53resolver:ListFirewallDomains',
    section: 'firewallDomains',
    member: 'Domains',
    key: 'FirewallDomainListId',
    resources: ({ firewallRules }) => refers.ruledDomainLists(firewallRules),
    needs: 'firewallRules',
  },
  {
    action: 'route53:ListHostedZonesByVPC',
    section: 'hostedZones',
    member: 'HostedZoneSummaries',
    key: 'VPCId',
    resources: vpcs,
    needs: 'vpcs',
  },
  {
    action: 'route53:ListResourceRecordSets',
    section: 'resourceRecordSets',
    member: 'ResourceRecordSets',
    key: 'HostedZoneId',
    resources: zones,
    needs: 'hostedZones',
  },
];
