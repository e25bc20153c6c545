import { setMaxListeners } from 'node:events';
import { EC2Client } from '@aws-sdk/client-ec2';
import { defaultProvider } from '@aws-sdk/credential-provider-node';
import type { NodeHttpHandler } from '@smithy/node-http-handler';
import type { AwsCredentialIdentityProvider, HashConstructor, Logger, RetryStrategyV2 } from '@smithy/types';
import { configuredEndpoint } from './configured-endpoint.ts';
import { credentialFailureOf } from './errors.ts';
import { httpHandlerOf } from './http-handler.ts';
import type { Limits } from './limits.ts';
import { retryStrategyOf } from './retry-strategy.ts';
import type { Throttle } from './throttle.ts';

export interface SessionOptions {
  readonly profile: string | undefined;
  /** Where to ask what is not asked Region by Region. */
  readonly home: string;
  readonly toolVersion: string;
  readonly limits: Limits;
}

interface ClientSettings {
  readonly requestHandler: NodeHttpHandler;
  readonly retryStrategy: RetryStrategyV2;
  readonly customUserAgent: [string, string][];
  readonly endpoint?: string;
  readonly profile?: string;
  readonly logger?: Logger;
}

interface Sender {
  // biome-ignore lint/suspicious/noExplicitAny: the SDK's own overloads decide what a client takes and gives
  send(command: any, options?: any): Promise<any>;
}

/** What all requests of one run share: credentials, connections, retries, and the way to stop. */
export interface Session {
  readonly home: string;
  readonly limits: Limits;
  readonly credentials: AwsCredentialIdentityProvider;
  readonly handler: NodeHttpHandler;
  readonly retries: RetryStrategyV2;
  readonly sha256: HashConstructor;
  readonly signal: AbortSignal;
  /** Settles when the first request goes out: what is loaded from then on is loaded while AWS is at work. */
  readonly underWay: Promise<void>;
  /** What a client is made with, by its service id. */
  settings(service: string): Promise<ClientSettings>;
  ec2(region: string): Promise<EC2Client>;
  /** The endpoint that environment or profile sets for a service, by its service id. */
  endpointOf(service: string): Promise<string | undefined>;
  /** The usual host of a service, in whatever partition the Region is. */
  hostOf(service: string, region: string): string;
  /** A client's `send`, under a throttle and stopped with the session. */
  paced<C extends Sender>(client: C, throttle: Throttle): Pick<C, 'send'>;
  close(): void;
}

/** Credentials that cannot be loaded end the run, whichever request needed them first. */
const explained =
  (credentials: AwsCredentialIdentityProvider, profile: string | undefined): AwsCredentialIdentityProvider =>
  async (properties) => {
    try {
      return await credentials(properties);
    } catch (error) {
      throw credentialFailureOf(error, profile);
    }
  };

/** Keys in the environment beside `--profile` are no reason for the SDK to warn: the profile was asked for. */
const silent: Logger = { debug() {}, info() {}, warn() {}, error() {} };

const settingsOf = ({ profile, toolVersion }: SessionOptions, handler: NodeHttpHandler, retries: RetryStrategyV2) => {
  const customUserAgent: [string, string][] = [['vpce-audit', toolVersion]];
  const shared = { requestHandler: handler, retryStrategy: retries, customUserAgent };

  return async (service: string): Promise<ClientSettings> => {
    if (profile === undefined) return shared;

    const endpoint = await configuredEndpoint(service, profile);
    return { ...shared, profile, logger: silent, ...(endpoint ? { endpoint } : {}) };
  };
};

const firstRequestOf = (handler: NodeHttpHandler): Promise<void> =>
  new Promise((resolve) => {
    const handle = handler.handle.bind(handler);
    handler.handle = (request, settings) => {
      resolve();
      return handle(request, settings);
    };
  });

export const openSession = async (options: SessionOptions): Promise<Session> => {
  // Node 20 is supported on purpose; users of a bundle cannot act on the SDK's advice to upgrade.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';

  const { home, limits, profile } = options;
  const stop = new AbortController();
  // One listener a request in flight, which Node would take for a leak.
  setMaxListeners(0, stop.signal);

  const handler = await httpHandlerOf(limits);
  const underWay = firstRequestOf(handler);
  const retries = retryStrategyOf(limits, stop.signal);
  const settings = settingsOf(options, handler, retries);
  const first = new EC2Client({
    ...(await settings('EC2')),
    region: home,
    credentialDefaultProvider: (init) => explained(defaultProvider(init), profile ?? process.env.AWS_PROFILE),
  });
  const { credentials, sha256, endpointProvider } = first.config;

  return {
    home,
    limits,
    credentials,
    handler,
    retries,
    sha256,
    signal: stop.signal,
    underWay,
    settings,
    ec2: async (region) =>
      region === home ? first : new EC2Client({ ...(await settings('EC2')), region, credentials }),
    endpointOf: (service) => configuredEndpoint(service, profile),
    hostOf: (service, Region) => {
      const { url } = endpointProvider({ Region, UseFIPS: false, UseDualStack: false });
      return url.hostname.replace(/^ec2\./, `${service}.`);
    },
    paced: (client, throttle) => ({
      send: (command: unknown) => throttle(() => client.send(command, { abortSignal: stop.signal })),
    }),
    close() {
      stop.abort();
      handler.destroy();
    },
  };
};
