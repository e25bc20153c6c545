import { HttpRequest } from '@smithy/core/protocols';
import { SignatureV4 } from '@smithy/signature-v4';
import type { HttpResponse, RetryErrorType } from '@smithy/types';
import type { ServiceId } from './configured-endpoint.ts';
import type { Pace } from './limits.ts';
import type { Session } from './session.ts';

export interface Api {
  readonly service: ServiceId;
  /** As in its host name and in signatures. */
  readonly signingName: string;
  readonly region: string;
  readonly pace: Pace;
}

export interface ApiRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  readonly query?: Record<string, string>;
  readonly headers?: Record<string, string>;
  readonly body?: string | Uint8Array;
}

export interface ApiAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  readonly text: string;
}

/** Sends a request; the reader takes what it needs from the answer, or throws an `apiError`. */
export type Send = <T>(request: ApiRequest, read: (answer: ApiAnswer) => T) => Promise<T>;

const answerOf = ({ statusCode, headers, body }: HttpResponse): ApiAnswer => ({
  status: statusCode,
  headers,
  body,
  text: body.toString('utf8'),
});

const passingCodes = new Set(['ECONNRESET', 'ECONNREFUSED', 'EPIPE', 'ETIMEDOUT']);
const passingStatuses = new Set([500, 502, 503, 504]);

const retryTypeOf = (error: unknown): RetryErrorType => {
  if (!(error instanceof Error)) return 'CLIENT_ERROR';

  const { $metadata, code } = error as { $metadata?: { httpStatusCode?: number }; code?: string };
  const status = $metadata?.httpStatusCode ?? 0;
  if (status === 429 || /Throttl|TooManyRequests/.test(error.name)) return 'THROTTLING';
  if (error.name === 'TimeoutError' || passingCodes.has(code ?? '')) return 'TRANSIENT';

  return passingStatuses.has(status) ? 'TRANSIENT' : 'CLIENT_ERROR';
};

const httpRequestOf = (base: URL, { path, headers, ...request }: ApiRequest): HttpRequest =>
  new HttpRequest({
    ...request,
    protocol: base.protocol,
    hostname: base.hostname,
    ...(base.port === '' ? {} : { port: Number(base.port) }),
    path: `${base.pathname.replace(/\/$/, '')}${path}`,
    headers: { host: base.host, ...headers },
  });

/**
 * Requests with the SDK's signer, credentials, connections and retries, to an API of which two operations are needed:
 * its client, where there is one, would cost more time than the answer.
 */
export const signedSenderOf = (session: Session, { service, signingName, region, pace }: Api): Send => {
  const { credentials, sha256, handler, endpoints, hostOf, calls } = session;
  const { retries, run } = calls(pace);
  const signer = new SignatureV4({
    service: signingName,
    region,
    credentials,
    sha256,
    uriEscapePath: service !== 'S3',
  });
  const baseOf = (): URL => new URL(endpoints[service] ?? `https://${hostOf(signingName, region)}`);

  return (request, read) =>
    run(async (abortSignal) => {
      const base = baseOf();
      let token = await retries.acquireInitialRetryToken(service);
      for (;;) {
        try {
          const signed = await signer.sign(httpRequestOf(base, request));
          const { response } = await handler.handle(new HttpRequest(signed), { abortSignal });
          return read(answerOf(response));
        } catch (error) {
          if (abortSignal.aborted) throw error;
          token = await retries.refreshRetryTokenForRetry(token, { errorType: retryTypeOf(error) }).catch(() => {
            throw error;
          });
        }
      }
    });
};
