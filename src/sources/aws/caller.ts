/** A role of another account, which the credentials of a caller assume. */
export interface AssumedRole {
  readonly arn: string;
  /** What the role's trust policy asks for, where it asks. */
  readonly externalId?: string;
  readonly sessionName: string;
  readonly tags: Readonly<Record<string, string>>;
}

/** Whose account is read: that of the credentials of environment or profile, or that of a role which these assume. */
export interface Caller {
  /** None: `AWS_PROFILE`, or the default one. */
  readonly profile?: string;
  readonly role?: AssumedRole;
  /** Whose it has to be, where that was said. */
  readonly account?: string;
  /** What AWS Organizations calls the account. */
  readonly accountName?: string;
  /** Other ones than those of all callers. */
  readonly regions?: readonly string[];
}

/** As a field of whatever is said of its account; none where nobody told. */
export const accountNameIn = ({ accountName }: Pick<Caller, 'accountName'>): Pick<Caller, 'accountName'> =>
  accountName === undefined ? {} : { accountName };

/** The account that a role belongs to. */
export const accountOfRole = ({ arn }: AssumedRole): string | undefined => /^arn:[\w-]+:iam::(\d{12}):/.exec(arn)?.[1];

/** How messages and progress name a caller beside others. */
export const callerText = ({ profile, role, account }: Caller): string =>
  (role && (accountOfRole(role) ?? role.arn)) ?? account ?? profile ?? 'the default profile';
