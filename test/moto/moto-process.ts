import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');

  return typeof address === 'object' && address !== null ? address.port : 0;
};

/** It announces itself on standard error, which must be read to its end, or the server would stall on a full pipe. */
const announced = (server: ChildProcess): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.once('exit', (code) => reject(new Error(`moto ended with ${code} before it listened`)));
    if (server.stderr !== null)
      createInterface(server.stderr).on('line', (line) => {
        if (line.includes('Running on ')) resolve();
      });
  });

export interface MotoProcess {
  readonly url: string;
  stop(): Promise<void>;
}

/** A server of moto's for one test file, which nobody else resets; its Lambda functions run. */
export const startLambdaServer = async (env: Readonly<Record<string, string>>): Promise<MotoProcess> => {
  const port = await freePort();
  const server = spawn(
    '.venv/bin/python',
    ['test/moto/lambda_server.py', '--host', '127.0.0.1', '--port', String(port)],
    { env: { ...process.env, MOTO_PORT: String(port), ...env }, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  await announced(server);

  return {
    url: `http://127.0.0.1:${port}`,
    stop: async () => {
      const gone = once(server, 'exit');
      server.kill();
      await gone;
    },
  };
};
