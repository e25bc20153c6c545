import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Registry {
  readonly url: string;
  close(): void;
}

/** A registry of npm's that has one package: the one in this folder. */
export const startRegistry = async (folder: string): Promise<Registry> => {
  const packed = mkdtempSync(join(tmpdir(), 'registry-'));
  execFileSync('npm', ['pack', '--silent', '--ignore-scripts', '--pack-destination', packed], { cwd: folder });
  const { name, version, ...rest } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const tarball = readFileSync(join(packed, `${name}-${version}.tgz`));
  const integrity = `sha512-${createHash('sha512').update(tarball).digest('base64')}`;

  const server = createServer(({ url }, response) => {
    const base = `http://${response.req.headers.host}`;
    const dist = { tarball: `${base}/package.tgz`, integrity };
    const document = {
      name,
      'dist-tags': { latest: version },
      versions: { [version]: { name, version, bin: rest.bin, dist } },
    };
    if (url === `/${name}`) response.setHeader('content-type', 'application/json').end(JSON.stringify(document));
    else if (url === '/package.tgz') response.end(tarball);
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
};
