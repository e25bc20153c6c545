import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { inject } from 'vitest';

/** What stands between the program and moto: an organisation, of which some accounts are served by our own server. */
export interface OrganisationOptions {
  /** Our own server, and the accounts that it plays. */
  readonly loopbackUrl: string;
  readonly played: readonly string[];
  /** Of these accounts no role can be assumed. */
  readonly closed: readonly string[];
  /** By account: the operations that its role may not call. */
  readonly denied: Readonly<Record<string, RegExp>>;
}

interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Buffer;
}

const denial = (service: string): Answer => {
  const message = 'You are not authorized to perform this operation.';
  const isJson = service.startsWith('route53') && service !== 'route53';
  const body = isJson
    ? JSON.stringify({ __type: 'AccessDeniedException', message })
    : `<Response><Errors><Error><Code>UnauthorizedOperation</Code><Message>${message}</Message></Error></Errors></Response>`;

  return {
    status: isJson ? 400 : 403,
    headers: new Headers({ 'content-type': isJson ? 'application/x-amz-json-1.1' : 'text/xml' }),
    body: Buffer.from(body),
  };
};

const noRole: Answer = {
  status: 403,
  headers: new Headers({ 'content-type': 'text/xml' }),
  body: Buffer.from(
    '<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Code>AccessDenied</Code><Message>not authorized to perform: sts:AssumeRole</Message></Error></ErrorResponse>',
  ),
};

/** As AWS answers since `Status` gave way to `State`. */
const withoutStatus = (answer: Answer): Answer => {
  const { Accounts, ...rest } = JSON.parse(answer.body.toString());
  const accounts = Accounts.map(({ Status, State = Status, ...account }: Record<string, unknown>) => ({
    ...account,
    State,
  }));

  return { ...answer, body: Buffer.from(JSON.stringify({ Accounts: accounts, ...rest })) };
};

/** moto has neither Profiles nor all of DNS Firewall nor Block Public Access: what it lacks, our own server answers. */
const isLackedByMoto = (service: string, operation: string): boolean =>
  service === 'route53profiles' || /^ListFirewall|BlockPublicAccess/.test(operation);

const forward = async (base: string, request: IncomingMessage, body: Buffer): Promise<Answer> => {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers))
    if (!/^(host|connection|content-length|transfer-encoding|expect)$/.test(name)) headers.set(name, String(value));
  const method = request.method ?? 'GET';
  const answer = await fetch(`${base}${request.url}`, { method, headers, ...(body.length > 0 ? { body } : {}) });

  return { status: answer.status, headers: answer.headers, body: Buffer.from(await answer.arrayBuffer()) };
};

const signatureOf = ({ headers }: IncomingMessage) => {
  const [, key = '', service = ''] =
    /Credential=([^/]+)\/\d+\/[^/]+\/([^/]+)\//.exec(headers.authorization ?? '') ?? [];

  return { key, service };
};

const operationOf = ({ headers }: IncomingMessage, body: Buffer): string =>
  String(headers['x-amz-target'] ?? '').split('.')[1] ?? new URLSearchParams(body.toString()).get('Action') ?? '';

const accountOfRole = (body: Buffer): string =>
  /^arn:aws:iam::(\d{12}):/.exec(new URLSearchParams(body.toString()).get('RoleArn') ?? '')?.[1] ?? '';

/** Whose session a key is of. */
const sessions = ({ loopbackUrl, played, closed }: OrganisationOptions) => {
  const accounts = new Map<string, string>();

  return {
    accountOf: (key: string): string | undefined => accounts.get(key),
    assume: async (request: IncomingMessage, body: Buffer): Promise<Answer> => {
      const account = accountOfRole(body);
      if (closed.includes(account)) return noRole;
      const answer = await forward(played.includes(account) ? loopbackUrl : inject('motoUrl'), request, body);
      const [, key = ''] = /<AccessKeyId>(\w+)</.exec(answer.body.toString()) ?? [];
      accounts.set(key, account);

      return answer;
    },
  };
};

const answering = (options: OrganisationOptions) => {
  const { accountOf, assume } = sessions(options);

  return async (request: IncomingMessage): Promise<Answer> => {
    const body = await buffer(request);
    const { key, service } = signatureOf(request);
    const operation = operationOf(request, body);
    if (operation === 'AssumeRole') return assume(request, body);
    const account = accountOf(key) ?? '';
    if (options.denied[account]?.test(`${service}:${operation}`)) return denial(service);
    const isPlayed = options.played.includes(account) || isLackedByMoto(service, operation);
    const answer = await forward(isPlayed && service !== 's3' ? options.loopbackUrl : inject('motoUrl'), request, body);

    return operation === 'ListAccounts' ? withoutStatus(answer) : answer;
  };
};

const send = (response: ServerResponse, { status, headers, body }: Answer): void => {
  const kept = [...headers].filter(
    ([name]) => !/^(connection|content-length|transfer-encoding|content-encoding|date|keep-alive)$/.test(name),
  );
  response.writeHead(status, { ...Object.fromEntries(kept), 'content-length': body.length }).end(body);
};

export const startOrganisation = async (options: OrganisationOptions) => {
  const answer = answering(options);
  const server = createServer((request, response) => {
    answer(request).then(
      (one) => send(response, one),
      (error: unknown) => send(response, { status: 599, headers: new Headers(), body: Buffer.from(String(error)) }),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: (): void => {
      server.close();
      server.closeAllConnections();
    },
  };
};
