import { spawn, spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, statSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { counted } from '../src/report/counted.ts';
import type { Snapshot } from '../src/snapshot/schema.ts';
import { snapshotChunks } from '../src/snapshot/write.ts';
import { demoSnapshot } from '../src/sources/demo.ts';
import { type EngineTimes, engineTimes } from './engine.ts';
import { type HostileInput, hostileInputs } from './hostile-input.ts';
import { type Command, type Cost, interleaved, median } from './interleaved.ts';
import { largeNetwork } from './large-network.ts';
import { liveTimes } from './live-vpcs.ts';
import { manyVpcs } from './many-vpcs.ts';
import { pageTimes } from './page.ts';
import { type ProcessCost, parseCost, processCost } from './process-cost.ts';
import { publicRoutes } from './public-routes.ts';

/** Ratios measured in one run of this process; absolute times mean nothing on another machine. */
const line = (label: string, ratio: number, limit: string, detail = ''): void => {
  console.log(`${label.padEnd(62)} ${ratio.toFixed(2).padStart(6)}  ${limit.padEnd(8)} ${detail}`);
};

const folder = mkdtempSync(join(tmpdir(), 'vpce-audit-bench-'));
const tool = ['bin/vpce-audit.js'];
const fresh = join(folder, 'fresh-cache');
const empty = join(folder, 'empty.mjs');
writeFileSync(empty, '');

const serverEnvironment = async (): Promise<{ readonly env: Record<string, string>; readonly stop: () => void }> => {
  const snapshot = join(folder, 'snapshot.json');
  writeFileSync(snapshot, JSON.stringify(demoSnapshot()));
  const server = spawn(process.execPath, ['scripts/run.js', 'test/support/loopback/serve.ts', snapshot], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const first = await new Promise<string>((resolve) => server.stdout.once('data', (data) => resolve(String(data))));
  const given: Record<string, string> = JSON.parse(first);
  // The second name is the only one that older AWS CLIs know.
  const cache = { XDG_CACHE_HOME: join(folder, 'cache'), CI: '' };
  const env = { ...given, ...cache, AWS_REGION: 'ap-northeast-2', AWS_DEFAULT_REGION: 'ap-northeast-2' };

  return { env, stop: () => server.kill() };
};

const hasAwsCli = spawnSync('aws', ['--version'], { stdio: 'ignore' }).status === 0;

const startUp = async (where: string, env: Record<string, string>): Promise<void> => {
  const node = (label: string, ...args: readonly string[]): Command => ({
    label,
    argv: [process.execPath, ...args],
    env,
  });
  const commands = [
    node('empty Node process', empty),
    node('vpce-audit --help', ...tool, '--help'),
    node('vpce-audit --demo', ...tool, '--demo', '--fail-on', 'never'),
    node('vpce-audit, live, small account on loopback', ...tool, '--fail-on', 'never'),
    {
      ...node('the same, for the first time', ...tool, '--fail-on', 'never'),
      env: { ...env, XDG_CACHE_HOME: fresh },
      before: () => rmSync(fresh, { recursive: true, force: true }),
    },
    ...(hasAwsCli
      ? [{ label: 'aws ec2 describe-vpcs', argv: ['aws', 'ec2', 'describe-vpcs', '--page-size', '1000'], env }]
      : []),
  ];
  const times = await interleaved(commands, Number(process.env.BENCH_RUNS ?? 15));

  const [base, help, demo, live, first, aws] = times.map((costs) => ({
    wall: median(costs.map(({ wall }) => wall)),
    cpu: median(costs.map(({ cpu }) => cpu)),
  }));
  const ratio = (label: string, cost: Cost | undefined, limit: string): void =>
    line(
      `  ${label}`,
      (cost?.wall ?? 0) / (base?.wall ?? 1),
      limit,
      `CPU ${((cost?.cpu ?? 0) / (base?.cpu ?? 1)).toFixed(1)}`,
    );
  console.log(
    `whole processes ${where} on Node ${process.version}, median wall time as a ratio to an empty Node process`,
  );
  ratio('vpce-audit --help', help, '<= 1.4');
  ratio('vpce-audit --demo', demo, '<= 2.2');
  ratio('vpce-audit, live, small account on loopback', live, '<= 3');
  ratio('the same when no compiled code is kept from an earlier run', first, '');
  if (aws === undefined) console.log('  (no AWS CLI here: nothing to compare a live run with)');
  else line('  a live audit as a ratio to one aws ec2 describe-vpcs', (live?.wall ?? 0) / aws.wall, '<= 0.4');
};

/** Extra certificates cost every Node process of a machine the same, and so flatter each ratio to an empty one. */
const startUps = async (): Promise<void> => {
  const { env, stop } = await serverEnvironment();
  try {
    await startUp('in this environment', env);
    if (process.env.NODE_EXTRA_CA_CERTS)
      await startUp("without this machine's extra certificates", { ...env, NODE_EXTRA_CA_CERTS: '' });
  } finally {
    stop();
  }
};

const engine = (label: string, times: EngineTimes, limit: string): void =>
  line(`  ${label}`, times.reason / times.parse, limit, `${times.megabytes} MB of records`);

const live = async (): Promise<void> => {
  console.log('live audits, 50 ms away, with the quotas of AWS: time as a ratio to the least that these allow');
  for (const vpcs of [50, 200]) {
    const { wall, asking, least, calls, throttled } = await liveTimes(vpcs);
    const detail = `${(asking / 1000).toFixed(1)} s, ${calls} calls, ${throttled} throttled`;
    line(`  ${vpcs} VPCs, from the first request to the last`, asking / least, '<= 1.1', detail);
    line(`  ${vpcs} VPCs, from start to report`, wall / least, '<= 1.3', `${(wall / 1000).toFixed(1)} s`);
  }
};

const reasoning = (): void => {
  console.log(
    'reasoning, from records in memory to every verdict and finding, as a ratio to JSON.parse of the same snapshot',
  );
  const runs = 5;
  const half = engineTimes(largeNetwork({ subnets: 50_000, tables: 1_000, routes: 200 }), runs);
  const whole = engineTimes(largeNetwork({ subnets: 100_000, tables: 2_000, routes: 200 }), runs);
  engine('100,000 subnets, 2,000 tables of 200 routes, 3 services', whole, '<= 1.0');
  line('  twice the network takes so many times the time', whole.reason / half.reason, '~ 2');
  engine('200 VPCs, 1,000 hosted zones, a transit gateway of 5,000 routes', engineTimes(manyVpcs(), runs), '<= 1.5');
};

const saved = (name: string, snapshot: Snapshot): string => {
  const file = join(folder, name);
  const output = openSync(file, 'w');
  for (const chunk of snapshotChunks(snapshot)) writeSync(output, chunk);
  closeSync(output);

  return file;
};

/** All records of a section may be longer than a string can be. */
const jsonTexts = (records: unknown): string[] => {
  if (!Array.isArray(records)) return [];
  const starts = Array.from({ length: Math.ceil(records.length / 1000) }, (_, k) => 1000 * k);

  return starts.map((start) => JSON.stringify(records.slice(start, start + 1000)));
};

/** Records of a network whose tables split the public space, as a file; and the CPU of parsing them. */
const publicRoutesFile = (
  subnets: number,
): { readonly file: string; readonly bytes: number; readonly parse: number } => {
  const snapshot = publicRoutes(subnets);
  const file = saved(`public-routes-${subnets}.json`, snapshot);
  const texts = Object.values(snapshot.scopes[0]?.sections ?? {}).flatMap(jsonTexts);

  return { file, bytes: statSync(file).size, parse: parseCost(texts) };
};

const reporting = (): void => {
  console.log(
    'whole runs over 20 tables a VPC of 200 routes over public space, CPU as a ratio to JSON.parse of the records',
  );
  const cpus: number[] = [];
  for (const subnets of [10_000, 100_000]) {
    const { file, bytes, parse } = publicRoutesFile(subnets);
    const run = (format: string) => processCost('--snapshot', file, '--format', format, '--fail-on', 'never');
    const [table, json] = [run('table'), run('json')];
    const detail = `${subnets} subnets, ${Math.round(bytes / 1e6)} MB of records`;
    line('  snapshot to table', table.cpu / parse, '<= 6', detail);
    line('  snapshot to JSON', json.cpu / parse, '<= 10', detail);
    line('  peak memory as a ratio to the records', Math.max(table.memory, json.memory) / bytes, '<= 3', detail);
    line('  the JSON report as a ratio to its snapshot', json.output / bytes, '<= 0.6', detail);
    cpus.push(json.cpu);
  }
  line('  ten times the network takes so many times the CPU', (cpus[1] ?? 0) / (cpus[0] ?? 1), '~ 10');
};

const fixing = (): void => {
  console.log('whole runs of fix, which audits, proves and prints, as a ratio to an audit of the same snapshot');
  for (const subnets of [10_000, 100_000]) {
    const file = saved(`large-${subnets}.json`, largeNetwork({ subnets, tables: subnets / 50, routes: 200 }));
    const audited = processCost('--snapshot', file, '--fail-on', 'never');
    const detail = `${subnets} subnets, the audit takes ${(audited.cpu / 1000).toFixed(1)} s of CPU`;
    for (const format of ['text', 'cli']) {
      const fixed = processCost('fix', '--snapshot', file, '--format', format);
      line(`  fix --format ${format}, CPU`, fixed.cpu / audited.cpu, '<= 2', detail);
      line(`  fix --format ${format}, peak memory`, fixed.memory / audited.memory, '<= 2', detail);
    }
  }
};

const costOf = ({ files, args }: HostileInput, much: number): ProcessCost => {
  const written = files(much);
  for (const [name, pieces] of Object.entries(written)) {
    const output = openSync(join(folder, name), 'w');
    for (const piece of pieces) writeSync(output, piece);
    closeSync(output);
  }

  return processCost(...args.map((arg) => (Object.hasOwn(written, arg) ? join(folder, arg) : arg)));
};

const hostility = (): void => {
  console.log('whole runs over input that is made to take long, CPU as a ratio to half as much of it');
  for (const input of hostileInputs) {
    const [half, whole] = [costOf(input, input.size / 2), costOf(input, input.size)];
    const detail = `${counted(input.size, input.what)}, ${(whole.cpu / 1000).toFixed(1)} s, ${Math.round(whole.memory / 1e6)} MB`;
    line(`  ${input.label}`, whole.cpu / half.cpu, '<= 2.5', detail);
  }
};

/** The one limit that is a time: so long a reader waits for anything that somebody sent. */
const page = async (): Promise<void> => {
  const times = await pageTimes(7);
  if (times === null) return;
  console.log('the page of 1,000 subnets in 25 VPCs, in Chromium, median seconds');
  line(
    '  until it can be used',
    times.open / 1000,
    '<= 1',
    `CPU ${(times.cpu / 1000).toFixed(2)}, ${Math.round(times.kilobytes)} kB`,
  );
  line('  until the ways of a chosen subnet are drawn', times.choose / 1000, '<= 0.2');
};

const size = (): void => {
  const packed = spawnSync('npm', ['pack', '--ignore-scripts', '--json', '--pack-destination', folder], {
    encoding: 'utf8',
  });
  const [{ filename }] = JSON.parse(packed.stdout);
  const kilobytes = statSync(join(folder, filename)).size / 1000;
  console.log('size');
  line('  tarball, kB', kilobytes, '<= 510', 'of which what draws the page is at most 60');
};

await startUps();
await live();
reasoning();
reporting();
fixing();
hostility();
await page();
size();
