import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { recordsOfScope } from '../../../src/changes/records.ts';
import type { ScopeSnapshot } from '../../../src/snapshot/schema.ts';
import { type Call, isRefusal, type Refusal, type Reply, refuse, type Service, type World } from './call.ts';
import { answerEc2, ec2Refusal } from './ec2.ts';
import { denialOf, type Fault, sendWith, spoilt, throttleReplyOf } from './fault.ts';
import { answerOrganizations, type Organisation } from './organizations.ts';
import { parseCall } from './parse-call.ts';
import { answerProfiles, profilesRefusal } from './profiles.ts';
import { bucketOf, type Quota } from './quota.ts';
import { answerRam, ramRefusal } from './ram.ts';
import { answerResolver, resolverRefusal } from './resolver.ts';
import { answerRoute53, route53Refusal } from './route53.ts';
import { accountOfKey, answerSts, stsRefusal } from './sts.ts';

export interface LoopbackOptions {
  readonly scopes: readonly ScopeSnapshot[];
  readonly pageSize?: number;
  /** Whether calls may change what is there; the product makes none. */
  readonly isWritable?: boolean;
  /** Whose roles can be assumed; each account then sees its own scopes alone. */
  readonly organisation?: Organisation;
  /** By IAM action (`ec2:DescribeVpcs`), by that in one Region (`eu-west-1 ec2:DescribeVpcs`), by Region (`eu-west-1`), or by account. */
  readonly faults?: Readonly<Record<string, Fault>>;
  /** Beyond it, requests are throttled. `privateLink`: reads of endpoints and their services, by all accounts of a Region together. */
  readonly quotas?: Readonly<Partial<Record<Service | 'privateLink', Quota>>>;
  /** How long every answer is on its way. */
  readonly latencyMs?: number;
  /** What an answer waits for, and the fault that this one then has. */
  readonly before?: (call: Call, calls: readonly Call[]) => Promise<Fault | undefined> | undefined;
}

