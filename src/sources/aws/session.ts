import { setMaxListeners } from 'node:events';
import type { EC2Client } from '@aws-sdk/client-ec2';
import { defaultProvider } from '@aws-sdk/credential-provider-node';
import { doesIdentityRequireRefresh, isIdentityExpired, memoizeIdentityProvider } from '@smithy/core';
import type { NodeHttpHandler } from '@smithy/node-http-handler';
import type { AwsCredentialIdentityProvider, HashConstructor, Logger, RetryStrategyV2 } from '@smithy/types';
import { type ApiCalls, apiCallsOf } from './api-calls.ts';
import { type AwsConfig, limitsUnder, loadAwsConfig } from './aws-config.ts';
import type { AssumedRole } from './caller.ts';
import { configuredEndpoints, type Endpoints, type ServiceId } from './configured-endpoint.ts';
import { credentialFailureOf } from './credential-failure.ts';
import { timeoutError } from './deadline.ts';
import { type Ec2Readers, ec2ReadersOf } from './ec2-readers.ts';
import { httpHandlerOf } from './http-handler.ts';
import type { Limits, Pace } from './limits.ts';
import { once } from './once.ts';
import { paced } from './paced.ts';
import type { RunWide } from './run-wide.ts';
import { newTally, type Tally } from './tally.ts';
import { type Throttle, throttleOf } from './throttle.ts';

export interface SessionOptions {
  readonly profile?: string;
  /** Assumed with the credentials of environment or profile. */
  readonly role?: AssumedRole;
  /** Where to ask what is not asked Region by Region. */
  readonly home: string;
  readonly toolVersion: string;
  readonly limits: Limits;
  /** After so many seconds nothing is waited for any more. */
  readonly timeoutSeconds: number | undefined;
  /** When these began to count, on the clock of `performance.now()`; none: now. */
  readonly startedAt?: number;
  /** What it shares with those of other accounts. */
  readonly shared?: RunWide;
}

interface ClientSettings {
  readonly requestHandler: NodeHttpHandler;
  readonly retryStrategy: RetryStrategyV2;
  readonly customUserAgent: [string, string][];
  readonly useFipsEndpoint: boolean;
  readonly useDualstackEndpoint: boolean;
  readonly endpoint?: string;
  readonly profile?: string;
  readonly logger?: Logger;
}

/** What all requests of one run share: credentials, connections, retries, and the way to stop. */
export interface Session {
  readonly home: string;
  readonly limits: Limits;
  readonly credentials: AwsCredentialIdentityProvider;
  readonly handler: NodeHttpHandler;
  readonly sha256: HashConstructor;
  /** Settles when the first request goes out: what is loaded from then on is loaded while AWS is at work. */
  readonly underWay: Promise<void>;
  readonly tally: Tally;
  /** Those that environment or profile set. */
  readonly endpoints: Endpoints;
  /** What a client is made with, by its service id. */
  settings(service: ServiceId, calls: ApiCalls): ClientSettings;
  calls(pace: Pace): ApiCalls;
  ec2(region: string): Ec2Readers;
  /** The usual host of a service, in whatever partition the Region is. */
  hostOf(service: string, region: string): string;
  close(): void;
}

const silent: Logger = { debug() {}, info() {}, warn() {}, error() {} };

/** Keys in the environment beside `--profile` are no reason for the SDK to warn: the profile was asked for. */
const loggerOf = (profile: string | undefined): Logger =>
  profile === undefined ? { ...silent, warn: (text) => process.stderr.write(`${text}\n`) } : silent;

type ProviderInit = Parameters<typeof defaultProvider>[0];

/** Credentials that cannot be loaded fail every request, and are not looked for a second time. */
const explained = (init: ProviderInit, profile: string | undefined): AwsCredentialIdentityProvider => {
  const noted: string[] = [];
  const debug = (text: string): unknown => noted.push(text.replace(/^@smithy\/property-provider (->|\(!\)) /, ''));
  const credentials = defaultProvider({ ...init, logger: { ...loggerOf(profile), debug } });
  let failure: Error | undefined;

  return async (properties) => {
    if (failure) throw failure;
    try {
      return await credentials(properties);
    } catch (error) {
      failure = credentialFailureOf(error, profile ?? process.env.AWS_PROFILE, noted);
      throw failure;
    }
  };
};

/** A role is assumed once, and again before its session ends; one that cannot be is not tried a second time. */
const kept = (assume: AwsCredentialIdentityProvider): AwsCredentialIdentityProvider => {
  let failure: unknown;
  const tried = async (properties?: Record<string, unknown>) => {
    if (failure !== undefined) throw failure;
    try {
      return await assume(properties);
    } catch (error) {
      failure = error;
      throw error;
    }
  };

  return memoizeIdentityProvider(tried, isIdentityExpired, doesIdentityRequireRefresh) ?? tried;
};

/** The SDK's own chain, or the role that its credentials assume. */
const credentialsOf =
  ({ profile, role, home, limits }: SessionOptions, shared: Pick<Session, 'settings' | 'calls'>) =>
  (init: ProviderInit): AwsCredentialIdentityProvider => {
    const own = explained(init, profile);
    if (role === undefined) return own;
    const calls = shared.calls(limits.sts);
    const assumed = once(async () => {
      const { assumeRole } = await import('./assume-role.ts');

      return assumeRole(role, own, { ...shared.settings('STS', calls), region: home });
    });

    return kept(async (properties) => calls.run(async () => (await assumed())(properties)));
  };

