import type { Report } from '../audit.ts';
import { memoize } from '../memoize.ts';

/** Whose an account is, as a config says. */
export type Owner = NonNullable<Report['accounts']>[number];

type Owned = Pick<Report, 'accounts'>;

const byAccount = memoize(
  ({ accounts = [] }: Owned): ReadonlyMap<string | null, Owner> => new Map(accounts.map((one) => [one.account, one])),
);

/** Undefined where no config says whose an account is. */
export const accountOwnerOf = (report: Owned, account: string | null): Owner | undefined =>
  byAccount(report).get(account);

/** `shop (Payments, payments@example.com)`; what the config does not say is left out. */
export const ownerText = (owner: Owner | undefined): string => {
  const { name, team, email } = owner ?? {};
  const whose = [team, email].filter((text) => text !== undefined).join(', ');
  if (name === undefined) return whose;

  return whose === '' ? name : `${name} (${whose})`;
};

/** `111122223333 shop (Payments)`, and what nobody knows of it is left out. */
export const accountText = (report: Owned, account: string | null): string =>
  [account ?? '', ownerText(accountOwnerOf(report, account))].filter((text) => text !== '').join(' ');

/** The same as a line of its own, which only an account has of which a config says whose it is. */
export const ownerLines = (report: Owned, account: string | null): readonly string[] =>
  accountOwnerOf(report, account) === undefined ? [] : [accountText(report, account)];
