import { awsCommand } from '../aws-command.ts';
import type {
  AssociateResolverRule,
  CreateSystemRule,
  DeleteResolverRule,
  DisassociateResolverRule,
} from '../change.ts';
import type { ChangeKind } from '../change-kind.ts';
import { labelOf, logicalIdOf } from '../labels.ts';
import { idText } from '../new-id.ts';
import { pages } from '../pages.ts';
import { placeOf } from '../place.ts';

const ruleOptions = ({ ruleId, vpcId }: AssociateResolverRule | DisassociateResolverRule): readonly string[] => [
  ...['--resolver-rule-id', ruleId, '--vpc-id', vpcId],
];

export const associateResolverRule: ChangeKind<AssociateResolverRule> = {
  stage: () => 'names',
  words: ({ ruleId, domain, vpcId }) => `Associate ${idText(ruleId)} for ${domain} with ${vpcId}`,
  calls: (change) => [
    { command: awsCommand(change.region, 'route53resolver', 'associate-resolver-rule', ...ruleOptions(change)) },
  ],
  reverse: (change) => [{ ...change, kind: 'disassociate-resolver-rule' }],
  preconditions: [
    {
      statement: 'a VPC has one rule for a domain',
      page: pages.resolverRules,
      holds: ({ domain, vpcId }, records) => {
        const associations = records.all('resolverRuleAssociations');
        if (associations === null) return null;
        const own = associations.filter(({ VPCId }) => VPCId === vpcId);

        return !own.some(
          ({ ResolverRuleId = '' }) =>
            records.find('resolverRules', ResolverRuleId)?.DomainName?.replace(/(?!^)\.$/, '') === domain,
        );
      },
    },
  ],
  terraform: ({ ruleId, vpcId }) => [
    {
      type: 'aws_route53_resolver_rule_association',
      label: labelOf(ruleId, vpcId),
      arguments: { resolver_rule_id: ruleId, vpc_id: vpcId },
    },
  ],
  cloudformation: ({ ruleId, vpcId }) => [
    {
      type: 'AWS::Route53Resolver::ResolverRuleAssociation',
      logicalId: logicalIdOf(ruleId, vpcId),
      properties: { ResolverRuleId: ruleId, VPCId: vpcId },
    },
  ],
  effect: ({ ruleId, vpcId }, records) =>
    records.add('resolverRuleAssociations', {
      Id: `${ruleId}-${vpcId}`,
      ResolverRuleId: ruleId,
      VPCId: vpcId,
      Status: 'COMPLETE',
    }),
};

export const disassociateResolverRule: ChangeKind<DisassociateResolverRule> = {
  stage: () => 'names',
  words: ({ ruleId, domain, vpcId }) => `Take ${idText(ruleId)} off ${vpcId}, so that ${domain} is resolved locally`,
  calls: (change) => [
    { command: awsCommand(change.region, 'route53resolver', 'disassociate-resolver-rule', ...ruleOptions(change)) },
  ],
  reverse: (change) => [{ ...change, kind: 'associate-resolver-rule' }],
  preconditions: [],
  consequences: ({ domain, vpcId }) => [`Other names below ${domain} are resolved locally in ${vpcId} then, too`],
  effect: ({ ruleId, vpcId }, records) =>
    records.remove(
      'resolverRuleAssociations',
      ({ ResolverRuleId, VPCId }) => ResolverRuleId === ruleId && VPCId === vpcId,
    ),
};

/** AWS takes letters, digits, hyphens, underscores and blanks, and no more than 64 of them. */
const ruleName = (domain: string): string => `${domain.replace(/[^\w-]+/g, '-')} stays local`.slice(-64);

/** Overrides rules for the domains above it: the VPC's own resolver answers again. */
export const createSystemRule: ChangeKind<CreateSystemRule> = {
  stage: () => 'names',
  words: ({ domain }) => `Create a SYSTEM rule for ${domain}, so that it is resolved locally`,
  calls: ({ id, region, vpcId, domain }) => [
    {
      command: awsCommand(
        region,
        ...['route53resolver', 'create-resolver-rule', '--rule-type', 'SYSTEM', '--domain-name', domain],
        // A second run with the same word makes no second rule, nor would another VPC get one.
        ...['--creator-request-id', `vpce-audit-${domain}-${vpcId}`],
      ),
      creates: { id, query: 'ResolverRule.Id' },
      naming: ['--name', ruleName(domain)],
    },
  ],
  reverse: ({ id, domain, ...change }) => [{ ...placeOf(change), kind: 'delete-resolver-rule', ruleId: id, domain }],
  preconditions: [],
  consequences: ({ domain, vpcId }) => [
    `All names below ${domain} are resolved locally in ${vpcId} then, also those that servers elsewhere lead to an endpoint`,
  ],
  terraform: ({ id, domain }) => [
    {
      type: 'aws_route53_resolver_rule',
      label: labelOf(id),
      creates: id,
      arguments: { domain_name: domain, name: ruleName(domain), rule_type: 'SYSTEM' },
    },
  ],
  cloudformation: ({ id, domain }) => [
    {
      type: 'AWS::Route53Resolver::ResolverRule',
      logicalId: logicalIdOf(id),
      creates: id,
      properties: { DomainName: domain, Name: ruleName(domain), RuleType: 'SYSTEM' },
    },
  ],
  effect: ({ id, domain, account }, records) =>
    records.add('resolverRules', {
      Id: id,
      DomainName: `${domain}.`,
      RuleType: 'SYSTEM',
      Status: 'COMPLETE',
      ...(account === null ? {} : { OwnerId: account }),
    }),
};

export const deleteResolverRule: ChangeKind<DeleteResolverRule> = {
  stage: () => 'release',
  words: ({ ruleId, domain }) => `Delete ${idText(ruleId)} for ${domain}`,
  calls: ({ region, ruleId }) => [
    { command: awsCommand(region, 'route53resolver', 'delete-resolver-rule', '--resolver-rule-id', ruleId) },
  ],
  reverse: ({ ruleId, domain, ...change }) => [{ ...placeOf(change), kind: 'create-system-rule', id: ruleId, domain }],
  preconditions: [],
  effect: ({ ruleId }, records) => records.remove('resolverRules', ({ Id }) => Id === ruleId),
};
