import { Failure } from '../../failure.ts';
import type { Gap } from '../../snapshot/schema.ts';
import { credentialWords } from './credential-failure.ts';
import { errorText, isOfUnreadAnswer } from './error-text.ts';

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

const foreignNames = new Set([
  'TimeoutError',
  'EndpointError',
  'AbortError',
  'CredentialsProviderError',
  'TokenProviderError',
  'ProviderError',
]);

/** The SDK marks what passed through it; Node marks what the network did. All else is a bug of ours. */
const isAwsError = (error: unknown): error is AwsError =>
  error instanceof Error && ('$metadata' in error || 'code' in error || foreignNames.has(error.name));

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
const unreachable = new Set(['ENOTFOUND', 'EAI_AGAIN']);

const refusedKey = (
  { action, region }: RequestSubject,
  { name, message }: AwsError,
): [message: string, hint: string] => [
  `AWS does not accept these credentials (${name} from ${action} in ${region}: ${errorText(message)}).`,
  `Check them with "aws sts get-caller-identity"; if they are good elsewhere, ${region} may not be enabled for the account.`,
];

const isTls = ({ code }: AwsError): boolean =>
  /^(CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|HOSTNAME_MISMATCH|ERR_TLS)/.test(String(code));

/** What to see to where nothing comes through. */
const connectionHint = (region: string, error: AwsError): string | undefined => {
  if (error.code === 'ProxyError')
    return 'Check HTTPS_PROXY (http://user:password@host:port), or name in NO_PROXY what is reached without it.';
  if (/^(EPROTO|ERR_SSL)/.test(String(error.code)))
    return 'What answers there does not speak TLS as AWS does: check http: or https: in AWS_ENDPOINT_URL and HTTPS_PROXY.';
  if (isTls(error))
    return 'If a proxy or an endpoint of yours has a certificate of its own, set AWS_CA_BUNDLE to the PEM file of its authority.';
  if (error.code === 'ECONNREFUSED') return 'Check AWS_ENDPOINT_URL and that something listens there.';
  if (unreachable.has(String(error.code)))
    return `Check that ${region} is a Region (--region, AWS_REGION) and that this machine can resolve AWS names.`;
  if (error.name === 'EndpointError')
    return 'Check AWS_USE_FIPS_ENDPOINT, AWS_USE_DUALSTACK_ENDPOINT and AWS_ENDPOINT_URL, and the same of the profile.';

  return undefined;
};

const fatalWords = (subject: RequestSubject, error: AwsError): readonly [message: string, hint: string] | undefined => {
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
  const hint = subject.action.startsWith('ec2:') ? connectionHint(subject.region, error) : undefined;

  return hint === undefined
    ? undefined
    : [`Cannot reach the EC2 API of ${subject.region} (${errorText(error.message)}).`, hint];
};

/** What the user can do about it, where it keeps everything from being read. */
export const failureOf = (error: unknown, subject: RequestSubject): Failure | undefined => {
  if (error instanceof Failure) return error;
  if (!isAwsError(error)) return undefined;

  const words = fatalWords(subject, error);

  return words && new Failure(words[0], words[1], { cause: error });
};

export const regionFailureOf = (error: unknown): Failure =>
  new Failure(
    'No AWS Region is set.',
    'Set --region or AWS_REGION, or a region in the profile ("aws configure set region …").',
    { cause: error },
  );

const deniedNames = /^(AccessDenied|Unauthorized|NotAuthorized|AuthorizationError|OptInRequired|NoSuchHostedZone)/;
const unsupportedNames = new Set([
  'InvalidAction',
  'NotEmulated',
  'NotImplemented',
  'UnknownOperationException',
  'UnsupportedOperation',
  'UnsupportedOperationException',
]);

/** The SDK could not read the answer: it was neither the XML nor the JSON of an AWS API. */
const isUnparsed = (error: AwsError): boolean =>
  error.$responseBodyText !== undefined || isOfUnreadAnswer(error.message);

/** Only the API itself can say that it has no such operation; all else may be somebody on the way. */
const kindOf = (error: AwsError): Gap['kind'] => {
  const status = error.$metadata?.httpStatusCode;
  if (deniedNames.test(error.name)) return 'denied';
  if (unsupportedNames.has(error.name)) return 'unsupported';
  if (isUnparsed(error) || error.name === 'ForeignAnswer') return 'failed';
  if (status === 403) return 'denied';

  return status === 404 || status === 405 || status === 501 ? 'unsupported' : 'failed';
};

const named = ({ name, code }: AwsError): string => (name === 'Error' && typeof code === 'string' ? code : name);

const reasonOf = (error: AwsError): string =>
  isUnparsed(error)
    ? `the answer cannot be read (HTTP ${error.$metadata?.httpStatusCode ?? 'unknown'})`
    : `${named(error)}: ${errorText(error.message)}`;

/** What leaves a gap. Undefined for an error that did not come from AWS or the network: a bug. */
export const gapCauseOf = (error: unknown): Pick<Gap, 'kind' | 'reason'> | undefined => {
  if (error instanceof Failure) return { kind: 'failed', reason: error.message };

  return isAwsError(error) ? { kind: kindOf(error), reason: reasonOf(error) } : undefined;
};
