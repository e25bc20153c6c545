import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  export interface ProvidedContext {
    motoUrl: string;
  }
}

/** Starts moto on a port that the system picks, and stops it when the suite is over. */
export const setup = async (project: TestProject): Promise<() => Promise<void>> => {
  const server = spawn('.venv/bin/moto_server', ['-H', '127.0.0.1', '-p', '0'], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  project.provide('motoUrl', await addressOf(server));
  return async () => {
    const gone = once(server, 'exit');
    server.kill();
    await gone;
  };
};

/** moto announces itself on standard error, which must be read to its end, or the server would stall on a full pipe. */
const addressOf = (server: ChildProcess): Promise<string> =>
  new Promise((resolve, reject) => {
    const said: string[] = [];
    server.once('error', reject);
    server.once('exit', (code) => reject(new Error(`moto ended with ${code} before it listened:\n${said.join('\n')}`)));
    if (server.stderr === null) return;
    createInterface(server.stderr).on('line', (line) => {
      const address = /Running on (http:\/\/\S+)/.exec(line)?.[1];
      if (address !== undefined) resolve(address);
      else if (said.length < 50) said.push(line);
    });
  });
