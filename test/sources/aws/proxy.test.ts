import { once } from 'node:events';
import { afterEach, expect, it } from 'vitest';
import { Failure } from '../../../src/failure.ts';
import { collectAws } from '../../../src/sources/aws/collect-aws.ts';
import { everyKind } from '../../support/loopback/every-kind.ts';
import { impatient, withEnvironment } from '../../support/loopback/live-run.ts';
import { type Loopback, startLoopback } from '../../support/loopback/loopback.ts';
import { startProxy, type TestProxy } from '../../support/loopback/proxy.ts';

let loopback: Loopback;
let proxy: TestProxy | undefined;
afterEach(async () => {
  proxy?.close();
  proxy = undefined;
  await loopback.close();
});

const start = async (refuses?: (earlier: number) => string | undefined): Promise<TestProxy> => {
  loopback = await startLoopback({ scopes: [everyKind] });
  proxy = await startProxy({ leadsTo: loopback.url, ...(refuses ? { refuses } : {}) });
  return proxy;
};

const beyond = { AWS_ENDPOINT_URL: 'http://aws.invalid', no_proxy: '' };
const collectWith = (environment: Record<string, string>, timeoutSeconds?: number) =>
  withEnvironment({ ...loopback.environment, ...environment }, () =>
    collectAws({
      regions: [],
      now: () => new Date(0),
      toolVersion: '0.0.0',
      forOthers: true,
      limits: impatient,
      ...(timeoutSeconds === undefined ? {} : { timeoutSeconds }),
    }),
  );

it('reaches AWS through the proxy that the environment names', async () => {
  const { url, tunnels } = await start();
  const { scopes } = await collectWith({ ...beyond, http_proxy: url });

  expect(scopes[0]?.sections).toEqual(everyKind.sections);
  expect(new Set(tunnels)).toEqual(new Set(['aws.invalid:80']));
});

it.each([
  ['407 Proxy Authentication Required', /wants a user and a password.*\(HTTP 407\)/],
  ['403 Forbidden', /does not let this machine through \(HTTP 403\)/],
  ['502 Bad Gateway', /cannot reach it \(HTTP 502\)/],
])('says what to do about a proxy that answers %s', async (answer, message) => {
  const { url } = await start(() => answer);
  const failure = await collectWith({ ...beyond, http_proxy: url }).then(
    () => undefined,
    (error: unknown) => error,
  );

  if (!(failure instanceof Failure)) throw new Error('a Failure was expected', { cause: failure });
  expect(failure.message).toMatch(message);
  expect(failure.message).not.toContain('secret');
  expect(failure.hint).toContain('HTTPS_PROXY');
});

it('says that a proxy is not there', async () => {
  await start();
  const failure = collectWith({ ...beyond, http_proxy: 'http://127.0.0.1:9' });

  await expect(failure).rejects.toThrow(/the proxy 127\.0\.0\.1:9 is not there/);
});

it('lets go of a proxy that never answers', async () => {
  const { url, waiting } = await start(() => 'never');
  await expect(collectWith({ ...beyond, http_proxy: url }, 0.5)).rejects.toThrow(Failure);
  expect(waiting.length).toBeGreaterThan(0);

  await Promise.all(waiting.map((client) => client.closed || once(client, 'close')));
});

it('goes past the proxy where NO_PROXY says so', async () => {
  const { url, tunnels } = await start();
  const { scopes } = await collectWith({ http_proxy: url, no_proxy: '127.0.0.1' });

  expect(scopes[0]?.sections).toEqual(everyKind.sections);
  expect(tunnels).toEqual([]);
});
