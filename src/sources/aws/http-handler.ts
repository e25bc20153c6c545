import { readFile } from 'node:fs/promises';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { Failure } from '../../failure.ts';
import { memoizeBy } from '../../memoize.ts';
import { wholeBody } from './answer-body.ts';
import type { Limits } from './limits.ts';
import { type AgentOptions, openProxies } from './proxies.ts';

type Response = Awaited<ReturnType<NodeHttpHandler['handle']>>['response'];

export interface HandlerOptions {
  readonly limits: Limits;
  /** A PEM file of the authorities to trust, instead of those that Node knows. */
  readonly caBundle: string | undefined;
  /** Tells that nothing more is wanted. */
  readonly signal: AbortSignal;
  /** What all sessions of one run have in common. */
  readonly shared: object;
}

/** Of a thousand accounts each would hold all authorities. */
const bundleTexts = memoizeBy<object, string, Promise<string>>();

const agentOptions = async ({ caBundle: bundle, shared: run }: HandlerOptions): Promise<AgentOptions> => {
  const shared = { keepAlive: true, maxSockets: 64 } as const;
  if (bundle === undefined) return shared;

  try {
    return { ...shared, ca: await bundleTexts(run, bundle, () => readFile(bundle, 'utf8')) };
  } catch (cause) {
    const hint = 'Set AWS_CA_BUNDLE, or ca_bundle of the profile, to a readable PEM file, or unset it.';
    throw new Failure(`Cannot read the certificate bundle ${bundle}.`, hint, { cause });
  }
};

const timeoutsOf = ({ connectTimeoutMs, requestTimeoutMs }: Limits) => ({
  connectionTimeout: connectTimeoutMs,
  requestTimeout: requestTimeoutMs,
  throwOnRequestTimeout: true,
});

const isPage = ({ headers }: Response, body: Buffer): boolean =>
  headers['content-type']?.startsWith('text/html') === true &&
  /^\s*<(!doctype|html)/i.test(body.toString('utf8', 0, 200));

/**
 * moto answers an operation that it does not have with a page; a proxy's or a portal's page says nothing of the
 * operation. The type alone does not tell them from answers: moto sends JSON as text/html, too.
 */
const refuseEmulator = (response: Response, body: Buffer): void => {
  const { statusCode, headers } = response;
  if (statusCode < 400 || !/werkzeug/i.test(headers.server ?? '') || !isPage(response, body)) return;

  const message = `the emulator does not know the operation (HTTP ${statusCode})`;
  throw Object.assign(new Error(message), { name: 'NotEmulated', code: 'NotEmulated' });
};

/** One handler, and so one pool of connections, for every client. */
export const httpHandlerOf = async (given: HandlerOptions): Promise<NodeHttpHandler> => {
  const { limits, signal } = given;
  const options = await agentOptions(given);
  const timeouts = timeoutsOf(limits);
  const proxies = await openProxies(timeouts, options, signal);
  const handler = new NodeHttpHandler({ ...timeouts, httpAgent: options, httpsAgent: options });
  const handleDirectly = handler.handle.bind(handler);
  const destroyDirect = handler.destroy.bind(handler);

  handler.handle = async (request, settings) => {
    const handle = proxies.handleFor(request) ?? handleDirectly;
    const { response } = await handle(request, settings);
    const body = await wholeBody(response.body, limits);
    refuseEmulator(response, body);
    // Of a stream the SDK would find out what kind it is, and load Web Streams and blobs to do so.
    response.body = body;

    return { response };
  };
  handler.destroy = () => {
    destroyDirect();
    proxies.destroy();
  };

  return handler;
};
