import type { Action } from '../aws/actions.ts';
import { serviceDomains } from '../aws-domains.ts';
import { type ListFile, listFiles } from './list-files.ts';
import { commandOf } from './saved-call.ts';
import { prelude } from './script-prelude.ts';

/** The AWS CLI does not follow the pages of these by itself. */
const pagedByHand: ReadonlySet<Action> = new Set<Action>([
  'ec2:DescribeVpcBlockPublicAccessExclusions',
  'ec2:DescribeVpcEndpointAssociations',
]);

const callOf = ({ action, member }: ListFile): string => {
  const command = commandOf(action);
  const service = action.slice(0, action.indexOf(':'));
  const save = pagedByHand.has(action) ? `save_pages ${command} ${member}` : `save ${command}`;
  return `${save} ${service} ${command}`;
};

const isAlways = ({ matters, section }: ListFile): boolean => matters === undefined && section !== 'vpcs';

/** The domain itself, and all above it, down to the root: a zone of any of them can answer its names. */
const upwards = (domain: string): string[] => {
  const labels = domain.split('.');
  return labels.map((_, at) => `${labels.slice(at).join('.')}.`);
};

const zonePatterns = (): string =>
  [...new Set(['.', ...serviceDomains.flatMap((domain) => [...upwards(domain), `*.${domain}.`])])].join(' | ');

const answersAws = `# NAME: whether a zone can answer names of AWS, from above or from below.
answers_aws() {
  case $1 in
    ${zonePatterns()}) return 0 ;;
  esac
  return 1
}
`;

const whole = `say "asking AWS about $region; this takes a minute or two"
save get-caller-identity sts get-caller-identity
save describe-vpcs ec2 describe-vpcs
if [ "$saved" -eq 0 ]; then say 'AWS answers nothing: check the credentials, the Region and the network'; exit 2; fi
${listFiles.filter(isAlways).map(callOf).join('\n')}
`;

const perVpc = `vpcs=$(values describe-vpcs VpcId)
if [ -z "$vpcs" ]; then vpcs=$(values describe-subnets VpcId); fi
for id in $vpcs; do
  for attribute in enableDnsSupport enableDnsHostnames; do
    save "describe-vpc-attribute.$id.$attribute" ec2 describe-vpc-attribute --vpc-id "$id" --attribute "$attribute"
  done
  save_pages "list-hosted-zones-by-vpc.$id" HostedZoneSummaries \\
    route53 list-hosted-zones-by-vpc --vpc-id "$id" --vpc-region "$region"
done
`;

const prefixLists = `for id in $(
  {
    ids ec2 describe-managed-prefix-lists --query "PrefixLists[?OwnerId == 'AWS' && (ends_with(PrefixListName, '.s3') || \\
      ends_with(PrefixListName, '.dynamodb') || ends_with(PrefixListName, '.s3express'))].PrefixListId"
    values describe-route-tables DestinationPrefixListId
    values describe-security-groups PrefixListId
  } | sort -u
); do
  save "get-managed-prefix-list-entries.$id" ec2 get-managed-prefix-list-entries --prefix-list-id "$id"
done
`;

const routeTargets = `if [ -n "$(values describe-route-tables CarrierGatewayId)" ]; then
  save describe-carrier-gateways ec2 describe-carrier-gateways
fi
if values describe-route-tables GatewayId | grep -q '^vgw-'; then
  save describe-vpn-gateways ec2 describe-vpn-gateways
fi
if [ -n "$(values describe-route-tables VpcPeeringConnectionId)" ]; then
  save describe-vpc-peering-connections ec2 describe-vpc-peering-connections
fi
if values describe-vpc-endpoints VpcEndpointType | grep -q -e '^Resource$' -e '^ServiceNetwork$'; then
  save_pages describe-vpc-endpoint-associations VpcEndpointAssociations ec2 describe-vpc-endpoint-associations
fi

interfaces=$(values describe-route-tables NetworkInterfaceId | paste -s -d , -)
instances=$(
  {
    values describe-route-tables InstanceId
    if [ -n "$interfaces" ]; then
      ids ec2 describe-network-interfaces --filters "Name=network-interface-id,Values=$interfaces" \\
        --query 'NetworkInterfaces[].Attachment.InstanceId'
    fi
  } | sort -u | paste -s -d , -
)
if [ -n "$instances" ]; then
  save describe-instances ec2 describe-instances --filters "Name=instance-id,Values=$instances"
fi
`;

const transitGateways = `if [ -n "$(values describe-route-tables TransitGatewayId)" ]; then
  for kind in gateways gateway-attachments gateway-vpc-attachments gateway-route-tables; do
    save "describe-transit-$kind" ec2 "describe-transit-$kind"
  done
  for id in $(values describe-transit-gateway-route-tables TransitGatewayRouteTableId); do
    save "search-transit-gateway-routes.$id" ec2 search-transit-gateway-routes \\
      --transit-gateway-route-table-id "$id" --filters Name=state,Values=active,blackhole
    save "get-transit-gateway-route-table-associations.$id" ec2 get-transit-gateway-route-table-associations \\
      --transit-gateway-route-table-id "$id"
    save "get-transit-gateway-prefix-list-references.$id" ec2 get-transit-gateway-prefix-list-references \\
      --transit-gateway-route-table-id "$id"
  done
fi
`;

const naming = `for id in $(values list-resolver-endpoints Id); do
  save "list-resolver-endpoint-ip-addresses.$id" \\
    route53resolver list-resolver-endpoint-ip-addresses --resolver-endpoint-id "$id"
done
for id in $(values list-profile-associations ProfileId); do
  save "list-profile-resource-associations.$id" route53profiles list-profile-resource-associations --profile-id "$id"
done

groups=$({ values list-firewall-rule-group-associations FirewallRuleGroupId; profiled firewall-rule-group; } | sort -u)
if [ -n "$groups" ]; then save list-firewall-domain-lists route53resolver list-firewall-domain-lists; fi
for group in $groups; do
  save "list-firewall-rules.$group" route53resolver list-firewall-rules --firewall-rule-group-id "$group"
done
own=
if [ -n "$groups" ]; then
  # Those that AWS manages are secret.
  own=$(ids route53resolver list-firewall-domain-lists --query 'FirewallDomainLists[?!ManagedOwnerName].Id')
fi
for id in $(for group in $groups; do values "list-firewall-rules.$group" FirewallDomainListId; done | sort -u); do
  if printf '%s\\n' "$own" | grep -q -x -e "$id"; then
    save "list-firewall-domains.$id" route53resolver list-firewall-domains --firewall-domain-list-id "$id"
  fi
done

for id in $(
  {
    for file in "$dir"/list-hosted-zones-by-vpc.*.json; do if [ -f "$file" ]; then zones_of "$file"; fi; done
    profiled hostedzone
  } | sort -u
); do
  save "list-resource-record-sets.$id" route53 list-resource-record-sets --hosted-zone-id "$id"
done
`;

const end = `say "$saved answers are in $dir, $refused were refused. Next: vpce-audit --aws-cli $dir"
`;

/** A POSIX shell script that fills a folder for `--aws-cli`, needing the AWS CLI and nothing else. */
export const collectScript = (): string =>
  [prelude, answersAws, whole, perVpc, prefixLists, routeTargets, transitGateways, naming, end].join('\n');