interface Shared {
  readonly config: AwsConfig;
  readonly endpoints: Endpoints;
  readonly handler: NodeHttpHandler;
}

const settingsOf = (
  { profile, toolVersion }: SessionOptions,
  { config, endpoints, handler }: Shared,
): Session['settings'] => {
  const { useFipsEndpoint, useDualstackEndpoint } = config;
  const customUserAgent: [string, string][] = [['vpce-audit', toolVersion]];
  const shared = { requestHandler: handler, customUserAgent, useFipsEndpoint, useDualstackEndpoint };

  return (service, { retries }) => {
    const endpoint = endpoints[service];

    return {
      ...shared,
      retryStrategy: retries,
      ...(profile === undefined ? {} : { profile, logger: silent }),
      ...(endpoint === undefined ? {} : { endpoint }),
    };
  };
};

/** Requests are counted, and take their turn among those of all accounts. Settles when the first one goes out. */
const firstRequestOf = (handler: NodeHttpHandler, tally: Tally, shared: RunWide | undefined): Promise<void> =>
  new Promise((resolve) => {
    const handle = handler.handle.bind(handler);
    handler.handle = (request, settings) => {
      const send = () => {
        tally.made += 1;

        return handle(request, settings);
      };
      resolve();

      return shared === undefined ? send() : shared.requests.run(send);
    };
  });

/** In GovCloud the plain hosts of EC2 and most services are the ones with FIPS; of these they are not. */
const alwaysMarked = new Set(['route53profiles']);

/** The host of a service where EC2 has this one. */
const hostBeside = (ec2Host: string, service: string, hasFips: boolean): string => {
  const host = ec2Host.replace(/^ec2(?=[.-])/, service);
  // S3 was there before the names that others have for both families.
  if (service === 's3') return host.replace(/\.([a-z\d-]+)\.api\.aws$/, '.dualstack.$1.amazonaws.com');

  return hasFips && alwaysMarked.has(service) ? host.replace(`${service}.`, `${service}-fips.`) : host;
};

const hostsBeside =
  (
    endpointProvider: EC2Client['config']['endpointProvider'],
    { useFipsEndpoint: UseFIPS, useDualstackEndpoint: UseDualStack }: AwsConfig,
  ): Session['hostOf'] =>
  (service, Region) =>
    hostBeside(endpointProvider({ Region, UseFIPS, UseDualStack }).url.hostname, service, UseFIPS);

/** A way to stop everything that is under way, at the latest when time is up. */
const stopAfter = ({ timeoutSeconds: seconds, startedAt = performance.now() }: SessionOptions) => {
  const controller = new AbortController();
  // One listener a request in flight, which Node would take for a leak.
  setMaxListeners(0, controller.signal);
  const timeUp = (): void => controller.abort(timeoutError(`not read within the ${seconds} s of --timeout`));
  const timer =
    seconds === undefined ? undefined : setTimeout(timeUp, Math.max(0, startedAt + seconds * 1000 - performance.now()));

  return {
    signal: controller.signal,
    stop: () => {
      clearTimeout(timer);
      // Not an error, whose stack would keep the session alive.
      controller.abort('the run is over');
    },
  };
};

export const openSession = async (options: SessionOptions): Promise<Session> => {
  // Node 20 is supported on purpose; users of a bundle cannot act on the SDK's advice to upgrade.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';

  const { home, profile } = options;
  const [config, endpoints] = await Promise.all([loadAwsConfig(profile), configuredEndpoints(profile)]);
  const limits = limitsUnder(config, options.limits);
  const { signal, stop } = stopAfter(options);

  const handler = await httpHandlerOf({ limits, caBundle: config.caBundle, signal, shared: options.shared ?? options });
  const tally = newTally();
  const underWay = firstRequestOf(handler, tally, options.shared);
  const settings = settingsOf(options, { config, endpoints, handler });
  const callsAt = (throttle: Throttle): ApiCalls => apiCallsOf(limits, throttle, { stop: signal, tally });
  const calls = (pace: Pace): ApiCalls => callsAt(throttleOf(pace, signal));
  const ec2Of = (region: string, identity: Parameters<typeof ec2ReadersOf>[1]) =>
    ec2ReadersOf(region, identity, {
      ...{ limits, shared: options.shared, signal, callsAt, paced },
      settings: (own) => settings('EC2', own),
    });
  const { client: first, readers } = ec2Of(home, {
    credentialDefaultProvider: credentialsOf(options, { settings, calls }),
  });
  const { credentials, sha256, endpointProvider } = first.config;

  return {
    home,
    limits,
    credentials,
    handler,
    sha256,
    underWay,
    tally,
    endpoints,
    settings,
    calls,
    ec2: (region) => (region === home ? readers : ec2Of(region, { credentials }).readers),
    hostOf: hostsBeside(endpointProvider, config),
    close() {
      stop();
      handler.destroy();
    },
  };
};
