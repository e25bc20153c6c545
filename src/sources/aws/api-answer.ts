import type { DeserializeMiddleware } from '@smithy/types';
import { isRecord, type UnknownRecord } from '../../is-record.ts';

/** What an SDK client would throw: the error's name, and the status as metadata. */
export const apiError = (name: string, message: string, httpStatusCode: number): Error =>
  Object.assign(new Error(message), { name, $metadata: { httpStatusCode } });

/** The answer of something that is not the API: a portal, a proxy, a load balancer. It says nothing of what was asked. */
const foreignAnswer = (status: number): Error =>
  apiError('ForeignAnswer', `the answer is not one of the API (HTTP ${status})`, status);

/** An answer of the API that lacks what was asked for. The API says "none" with an empty list. */
export const missingPart = (part: string): Error =>
  Object.assign(new Error(`the answer has no ${part}`), { name: 'IncompleteAnswer', code: 'IncompleteAnswer' });

const rootPattern = /^\s*(?:<\?xml[^>]*\?>\s*)?<([\w:]+)(?:\s[^>]*?)?(\/?)>/;

/** Parsers forgive an element that nobody closes, and a list would be half a list. */
const isWhole = (text: string, root: string, isEmpty: boolean): boolean =>
  isEmpty || text.trimEnd().endsWith(`</${root}>`);

const errorRoots = ['Response', 'ErrorResponse'];

/** Throws unless the text is the XML document of that root, or the error of an API. */
export const assertXml = (body: Uint8Array, status: number, root: string): void => {
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  const match = rootPattern.exec(bytes.toString('utf8', 0, 2000).replace(/^\uFEFF/, ''));
  const [, found = '', empty] = match ?? [];
  const isExpected = status < 300 ? found === root : errorRoots.includes(found);
  if (isExpected && isWhole(bytes.subarray(-200).toString('utf8'), found, empty === '/')) return;

  throw foreignAnswer(status);
};

/** Throws unless the text is a JSON object, and that of an error one that says which. */
export const assertJson = (body: Uint8Array, status: number, errorType: string | undefined): void => {
  if (status < 300 || errorType !== undefined) return;
  const text = Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('utf8');
  if (/^\s*\{/.test(text) && /"(__type|code|Code)"/.test(text)) return;

  throw foreignAnswer(status);
};

/** The members of an answer in JSON. */
export const membersIn = (text: string, status: number): UnknownRecord => {
  try {
    const value: unknown = JSON.parse(text);
    if (isRecord(value)) return value;
  } catch {
    // What is not JSON is refused as what is no object.
  }

  throw foreignAnswer(status);
};

interface HttpAnswer {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

const isHttpAnswer = (answer: unknown): answer is HttpAnswer =>
  answer instanceof Object && 'statusCode' in answer && 'body' in answer && answer.body instanceof Uint8Array;

interface Client {
  readonly middlewareStack: {
    add(
      middleware: DeserializeMiddleware<object, object>,
      options: { readonly step: 'deserialize'; readonly priority: 'low'; readonly name: string },
    ): void;
  };
}

/** Has a client refuse what its API cannot have sent, before it looks for the members of an answer in it. */
export const refuseForeign = (client: Client, format: 'xml' | 'json'): void => {
  const check: DeserializeMiddleware<object, object> =
    (next, { commandName = '' }) =>
    async (args) => {
      const result = await next(args);
      const { response } = result;
      if (!isHttpAnswer(response)) return result;

      const { body, statusCode, headers } = response;
      if (format === 'json') assertJson(body, statusCode, headers['x-amzn-errortype']);
      else assertXml(body, statusCode, commandName.replace(/Command$/, 'Response'));

      return result;
    };

  client.middlewareStack.add(check, { step: 'deserialize', priority: 'low', name: 'refuseForeign' });
};
