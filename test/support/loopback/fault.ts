import type { ServerResponse } from 'node:http';
import { type Call, type Refusal, type Reply, refuse, type Service } from './call.ts';

/** How one IAM action misbehaves. */
export type Fault =
  | { readonly kind: 'denied' }
  | { readonly kind: 'throttled'; readonly times: number }
  /** A page of a portal, a proxy or a load balancer. */
  | { readonly kind: 'html'; readonly status: number }
  /** The page with which moto answers what it does not have. */
  | { readonly kind: 'emulator'; readonly status: number }
  /** The right answer under the wrong type, as moto gives it. */
  | { readonly kind: 'mislabelled' }
  | { readonly kind: 'hang' }
  /** A list that goes on, with the same token or ever new ones, with the records again or without any. */
  | { readonly kind: 'repeating-token' }
  | { readonly kind: 'endless-pages' }
  | { readonly kind: 'empty-pages' }
  /** Status 200, and nothing else; or the list, but not in a document of the API; or such a document without it. */
  | { readonly kind: 'no-body' }
  | { readonly kind: 'wrong-root' }
  | { readonly kind: 'no-list' }
  /** The first half of the answer: and no more, ever; byte by byte; and the end of the connection; as if it were all. */
  | { readonly kind: 'stall' }
  | { readonly kind: 'drip' }
  | { readonly kind: 'chunked-cut' }
  | { readonly kind: 'half' }
  | { readonly kind: 'reset' }
  | { readonly kind: 'oversized'; readonly bytes: number }
  | { readonly kind: 'error'; readonly status: number; readonly code: string; readonly message?: string };

const denials: Record<Service, readonly [status: number, code: string]> = {
  ec2: [403, 'UnauthorizedOperation'],
  sts: [403, 'AccessDenied'],
  route53: [403, 'AccessDenied'],
  route53resolver: [400, 'AccessDeniedException'],
  route53profiles: [403, 'AccessDeniedException'],
  ram: [403, 'AccessDeniedException'],
  organizations: [403, 'AccessDeniedException'],
};

const throttles: Record<Service, readonly [status: number, code: string]> = {
  ec2: [503, 'RequestLimitExceeded'],
  sts: [400, 'Throttling'],
  route53: [400, 'Throttling'],
  route53resolver: [400, 'ThrottlingException'],
  route53profiles: [429, 'ThrottlingException'],
  ram: [429, 'ThrottlingException'],
  organizations: [429, 'ThrottlingException'],
};

export const denialOf = ({ service, action }: Call): Refusal => {
  const [status, code] = denials[service];
  const encoded = service === 'ec2' ? ` Encoded authorization failure message: ${'x'.repeat(800)}` : '';
  return refuse(status, code, `You are not authorized to perform ${action}.${encoded}`);
};

export const throttleReplyOf = ({ service }: Call): Refusal => {
  const [status, code] = throttles[service];
  return refuse(status, code, 'Rate exceeded');
};

const isJson = ({ type }: Reply): boolean => type.includes('json');

const rootOf = ({ body }: Reply): string => /<(\w+Response)\b/.exec(body)?.[1] ?? '';

const wrongRoot = (reply: Reply): Reply => ({
  ...reply,
  body: isJson(reply) ? `[${reply.body}]` : reply.body.replaceAll(rootOf(reply), 'Foo'),
});

const withoutList = (reply: Reply): Reply => ({
  ...reply,
  body: isJson(reply) ? '{}' : `<${rootOf(reply)}><requestId>req</requestId></${rootOf(reply)}>`,
});

const emptied = (value: unknown): unknown => (Array.isArray(value) ? [] : value);

/** The answer with another token, and perhaps without its records. */
const continued = (call: Call, reply: Reply, token: string, withRecords: boolean): Reply => {
  if (isJson(reply)) {
    const members = Object.entries(JSON.parse(reply.body));
    const kept = withRecords ? members : members.map(([name, value]) => [name, emptied(value)]);
    return { ...reply, body: JSON.stringify({ ...Object.fromEntries(kept), NextToken: token }) };
  }

  const tag = call.service === 'route53' ? 'NextToken' : 'nextToken';
  const body = withRecords ? reply.body : reply.body.replace(/<(\w+(?:Set|Summaries))>.*<\/\1>/s, '<$1></$1>');
  return { ...reply, body: body.replace(/<\/\w+>\s*$/, (end) => `<${tag}>${token}</${tag}>${end}`) };
};

/** Another answer than the right one, where the fault is in what it says. */
export const spoilt = (fault: Fault | undefined, call: Call, reply: Reply, earlier: number): Reply => {
  switch (fault?.kind) {
    case 'mislabelled':
      return { ...reply, type: 'text/html; charset=utf-8' };
    case 'no-body':
      return { ...reply, body: '' };
    case 'wrong-root':
      return wrongRoot(reply);
    case 'no-list':
      return withoutList(reply);
    case 'half':
      return { ...reply, body: reply.body.slice(0, reply.body.length / 2) };
    case 'endless-pages':
      return continued(call, reply, `page-${earlier}`, true);
    case 'empty-pages':
      return continued(call, reply, `page-${earlier}`, false);
    default:
      return reply;
  }
};

const drip = (response: ServerResponse, body: string): void => {
  const bytes = Buffer.from(body);
  let at = 0;
  const timer = setInterval(() => {
    if (at < bytes.length / 2) response.write(bytes.subarray(at, at + 1));
    at += 1;
  }, 20);
  response.on('close', () => clearInterval(timer));
};

const pour = (response: ServerResponse, bytes: number): void => {
  const chunk = Buffer.alloc(64 * 1024, ' ');
  let left = bytes;
  const go = (): void => {
    while (left > 0 && !response.destroyed) {
      left -= chunk.length;
      if (!response.write(chunk)) return void response.once('drain', go);
    }
    response.end();
  };
  go();
};

/** Sends the answer as the fault has it: what is wrong with it may be how it arrives. */
export const sendWith = (fault: Fault | undefined, response: ServerResponse, reply: Reply): void => {
  const { status, type, body, server } = reply;
  const headers = { 'content-type': type, ...(server === undefined ? {} : { server }) };
  const half = body.slice(0, body.length / 2);
  switch (fault?.kind) {
    case 'hang':
      return;
    case 'reset':
      response.socket?.resetAndDestroy();
      return;
    case 'stall':
      response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) }).write(half);
      return;
    case 'drip':
      response.writeHead(status, headers);
      drip(response, body);
      return;
    case 'chunked-cut':
      response.writeHead(status, headers).write(half, () => response.socket?.end());
      return;
    case 'oversized':
      response.writeHead(status, headers);
      pour(response, fault.bytes);
      return;
    default:
      response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) }).end(body);
  }
};
