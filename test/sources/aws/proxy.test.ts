import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { afterEach, expect, it } from 'vitest';
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

it('goes past the proxy where NO_PROXY says so', async () => {
  loopback = await startLoopback({ scopes: [everyKind] });
  const { url, tunnels } = await startProxy();
  const { scopes } = await collectWith({ http_proxy: url, no_proxy: '127.0.0.1' });

  expect(scopes[0]?.sections).toEqual(everyKind.sections);
  expect(tunnels).toEqual([]);
});
