import { loadConfig } from '@smithy/core/config';
import { Failure } from '../../failure.ts';

type Profile = Readonly<Record<string, string | undefined>>;
type ConfigFile = Readonly<Record<string, Profile | undefined>>;

/** The services that are asked, by the names that endpoints are configured under. */
const serviceIds = [
  'EC2',
  'STS',
  'Route 53',
  'Route53Resolver',
  'Route53Profiles',
  'RAM',
  'Organizations',
  'S3',
] as const;

export type ServiceId = (typeof serviceIds)[number];

/** The URLs that environment or profile set; none where nothing does. */
export type Endpoints = Readonly<Partial<Record<ServiceId, string>>>;

const environmentName = (service: string): string => `AWS_ENDPOINT_URL_${service.toUpperCase().replaceAll(' ', '_')}`;
const profileKey = (service: string): string => `${service.toLowerCase().replaceAll(' ', '_')}.endpoint_url`;

const fromProfile = (service: string, profile: Profile, file: ConfigFile | undefined): string | undefined => {
  const services = profile.services && file?.[`services.${profile.services}`];

  return (services ? services[profileKey(service)] : undefined) ?? profile.endpoint_url;
};

const checked = (service: ServiceId, address: string): string => {
  if (URL.canParse(address) && /^https?:$/.test(new URL(address).protocol)) return address;

  throw new Failure(
    `The endpoint of ${service} is set to ${JSON.stringify(address)}, which is no URL.`,
    'Set AWS_ENDPOINT_URL, or the one of the service, to a URL such as https://vpce-0abc.example.com, or unset it.',
  );
};

const configuredEndpoint = (service: ServiceId, profile: string | undefined): Promise<string | undefined> =>
  loadConfig<string | undefined>(
    {
      environmentVariableSelector: (env) => env[environmentName(service)] || env.AWS_ENDPOINT_URL || undefined,
      configFileSelector: (section, file) => fromProfile(service, section, file),
      default: undefined,
    },
    profile === undefined ? {} : { profile },
  )();

/**
 * The endpoints that environment or profile set, as every AWS tool reads them. The SDK does this for its own clients,
 * but looks at AWS_PROFILE only, not at `--profile`.
 *
 * @see https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html
 */
export const configuredEndpoints = async (profile: string | undefined): Promise<Endpoints> => {
  if (process.env.AWS_IGNORE_CONFIGURED_ENDPOINT_URLS === 'true') return {};

  const found = await Promise.all(
    serviceIds.map(async (service) => [service, await configuredEndpoint(service, profile)] as const),
  );

  return Object.fromEntries(
    found.flatMap(([service, url]) => (url === undefined ? [] : [[service, checked(service, url)]])),
  );
};

/** What may be shown of a URL, which may hold a password. */
const shown = (address: string): string => {
  const url = new URL(address);
  url.username = '';
  url.password = '';

  return url.href.replace(/\/$/, '');
};

/** The one to name in a report: that of EC2, which tells the most. */
export const shownEndpoint = (endpoints: Endpoints): string | undefined => {
  const [first] = serviceIds.flatMap((service) => endpoints[service] ?? []);

  return first === undefined ? undefined : shown(first);
};

const isLoopback = ({ hostname }: URL): boolean => /^(localhost|127(\.\d+){3}|\[::1\]|.+\.localhost)$/.test(hostname);

/** Those whose answers anybody on the way could have written. */
export const plainEndpoints = (endpoints: Endpoints): readonly string[] => {
  const urls = Object.values(endpoints).map((address) => new URL(address));

  return [
    ...new Set(urls.filter((url) => url.protocol === 'http:' && !isLoopback(url)).map(({ href }) => shown(href))),
  ];
};
