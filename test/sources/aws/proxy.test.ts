import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import type { Duplex } from 'node:stream';
import { afterEach, expect, it } from 'vitest';
import { Failure } from '../../../src/failure.ts';
import { collectAws } from '../../../src/sources/aws/collect-aws.ts';
import { everyKind } from '../../support/loopback/every-kind.ts';
import { impatient, withEnvironment } from '../../support/loopback/live-run.ts';
import { type Loopback, startLoopback } from '../../support/loopback/loopback.ts';

let loopback: Loopback;
let proxy: Server;
afterEach(async () => {
  proxy.closeAllConnections();
  proxy.close();
  await loopback.close();
});

/** Leads every tunnel to the loopback server, whatever host it was asked for. */
const startProxy = async (): Promise<{ url: string; tunnels: string[] }> => {
  const tunnels: string[] = [];
  proxy = createServer().on('connect', (request, client) => {
    tunnels.push(String(request.url));
    const server = connect(Number(new URL(loopback.url).port), '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      server.pipe(client).pipe(server);
    });
    server.on('error', () => client.destroy());
    client.on('error', () => server.destroy());
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  const { port } = proxy.address() as AddressInfo;

  return { url: `http://127.0.0.1:${port}`, tunnels };
};

const collectWith = (environment: Record<string, string>) =>
  withEnvironment({ ...loopback.environment, ...environment }, () =>
    collectAws({ regions: [], now: () => new Date(0), toolVersion: '0.0.0', limits: impatient }),
  );

it('reaches AWS through the proxy that the environment names', async () => {
  loopback = await startLoopback({ scopes: [everyKind] });
  const { url, tunnels } = await startProxy();
  const { scopes } = await collectWith({ http_proxy: url, AWS_ENDPOINT_URL: 'http://aws.invalid', no_proxy: '' });

  expect(scopes[0]?.sections).toEqual(everyKind.sections);
  expect(new Set(tunnels)).toEqual(new Set(['aws.invalid:80']));
});

/** Lets nothing through. */
const startRefusing = async (answer: string | null): Promise<string> => {
  proxy = createServer().on('connect', (_request, client) => {
    client.on('error', () => {}).on('end', () => client.end());
    if (answer !== null) client.end(`HTTP/1.1 ${answer}\r\nContent-Length: 0\r\n\r\n`);
    else refused.push(client.resume());
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  const { port } = proxy.address() as AddressInfo;

  return `http://auditor:secret@127.0.0.1:${port}`;
};
const refused: Duplex[] = [];

it.each([
  ['407 Proxy Authentication Required', /wants a user and a password.*\(HTTP 407\)/],
  ['403 Forbidden', /does not let this machine through \(HTTP 403\)/],
  ['502 Bad Gateway', /cannot reach it \(HTTP 502\)/],
])('says what to do about a proxy that answers %s', async (answer, message) => {
  loopback = await startLoopback({ scopes: [everyKind] });
  const url = await startRefusing(answer);
  const failure = await collectWith({ http_proxy: url, AWS_ENDPOINT_URL: 'http://aws.invalid', no_proxy: '' }).then(
    () => undefined,
    (error: unknown) => error,
  );

  if (!(failure instanceof Failure)) throw new Error('a Failure was expected', { cause: failure });
  expect(failure.message).toMatch(message);
  expect(failure.message).not.toContain('secret');
  expect(failure.hint).toContain('HTTPS_PROXY');
});

it('says that a proxy is not there', async () => {
  loopback = await startLoopback({ scopes: [everyKind] });
  proxy = createServer();
  const failure = collectWith({
    http_proxy: 'http://127.0.0.1:9',
    AWS_ENDPOINT_URL: 'http://aws.invalid',
    no_proxy: '',
  });

  await expect(failure).rejects.toThrow(/the proxy 127\.0\.0\.1:9 is not there/);
});

it('lets go of a proxy that never answers', async () => {
  loopback = await startLoopback({ scopes: [everyKind] });
  const url = await startRefusing(null);
  const run = withEnvironment(
    { ...loopback.environment, http_proxy: url, AWS_ENDPOINT_URL: 'http://aws.invalid', no_proxy: '' },
    () =>
      collectAws({ regions: [], now: () => new Date(0), toolVersion: '0.0.0', limits: impatient, timeoutSeconds: 0.5 }),
  );
  await expect(run).rejects.toThrow(Failure);
  expect(refused.length).toBeGreaterThan(0);

  await Promise.all(refused.map((client) => client.closed || once(client, 'close')));
});

it('goes past the proxy where NO_PROXY says so', async () => {
  loopback = await startLoopback({ scopes: [everyKind] });
  const { url, tunnels } = await startProxy();
  const { scopes } = await collectWith({ http_proxy: url, no_proxy: '127.0.0.1' });

  expect(scopes[0]?.sections).toEqual(everyKind.sections);
  expect(tunnels).toEqual([]);
});
