import { shellLine } from '../../shell.ts';
import type { PlacedChanges } from './by-place.ts';
import { commentOf } from './comment.ts';

type Place = Pick<PlacedChanges, 'account' | 'region'>;

/** AWS's own ids of accounts; of anything else nobody can tell whose credentials are meant. */
const isAccount = (account: string | null): account is string => /^\d{12}$/.test(account ?? '');

const accountsOf = (places: readonly Place[]): readonly string[] => [
  ...new Set(places.map(({ account }) => account).filter(isAccount)),
];

/** What runs under the credentials of the account, and under no others. */
export const enter = ({ account, region }: Place): string =>
  isAccount(account) ? shellLine(['in_account', account, region]) : 'true';

const head = `in_account() {
  have=$(aws sts get-caller-identity --query Account --output text --region "$2") || exit 1
  [ "$have" = "$1" ] && return
  echo "what comes next is for account $1, and the credentials are of $have" >&2`;

/** Changes of one account: whoever runs them has its credentials. */
const one = (place: Place): readonly string[] => [...head.split('\n'), '  exit 1', '}', enter(place)];

const several = (accounts: readonly string[]): readonly string[] => [
  commentOf(
    '#',
    `sh FILE does it for all of ${accounts.join(', ')}, and sh FILE ACCOUNT for one of them alone, in this order.`,
  ),
  commentOf('#', 'PROFILE_ACCOUNT=NAME in the environment names the profile of the AWS CLI that has its credentials.'),
  'wanted=',
  `case \${1:-} in --dry-run | '') ;; ${accounts.join(' | ')}) wanted=$1 ;; *) echo "there is nothing for account $1" >&2; exit 2 ;; esac`,
  'in_account() {',
  '  [ -z "$wanted" ] || [ "$wanted" = "$1" ] || return 1',
  `  eval "profile=\\\${PROFILE_$1:-}"`,
  '  if [ -n "$profile" ]; then',
  '    unset AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN',
  '    export AWS_PROFILE="$profile"',
  '  fi',
  ...head.split('\n').slice(1),
  '  echo "PROFILE_$1=NAME sh FILE takes those of a profile, and sh FILE $have does what is for their account" >&2',
  '  exit 1',
  '}',
];

/** Stops before anything is changed where the credentials of one of the accounts are missing. */
export const credentialLines = (places: readonly Place[]): readonly string[] => {
  const accounts = accountsOf(places);
  const [first] = places;
  if (first === undefined || accounts.length === 0) return [];
  if (accounts.length === 1) return one({ ...first, account: accounts[0] ?? null });
  const checks = accounts.flatMap((account) => {
    const place = places.find((known) => known.account === account);

    return place === undefined ? [] : [`${enter(place)} || true`];
  });

  return [...several(accounts), ...checks];
};

/** Whether credentials are changed on the way. */
export const isForSeveral = (places: readonly Place[]): boolean => accountsOf(places).length > 1;
