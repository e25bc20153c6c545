/** What a resource or block takes, in Terraform's words. */
interface Arguments {
  readonly required: readonly string[];
  readonly optional: readonly string[];
}

/** A rule of a security group, either way. */
const groupRule: Arguments = {
  required: ['ip_protocol', 'security_group_id'],
  optional: [
    'cidr_ipv4',
    'cidr_ipv6',
    'description',
    'from_port',
    'prefix_list_id',
    'referenced_security_group_id',
    'tags',
    'to_port',
  ],
};

/**
 * Of the resources that fix prints: what version 6.25.0 of the provider for AWS takes, for machines where it cannot be had.
 *
 * @see https://registry.terraform.io/providers/hashicorp/aws/6.25.0/docs
 */
export const terraformArguments: Readonly<Record<string, Arguments>> = {
  aws_network_acl_rule: {
    required: ['network_acl_id', 'protocol', 'rule_action', 'rule_number'],
    optional: ['cidr_block', 'egress', 'from_port', 'icmp_code', 'icmp_type', 'ipv6_cidr_block', 'to_port'],
  },
  aws_route: {
    required: ['route_table_id'],
    optional: [
      'carrier_gateway_id',
      'core_network_arn',
      'destination_cidr_block',
      'destination_ipv6_cidr_block',
      'destination_prefix_list_id',
      'egress_only_gateway_id',
      'gateway_id',
      'local_gateway_id',
      'nat_gateway_id',
      'network_interface_id',
      'transit_gateway_id',
      'vpc_endpoint_id',
      'vpc_peering_connection_id',
    ],
  },
  aws_route53_record: {
    required: ['name', 'type', 'zone_id'],
    optional: [
      'allow_overwrite',
      'health_check_id',
      'multivalue_answer_routing_policy',
      'records',
      'set_identifier',
      'ttl',
      'alias',
      'cidr_routing_policy',
      'failover_routing_policy',
      'geolocation_routing_policy',
      'geoproximity_routing_policy',
      'latency_routing_policy',
      'weighted_routing_policy',
    ],
  },
  'aws_route53_record.alias': { required: ['evaluate_target_health', 'name', 'zone_id'], optional: [] },
  aws_route53_resolver_rule: {
    required: ['domain_name', 'rule_type'],
    optional: ['name', 'resolver_endpoint_id', 'tags', 'target_ip'],
  },
  aws_route53_resolver_rule_association: { required: ['resolver_rule_id', 'vpc_id'], optional: ['name'] },
  aws_route53_vpc_association_authorization: { required: ['vpc_id', 'zone_id'], optional: ['vpc_region'] },
  aws_route53_zone_association: { required: ['vpc_id', 'zone_id'], optional: ['vpc_region'] },
  aws_security_group: {
    required: [],
    optional: ['description', 'egress', 'ingress', 'name', 'name_prefix', 'revoke_rules_on_delete', 'tags', 'vpc_id'],
  },
  aws_vpc_endpoint: {
    required: ['vpc_id'],
    optional: [
      'auto_accept',
      'ip_address_type',
      'policy',
      'private_dns_enabled',
      'resource_configuration_arn',
      'route_table_ids',
      'security_group_ids',
      'service_name',
      'service_network_arn',
      'service_region',
      'subnet_ids',
      'tags',
      'vpc_endpoint_type',
      'dns_options',
      'subnet_configuration',
    ],
  },
  'aws_vpc_endpoint.dns_options': {
    required: [],
    optional: ['dns_record_ip_type', 'private_dns_only_for_inbound_resolver_endpoint'],
  },
  aws_vpc_endpoint_policy: { required: ['vpc_endpoint_id'], optional: ['policy'] },
  aws_vpc_endpoint_private_dns: { required: ['private_dns_enabled', 'vpc_endpoint_id'], optional: [] },
  aws_vpc_endpoint_route_table_association: { required: ['route_table_id', 'vpc_endpoint_id'], optional: [] },
  aws_vpc_endpoint_security_group_association: {
    required: ['security_group_id', 'vpc_endpoint_id'],
    optional: ['replace_default_association'],
  },
  aws_vpc_endpoint_subnet_association: { required: ['subnet_id', 'vpc_endpoint_id'], optional: [] },
  aws_vpc_security_group_egress_rule: groupRule,
  aws_vpc_security_group_ingress_rule: groupRule,
};
