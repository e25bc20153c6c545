import { Failure } from '../../../failure.ts';
import { by } from '../../../order.ts';
import type { Account, OrganizationsApi } from './organizations-api.ts';

export interface MemberChoice {
  /** Roots and organizational units, with all below them; none: the whole organisation. */
  readonly units: readonly string[];
  readonly except: readonly string[];
  /** An account has to have all of them. */
  readonly tags: Readonly<Record<string, string>>;
}

interface Members {
  readonly active: readonly Account[];
  /** Accounts that are closed or not open yet, for the user to know. */
  readonly inactive: readonly Account[];
}

const accountsBelow = async (api: OrganizationsApi, unit: string): Promise<readonly Account[]> => {
  const [own, units] = await Promise.all([api.accountsIn(unit), api.unitsIn(unit)]);
  const below = await Promise.all(units.map((one) => accountsBelow(api, one)));

  return [...own, ...below.flat()];
};

const accountsOf = async (api: OrganizationsApi, units: readonly string[]): Promise<readonly Account[]> => {
  if (units.length === 0) return api.accounts();

  return (await Promise.all(units.map((unit) => accountsBelow(api, unit)))).flat();
};

const hasTags = async (api: OrganizationsApi, { id }: Account, wanted: MemberChoice['tags']): Promise<boolean> => {
  const entries = Object.entries(wanted);
  if (entries.length === 0) return true;
  const tags = await api.tagsOf(id);

  return entries.every(([key, value]) => tags.get(key) === value);
};

/** The accounts of an organisation that are meant. */
export const memberAccounts = async (api: OrganizationsApi, choice: MemberChoice): Promise<Members> => {
  const all = await accountsOf(api, choice.units);
  const distinct = [...new Map(all.map((account) => [account.id, account])).values()].sort(by(({ id }) => id));
  const meant = distinct.filter(({ id }) => !choice.except.includes(id));
  const open = meant.filter(({ state }) => state === 'ACTIVE');
  const tagged = await Promise.all(
    open.map(async (account) => ((await hasTags(api, account, choice.tags)) ? [account] : [])),
  );
  const active = tagged.flat();
  if (active.length === 0)
    throw new Failure(
      `None of the ${all.length} accounts that AWS Organizations lists is meant.`,
      'Look at --ou, --account-tag and --not-account, and at what state the accounts are in.',
    );

  return { active, inactive: meant.filter(({ state }) => state !== 'ACTIVE') };
};
