import { Failure } from '../failure.ts';
import { groupBy } from '../group-by.ts';
import type { AssumedRole, Caller } from '../sources/aws/caller.ts';
import type { Shard } from '../sources/aws/list-shards.ts';
import type { AccountFlags } from './account-flags.ts';
import { version } from './version.ts';

const onlyWithOrg = {
  ou: '--ou',
  notAccount: '--not-account',
  accountTag: '--account-tag',
  orgRole: '--org-role',
} as const;
const onlyWithRoles = {
  externalId: '--external-id',
  roleSessionName: '--role-session-name',
  sessionTag: '--session-tag',
} as const;

const given = <K extends keyof AccountFlags>(
  flags: AccountFlags,
  names: Readonly<Record<K, string>>,
): string | undefined =>
  (Object.keys(names) as K[]).filter((key) => flags[key] !== undefined).map((key) => names[key])[0];

const namesAccounts = ({ account, org }: AccountFlags): boolean => account !== undefined || org === true;

const assertSensible = (flags: AccountFlags): void => {
  const lonely = flags.org ? undefined : given(flags, onlyWithOrg);
  if (lonely) throw new Failure(`${lonely} chooses among the accounts of an organisation`, 'Give --org as well.');
  if (flags.roleName !== undefined && !namesAccounts(flags))
    throw new Failure('--role-name is assumed in accounts that nothing names', 'Give --account or --org as well.');
  const assumes = namesAccounts(flags) || flags.roleArn !== undefined;
  const roleless = assumes ? undefined : given(flags, onlyWithRoles);
  if (roleless)
    throw new Failure(`${roleless} is for roles, and none is assumed`, 'Give --role-arn, --account or --org as well.');
  if (assumes && (flags.profile?.length ?? 0) > 1)
    throw new Failure('roles are assumed from one --profile, and several are given', 'Give one of them.');
};

const sessionOf = ({ externalId, roleSessionName, sessionTag }: AccountFlags): Omit<AssumedRole, 'arn'> => ({
  sessionName: roleSessionName ?? 'vpce-audit',
  tags: Object.fromEntries(sessionTag ?? []),
  ...(externalId === undefined ? {} : { externalId }),
});

interface Surroundings {
  readonly regions: readonly string[];
  readonly timeoutSeconds: number | undefined;
  readonly startedAt: number;
  readonly warn: (text: string) => void;
}

const named = async (flags: AccountFlags, surroundings: Surroundings): Promise<readonly Caller[]> => {
  if (!namesAccounts(flags)) return [];
  const { chooseCallers } = await import('../sources/aws/organisation/choose-callers.ts');
  const { org, ou, notAccount, accountTag, orgRole, account, roleName, profile } = flags;
  const session = sessionOf(flags);
  const lister = orgRole === undefined ? undefined : { ...session, arn: orgRole };
  const tags = Object.fromEntries(accountTag ?? []);

  return chooseCallers({
    profile: profile?.[0],
    accounts: account ?? [],
    organisation: org ? { units: ou ?? [], except: notAccount ?? [], tags, lister } : undefined,
    role: { ...session, name: roleName ?? 'vpce-audit' },
    toolVersion: version,
    ...surroundings,
  });
};

/** Whose accounts the flags mean. Asks AWS where they speak of an organisation, or of accounts by their ids. */
export const callersOf = async (flags: AccountFlags, surroundings: Surroundings): Promise<readonly Caller[]> => {
  assertSensible(flags);
  const { profile = [], roleArn = [] } = flags;
  const own = profile[0] === undefined ? {} : { profile: profile[0] };
  if (roleArn.length === 0 && !namesAccounts(flags))
    return profile.length === 0 ? [{}] : profile.map((one) => ({ profile: one }));
  const roles = roleArn.map((arn) => ({ ...own, role: { ...sessionOf(flags), arn } }));

  return [...roles, ...(await named(flags, surroundings))];
};

/** The account of each shard, with the role that its work list names. */
export const callersOfShards = (shards: readonly Shard[], flags: AccountFlags): readonly Caller[] => {
  const [profile] = flags.profile ?? [];
  const own = profile === undefined ? {} : { profile };
  const groups = groupBy(shards, ({ account, roleArn }) => `${account} ${roleArn}`);

  return [...groups.values()].map((pieces) => {
    const [{ account, roleArn, accountName }] = pieces;
    const regions = pieces.map(({ region }) => region);

    return {
      ...{ ...own, account, regions },
      ...(accountName === undefined ? {} : { accountName }),
      ...(roleArn === null ? {} : { role: { ...sessionOf(flags), arn: roleArn } }),
    };
  });
};
