import { serviceDomains } from '../../snapshot/aws-domains.ts';
import type { Section } from '../../snapshot/schema.ts';

/** The domain itself, and all above it, down to the root: a zone of any of them can answer its names. */
const upwards = (domain: string): string[] => {
  const labels = domain.split('.');

  return labels.map((_, at) => `${labels.slice(at).join('.')}.`);
};

const zonePatterns = (): string =>
  [...new Set(['.', ...serviceDomains.flatMap((domain) => [...upwards(domain), `*.${domain}.`])])].join(' | ');

/** Shell functions that print ids which more than one field of one answer names. */
export const idFunctions = `# NAME: whether a zone can answer names of AWS, from above or from below.
answers_aws() {
  case $1 in
    ${zonePatterns()}) return 0 ;;
  esac
  return 1
}

vpc_ids() {
  found=$(values describe-vpcs VpcId)
  if [ -n "$found" ]; then echo "$found"; else values describe-subnets VpcId; fi
}

prefix_lists() {
  {
    ids ec2 describe-managed-prefix-lists --query "PrefixLists[?OwnerId == 'AWS' && (ends_with(PrefixListName, '.s3') || \\
      ends_with(PrefixListName, '.dynamodb') || ends_with(PrefixListName, '.s3express'))].PrefixListId"
    values describe-route-tables DestinationPrefixListId
    values describe-security-groups PrefixListId
    for file in "$dir"/get-transit-gateway-prefix-list-references.*.json; do
      values "$(basename "$file" .json)" PrefixListId
    done
  } | sort -u
}

nat_instances() {
  interfaces=$(values describe-route-tables NetworkInterfaceId | paste -s -d , -)
  {
    values describe-route-tables InstanceId
    if [ -n "$interfaces" ]; then
      ids ec2 describe-network-interfaces --filters "Name=network-interface-id,Values=$interfaces" \\
        --query 'NetworkInterfaces[].Attachment.InstanceId'
    fi
  } | sort -u
}

rule_groups() {
  { values list-firewall-rule-group-associations FirewallRuleGroupId; profiled firewall-rule-group; } | sort -u
}

# Lists that AWS manages are secret.
own_domain_lists() {
  groups=$(rule_groups)
  if [ -z "$groups" ]; then return; fi
  own=$(ids route53resolver list-firewall-domain-lists --query 'FirewallDomainLists[?!ManagedOwnerName].Id')
  for id in $(for group in $groups; do values "list-firewall-rules.$group" FirewallDomainListId; done | sort -u); do
    if printf '%s\\n' "$own" | grep -q -x -e "$id"; then echo "$id"; fi
  done
}

zones() {
  {
    for file in "$dir"/list-hosted-zones-by-vpc.*.json; do if [ -f "$file" ]; then zones_of "$file"; fi; done
    profiled hostedzone
  } | sort -u
}
`;

/** What prints the ids that a section is asked by, where the fields that its need names do not tell them. */
export const idCommands: Partial<Record<Section, string>> = {
  vpcAttributes: 'vpc_ids',
  prefixListEntries: 'prefix_lists',
  instances: 'nat_instances',
  hostedZones: 'vpc_ids',
  resourceRecordSets: 'zones',
  firewallConfigs: 'rule_groups',
  firewallRules: 'rule_groups',
  firewallDomains: 'own_domain_lists',
};
