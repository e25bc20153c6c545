import { describe, expect, it } from 'vitest';
import { sectionSpecs } from '../../../src/snapshot/sections.ts';
import { commandOf } from '../../../src/sources/aws-cli/command.ts';

describe('the files of a folder', () => {
  it('are named after the commands of the AWS CLI', () => {
    expect(Object.values(sectionSpecs).map(commandOf).sort()).toEqual([
      'describe-carrier-gateways',
      'describe-dhcp-options',
      'describe-egress-only-internet-gateways',
      'describe-instances',
      'describe-internet-gateways',
      'describe-managed-prefix-lists',
      'describe-nat-gateways',
      'describe-network-acls',
      'describe-network-interfaces',
      'describe-route-tables',
      'describe-security-groups',
      'describe-subnets',
      'describe-transit-gateway-attachments',
      'describe-transit-gateway-route-tables',
      'describe-transit-gateway-vpc-attachments',
      'describe-transit-gateways',
      'describe-vpc-attribute',
      'describe-vpc-block-public-access-exclusions',
      'describe-vpc-block-public-access-options',
      'describe-vpc-endpoint-associations',
      'describe-vpc-endpoint-services',
      'describe-vpc-endpoints',
      'describe-vpc-peering-connections',
      'describe-vpcs',
      'describe-vpn-gateways',
      'get-managed-prefix-list-entries',
      'get-transit-gateway-prefix-list-references',
      'get-transit-gateway-route-table-associations',
      'list-firewall-configs',
      'list-firewall-domains',
      'list-firewall-rule-group-associations',
      'list-firewall-rules',
      'list-hosted-zones',
      'list-hosted-zones-by-vpc',
      'list-profile-associations',
      'list-profile-resource-associations',
      'list-resolver-endpoint-ip-addresses',
      'list-resolver-endpoints',
      'list-resolver-rule-associations',
      'list-resolver-rules',
      'list-resource-record-sets',
      'list-resources',
      'search-transit-gateway-routes',
    ]);
  });
});
