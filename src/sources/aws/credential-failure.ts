import { Failure } from '../../failure.ts';
import { shellLine } from '../../shell.ts';
import { errorText, isOfUnreadAnswer } from './error-text.ts';

type Words = readonly [message: string, hint: string];

/** A command of the config file and what it said; the command itself may hold a secret. */
const processCause = (reason: string): string => {
  const [, ...said] = reason.split('\n').map((line) => line.trim());
  const words = said.filter((line) => line !== '').join(' ');
  if (!reason.startsWith('Command failed')) return reason;

  return words === '' ? 'it ends with an error and says nothing' : words.slice(0, 500);
};

const isProcess = (reason: string): boolean => /^Command failed|credential_process (?!could)/.test(reason);
const isMfa = (reason: string): boolean => /multi-?factor|\bMFA\b/i.test(reason);
const isRole = (reason: string): boolean => /sts:AssumeRole/.test(reason);
const isSignIn = (reason: string): boolean => /\bsso\b|token/i.test(reason);

const named = (profile: string | undefined): string =>
  profile === undefined ? 'the default AWS profile' : `the AWS profile "${profile}"`;

const withProfile = (words: readonly string[], profile: string | undefined): string =>
  shellLine([...words, ...(profile === undefined ? [] : ['--profile', profile])]);

const noneWords = (reason: string, profile: string | undefined): Words =>
  profile === undefined
    ? [
        `No AWS credentials: ${reason}`,
        'Sign in with "aws sso login", set AWS_PROFILE or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or run "aws configure"; --demo needs none.',
      ]
    : [
        `The AWS profile "${profile}" gives no credentials: ${reason}`,
        'Look for it in "aws configure list-profiles", then set --profile or AWS_PROFILE.',
      ];

export const credentialWords = (reason: string, profile: string | undefined): Words => {
  if (isProcess(reason))
    return [
      `The credential_process of ${named(profile)} fails: ${processCause(reason)}`,
      'Run its command by itself until it prints credentials as JSON.',
    ];
  if (isMfa(reason))
    return [
      `${named(profile).replace(/^t/, 'T')} asks for an MFA code, which vpce-audit cannot ask for.`,
      `Get a session first: eval "$(${withProfile(['aws', 'configure', 'export-credentials', '--format', 'env'], profile)})", and leave --profile and AWS_PROFILE out.`,
    ];
  if (isRole(reason))
    return [
      `The role of ${named(profile)} cannot be assumed: ${reason}`,
      "Allow sts:AssumeRole to its source_profile, and see that the role's trust policy accepts who that is.",
    ];
  if (isSignIn(reason))
    return [
      `The AWS sign-in session is not valid: ${reason}`,
      `Sign in again with "${withProfile(['aws', 'sso', 'login'], profile)}".`,
    ];

  return noneWords(reason, profile);
};

/** What a command said keeps its lines, which tell the command apart from it. */
const textOf = (error: unknown): string => {
  const text = error instanceof Error ? error.message : String(error);

  return isOfUnreadAnswer(text) ? errorText(text) : text;
};

/**
 * Credentials could not be loaded at all. Whatever the provider threw, the user has to see to it. `noted` is what
 * providers said on the way: the last one says no more than that there is none after it.
 */
export const credentialFailureOf = (
  error: unknown,
  profile: string | undefined,
  noted: readonly string[] = [],
): Failure => {
  if (error instanceof Failure) return error;

  const [message, hint] = credentialWords(noted.find(isProcess) ?? textOf(error), profile);

  return new Failure(message, hint, { cause: error });
};
