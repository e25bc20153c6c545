import { loadConfig } from '@smithy/core/config';

type Profile = Readonly<Record<string, string | undefined>>;
type ConfigFile = Readonly<Record<string, Profile | undefined>>;

const environmentName = (service: string): string => `AWS_ENDPOINT_URL_${service.toUpperCase().replaceAll(' ', '_')}`;
const profileKey = (service: string): string => `${service.toLowerCase().replaceAll(' ', '_')}.endpoint_url`;

const fromProfile = (service: string, profile: Profile, file: ConfigFile | undefined): string | undefined => {
  const services = profile.services && file?.[`services.${profile.services}`];
  return (services ? services[profileKey(service)] : undefined) ?? profile.endpoint_url;
};

/**
 * The endpoint that environment or profile sets for a service (by its service id: `Route53Profiles`), as every AWS
 * tool reads it. The SDK does this for its own clients, but looks at AWS_PROFILE only, not at `--profile`.
 *
 * @see https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html
 */
export const configuredEndpoint = async (service: string, profile: string | undefined): Promise<string | undefined> => {
  if (process.env.AWS_IGNORE_CONFIGURED_ENDPOINT_URLS === 'true') return undefined;

  return loadConfig<string | undefined>(
    {
      environmentVariableSelector: (env) => env[environmentName(service)] || env.AWS_ENDPOINT_URL || undefined,
      configFileSelector: (section, file) => fromProfile(service, section, file),
      default: undefined,
    },
    profile === undefined ? {} : { profile },
  )();
};
