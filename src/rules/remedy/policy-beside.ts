import { isAboutCallers } from '../../changes/policy.ts';
import { memoize } from '../../memoize.ts';
import type { Vpc } from '../../network/network.ts';
import { isUnread } from '../../network/unread.ts';

/**
 * Calls that nobody signs are usual here (package repositories in S3, roles for web identities, sign-in): a policy that
 * asks who calls would refuse them.
 *
 * @see https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html
 */
const unsigned = new Set(['s3', 's3express', 'sts', 'cognito-idp', 'cognito-identity', 'execute-api', 'sso', 'oidc']);

/** What the interface endpoints of the VPC that have such a policy all ask of callers; null where they do not agree. */
const sharedPolicy = memoize(({ endpoints }: Vpc): string | null => {
  const policies = (isUnread(endpoints) ? [] : endpoints)
    .filter(({ type, health, requesterManaged }) => type === 'interface' && health === 'usable' && !requesterManaged)
    .flatMap(({ policy }) => (policy !== null && isAboutCallers(policy) ? policy : []));
  const [policy, ...others] = new Set(policies);

  return others.length === 0 ? (policy ?? null) : null;
});

/** The policy for a new endpoint, where the VPC's others have one that holds for any service; null: AWS's default. */
export const policyBeside = (vpc: Vpc, serviceId: string): string | null =>
  unsigned.has(serviceId) ? null : sharedPolicy(vpc);
