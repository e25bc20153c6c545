import {
  loadConfig,
  NODE_USE_DUALSTACK_ENDPOINT_CONFIG_OPTIONS,
  NODE_USE_FIPS_ENDPOINT_CONFIG_OPTIONS,
} from '@smithy/core/config';
import { Failure } from '../../failure.ts';
import type { Limits } from './limits.ts';

/** What environment and profile say of how AWS is asked, as for every AWS tool. */
export interface AwsConfig {
  readonly useFipsEndpoint: boolean;
  readonly useDualstackEndpoint: boolean;
  readonly caBundle: string | undefined;
  /** How often a request is sent at most, whatever comes back. */
  readonly maxAttempts: number | undefined;
}

const retryModes = ['legacy', 'standard', 'adaptive'];

const setting = (variable: string, key: string, profile: { readonly profile?: string }): Promise<string | undefined> =>
  loadConfig<string | undefined>(
    {
      environmentVariableSelector: (env) => env[variable] || undefined,
      configFileSelector: (section) => section[key] || undefined,
      default: undefined,
    },
    profile,
  )();

const attemptsIn = (text: string | undefined): number | undefined => {
  if (text === undefined) return undefined;
  const attempts = Number(text);
  if (Number.isInteger(attempts) && attempts >= 1) return attempts;

  throw new Failure(
    `The number of attempts is set to ${JSON.stringify(text)}.`,
    'Set AWS_MAX_ATTEMPTS, or max_attempts of the profile, to 1 or more.',
  );
};

/** Every mode is honoured by the same pacing, which adapts to throttling. */
const assertMode = (mode: string | undefined): void => {
  if (mode === undefined || retryModes.includes(mode)) return;

  throw new Failure(
    `The retry mode is set to ${JSON.stringify(mode)}.`,
    `Set AWS_RETRY_MODE, or retry_mode of the profile, to ${retryModes.join(', ')}.`,
  );
};

const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/**
 * @see https://docs.aws.amazon.com/sdkref/latest/guide/settings-reference.html
 */
export const loadAwsConfig = async (profile: string | undefined): Promise<AwsConfig> => {
  const from = profile === undefined ? {} : { profile };
  try {
    const [useFipsEndpoint, useDualstackEndpoint, caBundle, attempts, mode] = await Promise.all([
      loadConfig(NODE_USE_FIPS_ENDPOINT_CONFIG_OPTIONS, from)(),
      loadConfig(NODE_USE_DUALSTACK_ENDPOINT_CONFIG_OPTIONS, from)(),
      setting('AWS_CA_BUNDLE', 'ca_bundle', from),
      setting('AWS_MAX_ATTEMPTS', 'max_attempts', from),
      setting('AWS_RETRY_MODE', 'retry_mode', from),
    ]);
    assertMode(mode);
    return { useFipsEndpoint, useDualstackEndpoint, caBundle, maxAttempts: attemptsIn(attempts) };
  } catch (error) {
    if (error instanceof Failure) throw error;

    const hint = 'Look at the AWS variables of the environment and at the profile in the AWS config file.';
    throw new Failure(`The AWS configuration cannot be used: ${wordsOf(error)}`, hint, { cause: error });
  }
};

/** The limits under that configuration. */
export const limitsUnder = ({ maxAttempts }: AwsConfig, limits: Limits): Limits =>
  maxAttempts === undefined ? limits : { ...limits, throttledAttempts: maxAttempts, failedAttempts: maxAttempts };
