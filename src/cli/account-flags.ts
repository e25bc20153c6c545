import { type Command, InvalidArgumentError, Option } from 'commander';

/** Whose accounts are read. */
export interface AccountFlags {
  readonly profile?: readonly string[];
  readonly roleArn?: readonly string[];
  readonly account?: readonly string[];
  readonly roleName?: string;
  readonly externalId?: string;
  readonly roleSessionName?: string;
  readonly sessionTag?: readonly Tag[];
  readonly org?: true;
  readonly ou?: readonly string[];
  readonly notAccount?: readonly string[];
  readonly accountTag?: readonly Tag[];
  readonly orgRole?: string;
}

type Tag = readonly [key: string, value: string];

/** The names of the flags, for those that they have no sense with. */
export const accountFlagNames: readonly (keyof AccountFlags)[] = [
  'profile',
  'roleArn',
  'account',
  'roleName',
  'externalId',
  'roleSessionName',
  'sessionTag',
  'org',
  'ou',
  'notAccount',
  'accountTag',
  'orgRole',
];

const matching = (pattern: RegExp, hint: string) => (value: string) => {
  if (pattern.test(value)) return value;

  throw new InvalidArgumentError(hint);
};

const tag = (value: string): Tag => {
  const at = value.indexOf('=');
  if (at > 0) return [value.slice(0, at), value.slice(at + 1)];

  throw new InvalidArgumentError('It takes KEY=VALUE.');
};

const parsers = {
  profile: (value: string) => value,
  account: matching(/^\d{12}$/, 'It takes an account id of 12 digits.'),
  roleArn: matching(
    /^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]+$/,
    'It takes an ARN such as arn:aws:iam::111122223333:role/vpce-audit.',
  ),
  roleName: matching(/^[\w+=,.@/-]{1,512}$/, 'It takes the name of a role, with its path where it has one.'),
  externalId: matching(/^[\w+=,.@:/-]{2,1224}$/, 'It takes 2 to 1,224 letters, digits and =,.@:/-.'),
  sessionName: matching(/^[\w+=,.@-]{2,64}$/, 'It takes 2 to 64 letters, digits and =,.@-.'),
  unit: matching(
    /^(ou-[0-9a-z]{4,32}-[a-z0-9]{8,32}|r-[0-9a-z]{4,32})$/,
    'It takes an id such as ou-ab12-11111111 or r-ab12.',
  ),
  tag,
};

/** Marks options that a second value adds to. */
const adding = new WeakSet<object>();

export const isAdding = (option: Option): boolean => option.parseArg !== undefined && adding.has(option.parseArg);

/** Several values: the flag repeated, or commas between where no value can hold one. */
const several = <T>(flags: string, description: string, parse: (value: string) => T, separator?: string): Option => {
  const parser = (value: string, before: readonly T[] | undefined): readonly T[] => {
    const values = separator === undefined ? [value] : value.split(separator).filter((part) => part !== '');

    return [...(before ?? []), ...values.map(parse)];
  };
  adding.add(parser);

  return new Option(flags, description).argParser(parser);
};

/** Of several, each is an account of its own. */
export const addProfileOption = (command: Command): Command =>
  command.addOption(
    several('--profile <name>', 'profile of the AWS config files; repeated, an account each', parsers.profile),
  );

/** Roles in other accounts, and which accounts these are. */
export const addAccountOptions = (command: Command): Command => {
  const options = [
    several(
      '--role-arn <arn>',
      'role to assume, an account each; repeated, or with commas between',
      parsers.roleArn,
      ',',
    ),
    several(
      '--account <id>',
      'account to read with --role-name; repeated, or with commas between',
      parsers.account,
      ',',
    ),
    new Option(
      '--role-name <name>',
      'role to assume in accounts of --account and --org (default: vpce-audit)',
    ).argParser(parsers.roleName),
    new Option('--external-id <id>', 'external id that the trust policies of roles ask for').argParser(
      parsers.externalId,
    ),
    new Option('--role-session-name <name>', 'name of the sessions (default: vpce-audit)').argParser(
      parsers.sessionName,
    ),
    several('--session-tag <key=value>', 'tag of the sessions; repeated for several', parsers.tag),
    new Option('--org', 'every active account of the organisation'),
    several('--ou <id>', 'with --org: only accounts below these organizational units', parsers.unit, ','),
    several('--not-account <id>', 'with --org: none of these accounts', parsers.account, ','),
    several('--account-tag <key=value>', 'with --org: only accounts that have this tag', parsers.tag),
    new Option('--org-role <arn>', 'with --org: role that may list the accounts').argParser(parsers.roleArn),
  ];
  for (const option of options) command.addOption(option);

  return command;
};