export interface Loopback {
  readonly url: string;
  /** Every request so far, in the order of arrival, retries included. */
  readonly calls: readonly Call[];
  /** How many of them were throttled for want of quota. */
  throttled(): number;
  /** How long it takes at least until the quotas let through what they did let through, in milliseconds. */
  leastMs(): number;
  /** From the first request to the last one, in milliseconds. */
  spanMs(): number;
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
  ram: { answer: answerRam, refusal: ramRefusal },
  organizations: { answer: answerOrganizations, refusal: resolverRefusal },
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
const emulatorPage = (status: number): Reply => ({ ...htmlPage(status), server: 'Werkzeug/3.1.3 Python/3.12.3' });

const replyTo = (call: Call, fault: Fault | undefined, earlier: number, world: World): Reply => {
  const { answer, refusal } = speakers[call.service];
  switch (fault?.kind) {
    case 'denied':
      return refusal(denialOf(call));
    case 'throttled':
      return earlier < fault.times ? refusal(throttleReplyOf(call)) : answer(call, world);
    case 'html':
      return htmlPage(fault.status);
    case 'emulator':
      return emulatorPage(fault.status);
    case 'endless-pages':
    case 'empty-pages':
    case 'repeating-token': {
      const first = answer({ ...call, params: { ...call.params, NextToken: '', nextToken: '', nexttoken: '' } }, world);
      return fault.kind === 'repeating-token' ? withRepeatedToken(call, first) : spoilt(fault, call, first, earlier);
    }
    case 'error':
      return refusal(refuse(fault.status, fault.code, fault.message ?? fault.code));
    default:
      return spoilt(fault, call, answer(call, world), earlier);
  }
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

const isOfPrivateLink = ({ operation }: Call): boolean => operation.startsWith('DescribeVpcEndpoint');

/** One bucket an API, account and Region, as AWS has it, and one for what PrivateLink is asked by all accounts of a Region. */
const bucketsOf = (quotas: LoopbackOptions['quotas'] = {}) => {
  const buckets = new Map<string, { readonly take: () => boolean; readonly quota: Quota; taken: number }>();
  const takeFrom = (key: string, quota: Quota | undefined): boolean => {
    if (quota === undefined) return true;
    const bucket = buckets.get(key) ?? { take: bucketOf(quota), quota, taken: 0 };
    buckets.set(key, bucket);
    if (!bucket.take()) return false;
    bucket.taken += 1;

    return true;
  };

  return {
    take: (call: Call): boolean =>
      takeFrom(`${call.service} ${call.region} ${accountOfKey(call.accessKey)}`, quotas[call.service]) &&
      (!isOfPrivateLink(call) || takeFrom(`privateLink ${call.region}`, quotas.privateLink)),
    leastMs: (): number =>
      Math.max(
        0,
        ...[...buckets.values()].map(({ taken, quota: { burst, perSecond } }) => ((taken - burst) * 1000) / perSecond),
      ),
  };
};

/** What is there, and how it is changed; a change that is refused leaves it as it is. */
const stateOf = (given: readonly ScopeSnapshot[]) => {
  let scopes = given;
  let minted = 0;
  const mint = (prefix: string): string => {
    minted += 1;

    return `${prefix}-0${minted.toString(16).padStart(16, 'f')}`;
  };
  const opened = new Map<string, unknown>();
  const changeAs = (caller: string, ...[region, write, input]: Parameters<NonNullable<World['change']>>) => {
    const own = scopes.filter((one) => one.region === region);
    const scope = own.find((one) => one.account === caller) ?? own[0];
    if (scope === undefined) return refuse(400, 'InvalidParameterValue', `there is nothing in ${region}`);
    const records = recordsOfScope(scope);
    const answer = write(input, { records, region, account: scope.account ?? '', opened, mint });
    if (!isRefusal(answer))
      scopes = scopes.map((one) => (one === scope ? { ...one, sections: records.sections() } : one));

    return answer;
  };

  return { scopes: () => scopes, changeAs };
};

/** What the account sees whose credentials a call is signed with. */
const worldsOf = (options: LoopbackOptions): ((call: Call) => World) => {
  const { pageSize = 1000, organisation, isWritable = false } = options;
  const state = stateOf(options.scopes);
  const caller = options.scopes[0]?.account ?? '111122223333';

  return ({ accessKey }) => {
    const account = accountOfKey(accessKey) ?? caller;
    const scopes = state.scopes();
    const own = organisation === undefined ? scopes : scopes.filter((scope) => scope.account === account);

    const change: World['change'] = (...call) => state.changeAs(account, ...call);

    return { account, scopes: own, organisation, pageSize, change: isWritable ? change : undefined };
  };
};

/** An AWS of our own: answers from snapshot scopes what AWS would, and misbehaves on request. */
export const startLoopback = async (options: LoopbackOptions): Promise<Loopback> => {
  const { faults = {} } = options;
  const worldOf = worldsOf(options);
  const calls: Call[] = [];
  const times = new Map<string, number>();
  const buckets = bucketsOf(options.quotas);
  let throttled = 0;
  const span = { first: 0, last: 0 };

  const server = createServer(async (request, response) => {
    const call = parseCall(request, await textOf(request));
    const earlier = times.get(call.action) ?? 0;
    times.set(call.action, earlier + 1);
    calls.push(call);
    span.last = performance.now();
    span.first ||= span.last;

    if (options.latencyMs !== undefined) await setTimeout(options.latencyMs);
    if (!buckets.take(call)) {
      throttled += 1;
      sendWith(undefined, response, speakers[call.service].refusal(throttleReplyOf(call)));
      return;
    }
    const world = worldOf(call);
    const fault =
      (await options.before?.(call, calls)) ??
      faults[world.account] ??
      faults[`${call.region} ${call.action}`] ??
      faults[call.region] ??
      faults[call.action];
    sendWith(fault, response, replyTo(call, fault, earlier, world));
  });
  const url = await listen(server);

  return {
    url,
    calls,
    throttled: () => throttled,
    leastMs: buckets.leastMs,
    spanMs: () => span.last - span.first,
    environment: environmentFor(url, options),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
