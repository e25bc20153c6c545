import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ScopeSnapshot } from '../../../src/snapshot/schema.ts';
import { type Call, type Refusal, type Reply, refuse, type Service, type World } from './call.ts';
import { answerEc2, ec2Refusal } from './ec2.ts';
import { denialOf, type Fault, throttleReplyOf } from './fault.ts';
import { parseCall } from './parse-call.ts';
import { answerProfiles, profilesRefusal } from './profiles.ts';
import { answerResolver, resolverRefusal } from './resolver.ts';
import { answerRoute53, route53Refusal } from './route53.ts';
import { answerSts, stsRefusal } from './sts.ts';

export interface LoopbackOptions {
  readonly scopes: readonly ScopeSnapshot[];
  readonly pageSize?: number;
  /** By IAM action. */
  readonly faults?: Readonly<Record<string, Fault>>;
}

export interface Loopback {
  readonly url: string;
  /** Every request so far, in the order of arrival, retries included. */
  readonly calls: readonly Call[];
  /** What a process must have in its environment to take this server for AWS. */
  readonly environment: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

interface Speaker {
  readonly answer: (call: Call, world: World) => Reply;
  readonly refusal: (refusal: Refusal) => Reply;
}

const speakers: Record<Service, Speaker> = {
  ec2: { answer: answerEc2, refusal: ec2Refusal },
  sts: { answer: answerSts, refusal: stsRefusal },
  route53: { answer: answerRoute53, refusal: route53Refusal },
  route53resolver: { answer: answerResolver, refusal: resolverRefusal },
  route53profiles: { answer: answerProfiles, refusal: profilesRefusal },
};

const htmlPage = (status: number): Reply => ({
  status,
  type: 'text/html; charset=utf-8',
  body: '<!doctype html>\n<html lang=en>\n<title>500 Internal Server Error</title>\n<h1>Internal Server Error</h1>\n',
});

/** Whatever token the client sends back, the same one is next. */
const withRepeatedToken = (call: Call, { body, ...reply }: Reply): Reply => {
  if (reply.type.includes('json'))
    return { ...reply, body: JSON.stringify({ ...JSON.parse(body), NextToken: 'again' }) };
  if (call.operation === 'ListResourceRecordSets') {
    const truncated = body.replace('<IsTruncated>false', '<IsTruncated>true');
    return { ...reply, body: truncated.replace('<MaxItems>', '<NextRecordName>again.</NextRecordName><MaxItems>') };
  }

  const tag = call.service === 'route53' ? 'NextToken' : 'nextToken';
  return { ...reply, body: body.replace(/<\/\w+>\s*$/, (end) => `<${tag}>again</${tag}>${end}`) };
};

/** Undefined: never. */
const replyTo = (call: Call, fault: Fault | undefined, earlier: number, world: World): Reply | undefined => {
  const { answer, refusal } = speakers[call.service];
  switch (fault?.kind) {
    case 'denied':
      return refusal(denialOf(call));
    case 'throttled':
      return earlier < fault.times ? refusal(throttleReplyOf(call)) : answer(call, world);
    case 'html':
      return htmlPage(fault.status);
    case 'mislabelled':
      return { ...answer(call, world), type: 'text/html; charset=utf-8' };
    case 'hang':
      return undefined;
    case 'repeating-token':
      return withRepeatedToken(
        call,
        answer({ ...call, params: { ...call.params, NextToken: '', nexttoken: '' } }, world),
      );
    case 'error':
      return refusal(refuse(fault.status, fault.code, fault.message ?? fault.code));
    case undefined:
      return answer(call, world);
  }
};

const send = (response: ServerResponse, { status, type, body }: Reply): void => {
  response.writeHead(status, { 'content-type': type, 'content-length': Buffer.byteLength(body) });
  response.end(body);
};

const textOf = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
};

const listen = async (server: Server): Promise<string> => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return `http://127.0.0.1:${port}`;
};

const environmentFor = (url: string, { scopes }: LoopbackOptions) => ({
  AWS_ENDPOINT_URL: url,
  AWS_ACCESS_KEY_ID: 'AKIALOOPBACK',
  AWS_SECRET_ACCESS_KEY: 'secret',
  AWS_REGION: scopes[0]?.region ?? 'us-east-1',
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_CONFIG_FILE: '/dev/null',
  AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
});

/** An AWS of our own: answers from snapshot scopes what AWS would, and misbehaves on request. */
export const startLoopback = async (options: LoopbackOptions): Promise<Loopback> => {
  const { scopes, pageSize = 1000, faults = {} } = options;
  const world: World = { account: scopes[0]?.account ?? '111122223333', scopes, pageSize };
  const calls: Call[] = [];

  const server = createServer(async (request, response) => {
    const call = parseCall(request, await textOf(request));
    const earlier = calls.filter(({ action }) => action === call.action).length;
    calls.push(call);

    const reply = replyTo(call, faults[call.action], earlier, world);
    if (reply) send(response, reply);
  });
  const url = await listen(server);

  return {
    url,
    calls,
    environment: environmentFor(url, options),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
