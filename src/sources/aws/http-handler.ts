import { readFile } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { Failure } from '../../failure.ts';
import type { Limits } from './limits.ts';

type Handle = NodeHttpHandler['handle'];
type Response = Awaited<ReturnType<Handle>>['response'];
type Choose = (request: Parameters<Handle>[0]) => NodeHttpHandler | undefined;

interface AgentOptions {
  readonly keepAlive: true;
  readonly maxSockets: number;
  readonly ca?: string;
}

const agentOptions = async (): Promise<AgentOptions> => {
  const bundle = process.env.AWS_CA_BUNDLE || undefined;
  const shared = { keepAlive: true, maxSockets: 64 } as const;
  if (bundle === undefined) return shared;

  try {
    return { ...shared, ca: await readFile(bundle, 'utf8') };
  } catch (cause) {
    const hint = 'Set AWS_CA_BUNDLE to a readable PEM file, or unset it.';
    throw new Failure(`Cannot read the certificate bundle ${bundle}.`, hint, { cause });
  }
};

const timeoutsOf = ({ connectTimeoutMs, requestTimeoutMs }: Limits) => ({
  connectionTimeout: connectTimeoutMs,
  requestTimeout: requestTimeoutMs,
  throwOnRequestTimeout: true,
});

const proxyVariables = ['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy', 'ALL_PROXY', 'all_proxy'];

/** The way through the proxy of a request, if it has one. The SDK, unlike other AWS tools, does not look for any. */
const proxiesOf = async (limits: Limits, options: AgentOptions): Promise<Choose> => {
  if (!proxyVariables.some((name) => process.env[name])) return () => undefined;

  const [{ HttpProxyAgent, HttpsProxyAgent }, { getProxyForUrl }] = await Promise.all([
    import('hpagent'),
    import('proxy-from-env'),
  ]);
  const handlers = new Map<string, NodeHttpHandler>();

  return ({ protocol, hostname, port }) => {
    const proxy = getProxyForUrl(`${protocol}//${hostname}${port === undefined ? '' : `:${port}`}`);
    if (proxy === '') return undefined;

    const known = handlers.get(proxy);
    if (known) return known;

    const httpAgent = new HttpProxyAgent({ ...options, proxy });
    const httpsAgent = new HttpsProxyAgent({ ...options, proxy });
    const handler = new NodeHttpHandler({ ...timeoutsOf(limits), httpAgent, httpsAgent });
    handlers.set(proxy, handler);
    return handler;
  };
};

const wholeOf = (body: Readable): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    body.on('data', (chunk: Buffer) => chunks.push(chunk));
    body.on('end', () => resolve(Buffer.concat(chunks)));
    body.on('error', reject);
  });

/** Gateways and load balancers answer these in HTML as well, and mean "later", not "never". */
const passing = new Set([429, 502, 503, 504]);

const foreignAnswer = (status: number): Error =>
  Object.assign(new Error(`answered with an HTML page (HTTP ${status})`), { name: 'HtmlAnswer', code: 'HtmlAnswer' });

/**
 * AWS speaks XML and JSON. An HTML page comes from an emulator without the operation, from a proxy or from a portal;
 * parsed as XML it could pass for an empty list. The type alone does not tell: moto sends JSON as text/html.
 */
const refusePage = ({ statusCode, headers }: Response, body: Buffer): void => {
  if (!headers['content-type']?.startsWith('text/html') || passing.has(statusCode)) return;
  if (/^\s*<(!doctype|html)/i.test(body.toString('utf8'))) throw foreignAnswer(statusCode);
};

/** One handler, and so one pool of connections, for every client. */
export const httpHandlerOf = async (limits: Limits): Promise<NodeHttpHandler> => {
  const options = await agentOptions();
  const proxyFor = await proxiesOf(limits, options);
  const handler = new NodeHttpHandler({ ...timeoutsOf(limits), httpAgent: options, httpsAgent: options });
  const handleDirectly = handler.handle.bind(handler);

  handler.handle = async (request, settings) => {
    const proxy = proxyFor(request);
    const { response } = await (proxy ? proxy.handle(request, settings) : handleDirectly(request, settings));
    const body = await wholeOf(response.body);
    refusePage(response, body);
    // Of a stream the SDK would find out what kind it is, and load Web Streams and blobs to do so.
    response.body = body;
    return { response };
  };

  return handler;
};
