import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { startQuotaServer } from './quota-server.ts';

interface LiveTimes {
  /** From the start of the process to its end, in milliseconds. */
  readonly wall: number;
  /** From the first request to the last one, without what it takes to start and to judge. */
  readonly asking: number;
  /** What the quotas of AWS allow, for the calls that were made. */
  readonly least: number;
  readonly calls: number;
  readonly throttled: number;
}

/** One live audit of an account with so many VPCs, of which each holds clients. */
export const liveTimes = async (vpcs: number): Promise<LiveTimes> => {
  const server = await startQuotaServer(1, vpcs);
  const started = performance.now();
  const args = ['bin/vpce-audit.js', '--region', 'us-east-1', '--quiet', '--fail-on', 'never', '--timeout', '600'];
  const child = spawn(process.execPath, args, { env: { ...process.env, ...server.env }, stdio: 'ignore' });
  const [code] = await once(child, 'close');
  const wall = performance.now() - started;
  const { leastMs: least, spanMs: asking, calls, throttled } = await server.end();
  if (code !== 0) throw new Error(`the audit ended with code ${code}`);

  return { wall, asking, least, calls, throttled };
};
