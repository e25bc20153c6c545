import { Failure } from '../../../failure.ts';
import { callerIdentity } from '../account.ts';
import type { AssumedRole, Caller } from '../caller.ts';
import { failureOf, gapCauseOf } from '../errors.ts';
import { awsLimits, type Limits } from '../limits.ts';
import { homeRegion } from '../regions.ts';
import { openSession, type Session } from '../session.ts';
import { type MemberChoice, memberAccounts } from './member-accounts.ts';
import { type Account, type OrganizationsApi, openOrganizations } from './organizations-api.ts';

/** The role that is assumed in accounts that are named by their ids. */
type RoleChoice = Pick<AssumedRole, 'externalId' | 'sessionName' | 'tags'> & { readonly name: string };

export interface AccountChoice {
  readonly profile: string | undefined;
  readonly accounts: readonly string[];
  readonly organisation: (MemberChoice & { readonly lister: AssumedRole | undefined }) | undefined;
  readonly role: RoleChoice;
  readonly regions: readonly string[];
  readonly toolVersion: string;
  readonly limits?: Limits;
  /** As of the run: after so many seconds from its start nothing is waited for. */
  readonly timeoutSeconds?: number | undefined;
  readonly startedAt?: number;
  readonly warn: (text: string) => void;
}

/** What nothing goes on without: everything but an answer ends the run. */
const needed = async <T>(action: string, session: Session, request: () => Promise<T>): Promise<T> => {
  try {
    return await request();
  } catch (error) {
    const failure = failureOf(error, { action, region: session.home });
    const cause = gapCauseOf(error);
    if (failure || !cause) throw failure ?? error;

    throw new Failure(
      `Cannot tell which accounts there are (${cause.reason}).`,
      `Allow ${action}, or name the accounts with --account.`,
      { cause: error },
    );
  }
};

/** What fails says which of the actions has to be allowed. */
const neededOf = (api: OrganizationsApi, session: Session): OrganizationsApi => {
  const ask = <T>(action: string, request: () => Promise<T>) => needed(`organizations:${action}`, session, request);

  return {
    accounts: () => ask('ListAccounts', () => api.accounts()),
    accountsIn: (parent) => ask('ListAccountsForParent', () => api.accountsIn(parent)),
    unitsIn: (parent) => ask('ListOrganizationalUnitsForParent', () => api.unitsIn(parent)),
    tagsOf: (account) => ask('ListTagsForResource', () => api.tagsOf(account)),
  };
};

const opened = async <T>(
  choice: AccountChoice,
  role: AssumedRole | undefined,
  task: (session: Session) => Promise<T>,
) => {
  const { profile, regions, toolVersion, limits = awsLimits, timeoutSeconds, startedAt = performance.now() } = choice;
  const caller = { ...(profile === undefined ? {} : { profile }), ...(role === undefined ? {} : { role }) };
  const home = await homeRegion(regions, profile);
  const session = await openSession({ ...caller, home, toolVersion, limits, timeoutSeconds, startedAt });
  try {
    return await task(session);
  } finally {
    session.close();
  }
};

const partitionOf = (arn: string | undefined, region: string): string =>
  /^arn:(aws[a-z-]*):/.exec(arn ?? '')?.[1] ??
  (region.startsWith('cn-') ? 'aws-cn' : region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws');

const listMembers = async (choice: AccountChoice, partition: string): Promise<readonly Account[]> => {
  const { organisation, warn } = choice;
  if (organisation === undefined) return [];
  const { active, inactive } = await opened(choice, organisation.lister, (session) =>
    memberAccounts(neededOf(openOrganizations(session, partition), session), organisation),
  );
  if (inactive.length > 0)
    warn(`left out, for they are not active: ${inactive.map(({ id, state }) => `${id} (${state})`).join(', ')}`);

  return active;
};

/**
 * One caller an account that is named or that the organisation lists. The account of the credentials is used as it is,
 * for a role that is assumed from its own account is one more thing that may be missing.
 */
export const chooseCallers = async (choice: AccountChoice): Promise<readonly Caller[]> => {
  const { account, partition } = await opened(choice, undefined, async (session) => {
    const identity = await needed('sts:GetCallerIdentity', session, () => callerIdentity(session, session.home));

    return { account: identity.account, partition: partitionOf(identity.arn, session.home) };
  });
  const own = choice.profile === undefined ? {} : { profile: choice.profile };
  const { name, ...rest } = choice.role;
  const members = await listMembers(choice, partition);
  const names = new Map(members.map(({ id, name }) => [id, name]));

  return [...new Set([...choice.accounts, ...names.keys()])].map((id) => {
    const accountName = names.get(id);

    return {
      ...own,
      ...(accountName === undefined ? {} : { accountName }),
      ...(id === account ? {} : { role: { ...rest, arn: `arn:${partition}:iam::${id}:role/${name}` } }),
    };
  });
};
