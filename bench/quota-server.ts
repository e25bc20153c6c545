import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

interface Asked {
  readonly calls: number;
  readonly throttled: number;
  /** How long its quotas make what they let through take at least. */
  readonly leastMs: number;
  /** From the first request to the last one. */
  readonly spanMs: number;
  readonly latencyMs: number;
}

interface QuotaServer {
  /** What makes a client take it for AWS. */
  readonly env: Readonly<Record<string, string>>;
  end(): Promise<Asked>;
}

/** So many accounts with so many VPCs each, 50 ms away, with the quotas that AWS documents, as a process of its own. */
export const startQuotaServer = async (accounts: number, vpcs: number): Promise<QuotaServer> => {
  const args = ['scripts/run.js', 'bench/organisation-server.ts', String(accounts), String(vpcs)];
  const server = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface(server.stdout)[Symbol.asyncIterator]();
  const next = async () => JSON.parse((await lines.next()).value);

  return {
    env: await next(),
    end: () => {
      server.stdin.end();

      return next();
    },
  };
};
