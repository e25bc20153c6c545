import { HttpRequest } from '@smithy/core/protocols';
import { SignatureV4 } from '@smithy/signature-v4';
import type { HttpResponse, RetryErrorType } from '@smithy/types';
import type { Session } from './session.ts';

export type JsonObject = Record<string, unknown>;
export type SignedGet = (path: string, query: Record<string, string>) => Promise<JsonObject>;

export interface RestApi {
  /** Its service id, as in AWS_ENDPOINT_URL_<ID>. */
  readonly service: string;
  readonly signingName: string;
  readonly region: string;
}

const isObject = (value: unknown): value is JsonObject => typeof value === 'object' && value !== null;

const textOf = async (body: AsyncIterable<Uint8Array>): Promise<string> => {
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) chunks.push(chunk);

  return Buffer.concat(chunks).toString('utf8');
};

/** What the SDK would throw: the error's name, and the status as metadata. */
const errorFrom = (name: string, message: string, status: number): Error =>
  Object.assign(new Error(message), { name, $metadata: { httpStatusCode: status } });

const parseJson = (text: string, status: number): JsonObject => {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : {};
  } catch {
    throw errorFrom('SyntaxError', `the answer is not JSON (HTTP ${status})`, status);
  }
};

const answerOf = async ({ statusCode, headers, body }: HttpResponse): Promise<JsonObject> => {
  const answer = parseJson(await textOf(body), statusCode);
  if (statusCode < 300) return answer;

  const type = headers['x-amzn-errortype'] ?? answer.__type ?? answer.code ?? `Http${statusCode}`;
  const name = String(type).split(':')[0]?.split('#').at(-1) ?? '';
  throw errorFrom(name, String(answer.message ?? answer.Message ?? 'no message'), statusCode);
};

const passingCodes = new Set(['ECONNRESET', 'ECONNREFUSED', 'EPIPE', 'ETIMEDOUT']);

const retryTypeOf = (error: unknown): RetryErrorType => {
  if (!(error instanceof Error)) return 'CLIENT_ERROR';

  const { $metadata, code } = error as { $metadata?: { httpStatusCode?: number }; code?: string };
  const status = $metadata?.httpStatusCode ?? 0;
  if (status === 429 || /Throttl|TooManyRequests/.test(error.name)) return 'THROTTLING';
  if (error.name === 'TimeoutError' || passingCodes.has(code ?? '')) return 'TRANSIENT';
  return [500, 502, 503, 504].includes(status) && error.name !== 'SyntaxError' ? 'TRANSIENT' : 'CLIENT_ERROR';
};

const requestTo = (base: URL, path: string, query: Record<string, string>): HttpRequest =>
  new HttpRequest({
    method: 'GET',
    protocol: base.protocol,
    hostname: base.hostname,
    ...(base.port === '' ? {} : { port: Number(base.port) }),
    path: `${base.pathname.replace(/\/$/, '')}${path}`,
    query,
    headers: { host: base.host, accept: 'application/json' },
  });

/** GET with the SDK's signer, credentials, connections and retries, for a REST API without a client of its own. */
export const signedGetOf = async (session: Session, { service, signingName, region }: RestApi): Promise<SignedGet> => {
  const { endpoint } = await session.settings(service);
  const base = new URL(endpoint ?? `https://${session.hostOf(signingName, region)}`);
  const signer = new SignatureV4({
    service: signingName,
    region,
    credentials: session.credentials,
    sha256: session.sha256,
  });

  const attempt = async (path: string, query: Record<string, string>): Promise<JsonObject> => {
    const signed = await signer.sign(requestTo(base, path, query));
    const { response } = await session.handler.handle(new HttpRequest(signed), { abortSignal: session.signal });
    return answerOf(response);
  };

  return async (path, query) => {
    let token = await session.retries.acquireInitialRetryToken(service);
    for (;;) {
      try {
        return await attempt(path, query);
      } catch (error) {
        const errorType = retryTypeOf(error);
        token = await session.retries.refreshRetryTokenForRetry(token, { errorType }).catch(() => {
          throw error;
        });
      }
    }
  };
};
