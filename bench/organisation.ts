import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { audit } from '../src/audit.ts';
import type { ScopeSnapshot } from '../src/snapshot/schema.ts';
import { snapshotChunks } from '../src/snapshot/write.ts';
import { awsLimits } from '../src/sources/aws/limits.ts';
import { organisationRegions, organisationScope } from './organisation-scopes.ts';
import { parseCost } from './process-cost.ts';
import { startQuotaServer } from './quota-server.ts';

/** What an organisation takes to read, and to judge. The first argument is how many accounts: 1,000 unless said otherwise. */
const accounts = Number(process.argv[2] ?? 1000);
const folder = mkdtempSync(join(tmpdir(), 'vpce-audit-organisation-'));

interface Cost {
  readonly cpu: number;
  readonly memory: number;
  readonly wall: number;
}

const wrapper = `
process.on('exit', () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  require('node:fs').writeSync(2, JSON.stringify({ cpu: (userCPUTime + systemCPUTime) / 1e6, memory: maxRSS / 1024 }));
});
require('./dist/main.cjs').run(process.argv.slice(1), process, process.env).then((code) => { process.exitCode = code; });
`;

/** CPU and wall time in seconds, memory in MiB; the heap may take 4 GiB. */
const run = async (args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Cost> => {
  const started = performance.now();
  const child = spawn(process.execPath, ['--max-old-space-size=4096', '-e', wrapper, '--', ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const said = (await text(child.stderr)).trimEnd().split('\n').at(-1) ?? '';

  return { ...JSON.parse(said), wall: (performance.now() - started) / 1000 };
};

const line = (label: string, value: string, limit = ''): void => {
  console.log(`  ${label.padEnd(66)} ${value.padStart(9)}  ${limit}`);
};

const reading = async (): Promise<void> => {
  const server = await startQuotaServer(accounts, 1);
  const flags = ['--org', '--region', 'us-east-1', '--quiet', '--timeout', '7200'];
  const { wall, cpu, memory } = await run(['collect', ...flags, '--output', join(folder, 'facts.json.gz')], server.env);
  const { calls, throttled, leastMs, latencyMs } = await server.end();
  // Whichever is longer: the fullest bucket at its rate, or all requests on their way, as many at once as we allow ourselves.
  const least = Math.max(leastMs, (calls * latencyMs) / awsLimits.requestsAtOnce) / 1000;

  console.log(`reading ${accounts} accounts in one Region, 50 ms away, with the quotas of AWS`);
  line('calls an account', (calls / accounts).toFixed(1));
  line('calls that were throttled, percent', ((100 * throttled) / calls).toFixed(2), '<= 5');
  line('wall time, seconds', wall.toFixed(1));
  line('the least that quotas and distance allow, seconds', least.toFixed(1));
  line('wall time as a ratio to that', (wall / least).toFixed(2), '<= 1.3');
  line('CPU, seconds', cpu.toFixed(1));
  line('peak memory, MiB', memory.toFixed(0));
};

type Addresses = NonNullable<Parameters<typeof organisationScope>[3]>;

const scopesOf = (n: number, addresses: Addresses): readonly ScopeSnapshot[] =>
  organisationRegions.map((region, at) => organisationScope(n, region, at % 2 === 0 ? 3 : 4, addresses));

/** Sixty thousand VPCs in seventeen thousand scopes where there are a thousand accounts, in files of some scopes each. */
const written = (count: number, addresses: Addresses): string => {
  const facts = join(folder, addresses);
  mkdirSync(facts);
  for (let n = 0; n < count; n += 1) {
    const output = openSync(join(facts, `${n}.json`), 'w');
    for (const chunk of snapshotChunks({ schemaVersion: 1, scopes: [...scopesOf(n, addresses)] }))
      writeSync(output, chunk);
    closeSync(output);
  }

  return facts;
};

/** From the facts in memory to the report. */
const auditCost = (scopes: readonly ScopeSnapshot[]): number => {
  const before = process.cpuUsage();
  audit(
    { schemaVersion: 1, scopes: [...scopes] },
    { source: 'snapshot', version: '', services: [], vpcs: [], subnets: [] },
  );
  const { user, system } = process.cpuUsage(before);

  return (user + system) / 1000;
};

/** More are not read into the memory of the bench itself. */
const most = 100;

const judging = async (count: number, addresses: Addresses, limit: string): Promise<void> => {
  const facts = written(count, addresses);
  const texts = (some: number) =>
    Array.from({ length: some }, (_, n) => readFileSync(join(facts, `${n}.json`), 'utf8'));
  const some = texts(Math.min(count, most));
  const megabytes = (some.reduce((sum, { length }) => sum + length, 0) / 1e6) * (count / some.length);
  const parse = parseCost(some.map((content) => JSON.stringify(JSON.parse(content))));
  const scopes = some.flatMap((content): ScopeSnapshot[] => JSON.parse(content).scopes);
  const reason = auditCost(scopes);
  const whole = await run(['--snapshot', facts, '--summary', '--fail-on', 'never']);

  console.log(
    `judging ${count * organisationRegions.length} scopes${addresses === 'own' ? ' of which no two are alike' : ''}, ${Math.round(megabytes)} MB of records, from files to the table`,
  );
  line('CPU, seconds', whole.cpu.toFixed(1));
  line(
    'the same as a ratio to JSON.parse of the records',
    ((whole.cpu * 1000) / ((parse * count) / some.length)).toFixed(1),
  );
  line(
    `reasoning over ${scopes.length} scopes as a ratio to JSON.parse of the same`,
    (reason / parse).toFixed(1),
    limit,
  );
  line('wall time, seconds', whole.wall.toFixed(1));
  line('peak memory, MiB', whole.memory.toFixed(0), '<= 4096');
  rmSync(facts, { recursive: true });
};

try {
  if (process.argv[3] !== 'judging') await reading();
  if (process.argv[3] !== 'reading') {
    await judging(accounts, 'alike', '<= 1.5');
    await judging(Math.min(accounts, most), 'own', '');
  }
} finally {
  rmSync(folder, { recursive: true });
}
