import { readFile } from 'node:fs/promises';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { Failure } from '../../failure.ts';
import type { Limits } from './limits.ts';

const authoritiesFrom = async (path: string | undefined): Promise<{ ca?: string }> => {
  if (path === undefined || path === '') return {};

  try {
    return { ca: await readFile(path, 'utf8') };
  } catch (cause) {
    throw new Failure(
      `Cannot read the certificate bundle ${path}.`,
      'Set AWS_CA_BUNDLE to a readable PEM file, or unset it.',
      { cause },
    );
  }
};

/** Gateways and load balancers answer these in HTML as well, and mean "later", not "never". */
const passing = new Set([429, 502, 503, 504]);

/**
 * AWS speaks XML and JSON. An HTML page comes from an emulator without the operation, from a proxy or from a
 * portal; parsed as XML it could pass for an empty list.
 */
const refuseHtml = (response: { statusCode: number; headers: Record<string, string> }): void => {
  const type = response.headers['content-type'] ?? '';
  if (!type.startsWith('text/html') || passing.has(response.statusCode)) return;

  throw Object.assign(new Error(`answered with an HTML page (HTTP ${response.statusCode})`), {
    name: 'HtmlAnswer',
    code: 'HtmlAnswer',
  });
};

/** Whatever such an answer calls itself, HTML is no JSON and will not parse: moto labels its JSON text/html. */
const answersJson = (request: { headers: Record<string, string> }, response: { statusCode: number }): boolean =>
  response.statusCode < 300 && (request.headers['content-type'] ?? '').startsWith('application/x-amz-json');

/** One handler, and so one pool of connections, for every client. */
export const httpHandlerOf = async (limits: Limits): Promise<NodeHttpHandler> => {
  const agent = { keepAlive: true, maxSockets: 64 };
  const handler = new NodeHttpHandler({
    httpAgent: agent,
    httpsAgent: { ...agent, ...(await authoritiesFrom(process.env.AWS_CA_BUNDLE)) },
    connectionTimeout: limits.connectTimeoutMs,
    requestTimeout: limits.requestTimeoutMs,
    throwOnRequestTimeout: true,
  });

  const handle = handler.handle.bind(handler);
  handler.handle = async (request, options) => {
    const answer = await handle(request, options);
    try {
      if (!answersJson(request, answer.response)) refuseHtml(answer.response);
    } catch (error) {
      answer.response.body?.destroy?.();
      throw error;
    }
    return answer;
  };

  return handler;
};
