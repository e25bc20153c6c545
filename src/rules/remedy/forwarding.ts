import type { Decider } from '../../analysis/dns/answer.ts';
import { awsCommand } from '../../changes/aws-command.ts';
import type { Vpc } from '../../network/network.ts';
import { advise, type Remedy } from './remedy.ts';

/** The domain that all of a partition's service names share: `amazonaws.com`, `amazonaws.com.cn`, `api.aws`. */
const amazonDomain = (name: string): string =>
  /(?:amazonaws\.[a-z.]+|(?:api|on)\.aws[a-z.]*|[^.]+\.[^.]+)$/.exec(name)?.[0] ?? name;

/** A SYSTEM rule wins only with the longer domain, so one for AWS's domain does not override a rule for a name below it. */
export const keepLocal = (vpc: Vpc, { id, domain }: Decider, name: string): Remedy => {
  const own = amazonDomain(name);
  if (domain !== own && !domain?.endsWith(`.${own}`))
    return advise(
      `Add a SYSTEM rule for ${own} and associate it with ${vpc.id}, so that AWS names are resolved locally`,
    );

  return advise(
    `Take ${id} off ${vpc.id}, so that ${domain} is resolved locally`,
    awsCommand(
      vpc.scope.region,
      ...['route53resolver', 'disassociate-resolver-rule', '--resolver-rule-id', id, '--vpc-id', vpc.id],
    ),
  );
};
