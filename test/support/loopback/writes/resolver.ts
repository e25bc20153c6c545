import { type Json, refuse, type Write } from '../call.ts';
import { textOf } from './form.ts';

const associationOf = ({ ResolverRuleId, VPCId }: Json, { records }: Parameters<Write>[1]) =>
  (records.all('resolverRuleAssociations') ?? []).find(
    (one) => one.ResolverRuleId === ResolverRuleId && one.VPCId === VPCId,
  );

const domainOf = (name = ''): string => name.replace(/(?!^)\.$/, '').toLowerCase();

const associateResolverRule: Write = (input, context) => {
  const { records, mint } = context;
  const rule = records.find('resolverRules', textOf(input.ResolverRuleId));
  if (rule === undefined)
    return refuse(400, 'ResourceNotFoundException', `Resolver rule with ID "${input.ResolverRuleId}" does not exist.`);
  const own = (records.all('resolverRuleAssociations') ?? []).filter(({ VPCId }) => VPCId === input.VPCId);
  const isTaken = own.some(
    ({ ResolverRuleId = '' }) =>
      domainOf(records.find('resolverRules', ResolverRuleId)?.DomainName) === domainOf(rule.DomainName),
  );
  if (isTaken)
    return refuse(
      400,
      'InvalidRequestException',
      `Cannot associate rules with same domain name with same VPC. Conflict with domain name "${rule.DomainName}"`,
    );
  const ResolverRuleAssociation = {
    Id: mint('rslvr-rrassoc'),
    ResolverRuleId: textOf(input.ResolverRuleId),
    VPCId: textOf(input.VPCId),
    Status: 'COMPLETE',
  };
  records.add('resolverRuleAssociations', ResolverRuleAssociation);

  return { ResolverRuleAssociation };
};

const disassociateResolverRule: Write = (input, context) => {
  const association = associationOf(input, context);
  if (association === undefined)
    return refuse(400, 'ResourceNotFoundException', 'There is no such association of a Resolver rule.');
  context.records.remove('resolverRuleAssociations', (one) => one === association);

  return { ResolverRuleAssociation: { ...association, Status: 'DELETING' } };
};

const createResolverRule: Write = ({ CreatorRequestId, RuleType, DomainName }, { records, mint, account }) => {
  const isTaken = (records.all('resolverRules') ?? []).some((one) => one.CreatorRequestId === CreatorRequestId);
  if (isTaken) return refuse(400, 'ResourceExistsException', `A rule was created by ${CreatorRequestId}`);
  const ResolverRule = {
    Id: mint('rslvr-rr'),
    CreatorRequestId: textOf(CreatorRequestId),
    DomainName: `${domainOf(textOf(DomainName))}.`,
    RuleType: textOf(RuleType),
    Status: 'COMPLETE',
    OwnerId: account,
  };
  records.add('resolverRules', ResolverRule);

  return { ResolverRule };
};

const deleteResolverRule: Write = ({ ResolverRuleId }, { records }) => {
  const rule = records.find('resolverRules', textOf(ResolverRuleId));
  if (rule === undefined) return refuse(400, 'ResourceNotFoundException', `There is no rule ${ResolverRuleId}.`);
  const isInUse = (records.all('resolverRuleAssociations') ?? []).some((one) => one.ResolverRuleId === ResolverRuleId);
  if (isInUse) return refuse(400, 'ResourceInUseException', `${ResolverRuleId} is associated with a VPC`);
  records.remove('resolverRules', ({ Id }) => Id === ResolverRuleId);

  return { ResolverRule: { ...rule, Status: 'DELETING' } };
};

export const resolverWrites: Readonly<Record<string, Write>> = {
  AssociateResolverRule: associateResolverRule,
  DisassociateResolverRule: disassociateResolverRule,
  CreateResolverRule: createResolverRule,
  DeleteResolverRule: deleteResolverRule,
};
