import type { Decider } from '../../analysis/dns/answer.ts';
import { newId } from '../../changes/new-id.ts';
import { advise, type Remedy, remedyBy } from '../../changes/remedy.ts';
import type { Vpc } from '../../network/network.ts';
import { placeIn } from './place-in.ts';

/** The domain that all of a partition's service names share: `amazonaws.com`, `amazonaws.com.cn`, `api.aws`. */
const amazonDomain = (name: string): string =>
  /(?:amazonaws\.[a-z.]+|(?:api|on)\.aws[a-z.]*|[^.]+\.[^.]+)$/.exec(name)?.[0] ?? name;

const addSystemRule = (vpc: Vpc, domain: string): Remedy => {
  const id = newId('rslvr-rr', domain, vpc.id);

  return remedyBy(
    { ...placeIn(vpc), kind: 'create-system-rule', id, domain },
    { ...placeIn(vpc), kind: 'associate-resolver-rule', ruleId: id, domain },
  );
};

/** A SYSTEM rule wins only with the longer domain, so one for AWS's domain does not override a rule for a name below it. */
export const keepLocal = (vpc: Vpc, { id, domain }: Decider, name: string): Remedy => {
  const own = amazonDomain(name);
  if (domain === null) return advise(`Take ${id} off ${vpc.id}, so that AWS names are resolved locally`);
  if (domain !== own && !domain.endsWith(`.${own}`)) return addSystemRule(vpc, own);

  return remedyBy({ ...placeIn(vpc), kind: 'disassociate-resolver-rule', ruleId: id, domain });
};
