import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What Jenkins sends with an artifact by default. */
export const jenkinsPolicy = "sandbox; default-src 'none'; img-src 'self'; style-src 'self'";

export interface ServedPage {
  readonly url: string;
  /** Everything that was asked for. */
  readonly asked: readonly string[];
  close(): void;
}

/** One page on the loopback interface. */
export const servePage = async (text: string, headers: Readonly<Record<string, string>> = {}): Promise<ServedPage> => {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', ...headers });
    response.end(text);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;

  return { url: `http://127.0.0.1:${port}/`, asked, close: () => server.close() };
};
