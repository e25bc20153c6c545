import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import type { Duplex } from 'node:stream';

export interface TestProxy {
  readonly url: string;
  /** The hosts that it was asked for. */
  readonly tunnels: readonly string[];
  /** Those that it let wait for ever. */
  readonly waiting: readonly Duplex[];
  close(): void;
}

export interface ProxyOptions {
  /** Where every tunnel leads, whatever host it was asked for. */
  readonly leadsTo: string;
  /** How it refuses a tunnel, by how many it was asked for before: a status line, or `never` to say nothing. */
  readonly refuses?: (earlier: number) => string | undefined;
}

export const startProxy = async ({ leadsTo, refuses = () => undefined }: ProxyOptions): Promise<TestProxy> => {
  const tunnels: string[] = [];
  const waiting: Duplex[] = [];
  const proxy = createServer().on('connect', ({ url = '' }, client) => {
    client.on('error', () => {}).on('end', () => client.end());
    const refusal = refuses(tunnels.push(url) - 1);
    if (refusal === 'never') return void waiting.push(client.resume());
    if (refusal !== undefined) return void client.end(`HTTP/1.1 ${refusal}\r\nContent-Length: 0\r\n\r\n`);

    const server = connect(Number(new URL(leadsTo).port), '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      server.pipe(client).pipe(server);
    });
    server.on('error', () => client.destroy());
    client.on('close', () => server.destroy());
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  const { port } = proxy.address() as AddressInfo;

  return {
    url: `http://auditor:secret@127.0.0.1:${port}`,
    tunnels,
    waiting,
    close: () => {
      proxy.closeAllConnections();
      proxy.close();
      for (const client of waiting) client.destroy();
    },
  };
};
