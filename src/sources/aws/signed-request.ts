import { HttpRequest } from '@smithy/core/protocols';
import { SignatureV4 } from '@smithy/signature-v4';
import type { HttpResponse, RetryErrorType } from '@smithy/types';
import { Failure } from '../../failure.ts';
import type { Session } from './session.ts';

export interface Api {
  /** Its service id, as in AWS_ENDPOINT_URL_<ID>. */
  readonly service: string;
  /** As in its host name and in signatures. */
  readonly signingName: string;
  readonly region: string;
}

export interface ApiRequest {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly query?: Record<string, string>;
  readonly headers?: Record<string, string>;
  readonly body?: string;
}

export interface ApiAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

/** Sends a request; the reader takes what it needs from the answer, or throws an `apiError`. */
export type Send = <T>(request: ApiRequest, read: (answer: ApiAnswer) => T) => Promise<T>;

/** What an SDK client would throw: the error's name, and the status as metadata. */
export const apiError = (name: string, message: string, httpStatusCode: number): Error =>
  Object.assign(new Error(message), { name, $metadata: { httpStatusCode } });

const answerOf = ({ statusCode, headers, body }: HttpResponse): ApiAnswer => ({
  status: statusCode,
  headers,
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
  return passingStatuses.has(status) && error.name !== 'SyntaxError' ? 'TRANSIENT' : 'CLIENT_ERROR';
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
export const signedSenderOf = async (session: Session, { service, signingName, region }: Api): Promise<Send> => {
  const endpoint = await session.endpointOf(service);
  const address = endpoint ?? `https://${session.hostOf(signingName, region)}`;
  if (!URL.canParse(address))
    throw new Failure(
      `The endpoint of ${service} is set to ${JSON.stringify(address)}, which is no URL.`,
      'Set AWS_ENDPOINT_URL, or the one of the service, to a URL such as https://vpce-0abc.example.com, or unset it.',
    );
  const base = new URL(address);
  const { credentials, sha256, handler, retries, signal } = session;
  const signer = new SignatureV4({ service: signingName, region, credentials, sha256 });

  return async (request, read) => {
    let token = await retries.acquireInitialRetryToken(service);
    for (;;) {
      try {
        const signed = await signer.sign(httpRequestOf(base, request));
        const { response } = await handler.handle(new HttpRequest(signed), { abortSignal: signal });
        return read(answerOf(response));
      } catch (error) {
        token = await retries.refreshRetryTokenForRetry(token, { errorType: retryTypeOf(error) }).catch(() => {
          throw error;
        });
      }
    }
  };
};
