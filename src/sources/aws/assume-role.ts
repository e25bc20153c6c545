import { fromTemporaryCredentials } from '@aws-sdk/credential-providers';
import type { AwsCredentialIdentityProvider } from '@smithy/types';
import { Failure } from '../../failure.ts';
import type { AssumedRole } from './caller.ts';
import { errorText } from './error-text.ts';

type TemporaryCredentials = Parameters<typeof fromTemporaryCredentials>[0];

const hintFor = ({ externalId }: AssumedRole, error: unknown): string => {
  if (!/AccessDenied|not authorized/.test(String(error))) return 'See whether STS can be reached from this machine.';
  const asked = externalId === undefined ? ', and whether it asks for an --external-id' : ' and --external-id';

  return `Allow sts:AssumeRole on it to who asks, and see whom its trust policy accepts${asked}.`;
};

/** Every request for credentials fails with a `Failure` that names the role. */
export const assumeRole = (
  role: AssumedRole,
  masterCredentials: AwsCredentialIdentityProvider,
  clientConfig: NonNullable<TemporaryCredentials['clientConfig']>,
): AwsCredentialIdentityProvider => {
  const { arn, externalId, sessionName, tags } = role;
  const assumed = fromTemporaryCredentials({
    masterCredentials,
    clientConfig,
    params: {
      RoleArn: arn,
      RoleSessionName: sessionName,
      ...(externalId === undefined ? {} : { ExternalId: externalId }),
      Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
    },
  });

  return async (properties) => {
    try {
      return await assumed(properties);
    } catch (error) {
      if (error instanceof Failure) throw error;
      const reason = errorText(error instanceof Error ? error.message : String(error));
      throw new Failure(`The role ${arn} cannot be assumed: ${reason}`, hintFor(role, error), { cause: error });
    }
  };
};
