import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { demoSnapshot } from '../src/sources/demo.ts';
import { type EngineTimes, engineTimes } from './engine.ts';
import { type Command, interleaved, median } from './interleaved.ts';
import { largeNetwork } from './large-network.ts';
import { manyVpcs } from './many-vpcs.ts';

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
  const cache = { XDG_CACHE_HOME: join(folder, 'cache') };
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

  const [base = 1, help = 0, demo = 0, live = 0, first = 0, aws] = times.map(median);
  console.log(`whole processes ${where}, median wall time as a ratio to an empty Node process`);
  line('  vpce-audit --help', help / base, '<= 1.4');
  line('  vpce-audit --demo', demo / base, '<= 2.2');
  line('  vpce-audit, live, small account on loopback', live / base, '<= 3');
  line('  the same when no compiled code is kept from an earlier run', first / base, '');
  if (aws === undefined) console.log('  (no AWS CLI here: nothing to compare a live run with)');
  else line('  a live audit as a ratio to one aws ec2 describe-vpcs', live / aws, '<= 0.4');
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

const size = (): void => {
  const packed = spawnSync('npm', ['pack', '--ignore-scripts', '--json', '--pack-destination', folder], {
    encoding: 'utf8',
  });
  const [{ filename }] = JSON.parse(packed.stdout);
  const kilobytes = statSync(join(folder, filename)).size / 1000;
  console.log('size');
  line('  tarball, kB', kilobytes, '<= 400');
};

await startUps();
reasoning();
size();
