import { Failure } from '../../failure.ts';
import { shellLine } from '../../shell.ts';
import type { Gap } from '../../snapshot/schema.ts';

/** What one request was about, for messages. */
export interface RequestSubject {
  readonly action: string;
  readonly region: string;
}

/** The fields that SDK errors and Node's network errors may carry. */
interface AwsError {
  readonly name: string;
  readonly message: string;
  readonly code?: unknown;
  readonly hostname?: unknown;
  readonly $metadata?: { readonly httpStatusCode?: number };
  readonly $responseBodyText?: unknown;
}

/** The SDK marks what passed through it; Node marks what the network did. All else is a bug of ours. */
const isAwsError = (error: unknown): error is AwsError =>
  error instanceof Error && ('$metadata' in error || 'code' in error || error.name === 'TimeoutError');

const expired = new Set(['ExpiredToken', 'ExpiredTokenException', 'RequestExpired']);
const unknownKey = new Set([
  'AuthFailure',
  'InvalidAccessKeyId',
  'InvalidClientTokenId',
  'InvalidToken',
  'MissingAuthenticationToken',
  'MissingAuthenticationTokenException',
  'UnrecognizedClientException',
]);
const badSignature = new Set([
  'IncompleteSignature',
  'IncompleteSignatureException',
  'InvalidSignatureException',
  'SignatureDoesNotMatch',
]);
const noCredentials = new Set(['CredentialsProviderError', 'TokenProviderError', 'ProviderError']);
const unreachable = new Set(['ENOTFOUND', 'EAI_AGAIN', 'ECONNREFUSED']);

const refusedKey = (
  { action, region }: RequestSubject,
  { name, message }: AwsError,
): [message: string, hint: string] => [
  `AWS does not accept these credentials (${name} from ${action} in ${region}: ${message}).`,
  `Check them with "aws sts get-caller-identity"; if they are good elsewhere, ${region} may not be enabled for the account.`,
];

const noEndpoint = ({ region }: RequestSubject, error: AwsError): [message: string, hint: string] => [
  `Cannot reach the EC2 API of ${region} (${error.message}).`,
  error.code === 'ECONNREFUSED'
    ? 'Check AWS_ENDPOINT_URL and that something listens there.'
    : `Check that ${region} is a Region (--region, AWS_REGION) and that this machine can resolve AWS names.`,
];

const fatalWords = (subject: RequestSubject, error: AwsError): [message: string, hint: string] | undefined => {
  if (expired.has(error.name)) {
    return [
      `The AWS credentials have expired (${error.name} from ${subject.action}).`,
      'Refresh them ("aws sso login", or a new session token) and check this machine\'s clock.',
    ];
  }
  if (unknownKey.has(error.name)) return refusedKey(subject, error);
  if (badSignature.has(error.name)) {
    return [
      `AWS does not accept the signature (${error.name} from ${subject.action}).`,
      'Check that the secret key is whole and that this machine\'s clock is right ("date -u").',
    ];
  }
  if (noCredentials.has(error.name)) return credentialWords(error.message, undefined);
  if (subject.action.startsWith('ec2:') && unreachable.has(String(error.code))) return noEndpoint(subject, error);

  return undefined;
};

const credentialWords = (reason: string, profile: string | undefined): [message: string, hint: string] => {
  if (/\bsso\b|token/i.test(reason)) {
    const login = shellLine(['aws', 'sso', 'login', ...(profile === undefined ? [] : ['--profile', profile])]);
    return [`The AWS sign-in session is not valid: ${reason}`, `Sign in again with "${login}".`];
  }
  if (profile !== undefined) {
    return [
      `The AWS profile "${profile}" gives no credentials: ${reason}`,
      'Look for it in "aws configure list-profiles", then set --profile or AWS_PROFILE.',
    ];
  }

  return [
    `No AWS credentials: ${reason}`,
    'Sign in with "aws sso login", set AWS_PROFILE or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or run "aws configure"; --demo needs none.',
  ];
};

/** What ends the run: nothing that follows could be read either. */
export const failureOf = (error: unknown, subject: RequestSubject): Failure | undefined => {
  if (error instanceof Failure) return error;
  if (!isAwsError(error)) return undefined;

  const words = fatalWords(subject, error);
  return words && new Failure(words[0], words[1], { cause: error });
};

/** Credentials could not be loaded at all. Whatever the provider threw, the user has to see to it. */
export const credentialFailureOf = (error: unknown, profile: string | undefined): Failure => {
  if (error instanceof Failure) return error;

  const [message, hint] = credentialWords(error instanceof Error ? error.message : String(error), profile);
  return new Failure(message, hint, { cause: error });
};

export const regionFailureOf = (error: unknown): Failure =>
  new Failure(
    'No AWS Region is set.',
    'Set --region or AWS_REGION, or a region in the profile ("aws configure set region …").',
    { cause: error },
  );

const deniedNames = /^(AccessDenied|Unauthorized|NotAuthorized|AuthorizationError|OptInRequired|NoSuchHostedZone)/;
const unsupportedNames = new Set([
  'HtmlAnswer',
  'InvalidAction',
  'NotImplemented',
  'SyntaxError',
  'UnknownOperationException',
  'UnsupportedOperation',
  'UnsupportedOperationException',
]);

const kindOf = (error: AwsError): Gap['kind'] => {
  const status = error.$metadata?.httpStatusCode;
  if (deniedNames.test(error.name)) return 'denied';
  if (unsupportedNames.has(error.name) || isUnparsed(error)) return 'unsupported';
  if (error.code === 'ENOTFOUND') return 'unsupported';
  if (status === 403) return 'denied';
  return status === 404 || status === 405 || status === 501 ? 'unsupported' : 'failed';
};

/** The SDK could not read the answer: it was neither the XML nor the JSON of an AWS API. */
const isUnparsed = (error: AwsError): boolean =>
  error.$responseBodyText !== undefined || error.message.includes('Deserialization error');

/** EC2 appends kilobytes that only sts:DecodeAuthorizationMessage can read. */
const reasonOf = ({ name, message }: AwsError): string => {
  const text = message.replace(/\s*Encoded authorization failure message:.*$/s, '').replace(/\s+/g, ' ');
  return `${name}: ${text.length > 300 ? `${text.slice(0, 300)}…` : text}`;
};

/** What leaves a gap. Undefined for an error that did not come from AWS or the network: a bug. */
export const gapCauseOf = (error: unknown): Pick<Gap, 'kind' | 'reason'> | undefined =>
  isAwsError(error) ? { kind: kindOf(error), reason: reasonOf(error) } : undefined;
