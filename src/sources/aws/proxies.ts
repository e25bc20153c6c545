import { NodeHttpHandler } from '@smithy/node-http-handler';

export interface AgentOptions {
  readonly keepAlive: true;
  readonly maxSockets: number;
  readonly ca?: string;
}

type Handle = NodeHttpHandler['handle'];

/** The ways through proxies, one a proxy. */
export interface Proxies {
  /** How to send a request through its proxy, if it has one. */
  handleFor(request: Parameters<Handle>[0]): Handle | undefined;
  destroy(): void;
}

const proxyVariables = ['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy', 'ALL_PROXY', 'all_proxy'];

const refusals: Readonly<Record<string, string>> = {
  403: 'does not let this machine through',
  407: 'wants a user and a password, or does not accept those that it was given',
  502: 'cannot reach it',
  503: 'cannot reach it now',
  504: 'gets no answer from it',
};

const absent = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN']);

/** The name of a proxy may hold a password. */
const nameOf = (proxy: string): string => (URL.canParse(proxy) ? new URL(proxy).host : 'of the environment');

/** Only its proxy is dialled for such a request: whatever fails before AWS answers is the proxy's doing. */
const proxyErrorOf = (error: unknown, proxy: string): unknown => {
  if (!(error instanceof Error)) return error;
  const status = /^Bad response: (\d+)$/.exec(error.message)?.[1];
  if (status === undefined && !('code' in error && absent.has(String(error.code)))) return error;

  const what =
    status === undefined ? `is not there (${error.message})` : `${refusals[status] ?? 'refuses'} (HTTP ${status})`;

  return Object.assign(new Error(`the proxy ${nameOf(proxy)} ${what}`), {
    name: 'ProxyError',
    code: 'ProxyError',
    // The SDK tries again what fails with these; the others say "never".
    ...(Number(status) >= 500 ? { $metadata: { httpStatusCode: Number(status) } } : {}),
  });
};

const noProxies: Proxies = { handleFor: () => undefined, destroy() {} };

/** The SDK, unlike other AWS tools, does not look for proxies. */
export const openProxies = async (
  timeouts: Readonly<Record<string, unknown>>,
  options: AgentOptions,
  signal: AbortSignal,
): Promise<Proxies> => {
  if (!proxyVariables.some((name) => process.env[name])) return noProxies;

  const [{ HttpProxyAgent, HttpsProxyAgent }, { getProxyForUrl }] = await Promise.all([
    import('hpagent'),
    import('proxy-from-env'),
  ]);
  const handlers = new Map<string, NodeHttpHandler>();
  const handlerOf = (proxy: string): NodeHttpHandler => {
    // A proxy that never answers would otherwise hold the process: no agent knows of the socket yet.
    const proxyRequestOptions = { signal, ...(options.ca === undefined ? {} : { ca: [options.ca] }) };
    const agent = { ...options, proxy, proxyRequestOptions };
    const handler =
      handlers.get(proxy) ??
      new NodeHttpHandler({
        ...timeouts,
        httpAgent: new HttpProxyAgent(agent),
        httpsAgent: new HttpsProxyAgent(agent),
      });
    handlers.set(proxy, handler);

    return handler;
  };

  return {
    handleFor: ({ protocol, hostname, port }) => {
      const proxy = getProxyForUrl(`${protocol}//${hostname}${port === undefined ? '' : `:${port}`}`);
      if (proxy === '') return undefined;

      const handler = handlerOf(proxy);

      return (request, settings) =>
        handler.handle(request, settings).catch((error: unknown) => {
          throw proxyErrorOf(error, proxy);
        });
    },
    destroy() {
      for (const handler of handlers.values()) handler.destroy();
    },
  };
};
