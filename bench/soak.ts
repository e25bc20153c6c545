import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import type { ScopeSnapshot } from '../src/snapshot/schema.ts';
import { everyFault } from '../test/support/every-fault.ts';
import {
  auditOn,
  type BadDay,
  type Day,
  everyAction,
  everyWireFault,
  falseClaims,
} from '../test/support/loopback/bad-day.ts';
import { everyKind } from '../test/support/loopback/every-kind.ts';
import type { Fault } from '../test/support/loopback/fault.ts';
import { auditedServices, networkSpec, worldOf } from '../test/support/network-spec.ts';

/**
 * Many audits, one after the other in one process, of networks of every kind on days of every kind: what they claim, how
 * they end, what they leave behind. `SOAK_RUNS` and `SOAK_SEED` say how many and which.
 */
const runs = Number(process.env.SOAK_RUNS ?? 300);
const seed = Number(process.env.SOAK_SEED ?? Date.now() % 2 ** 31);

const fault = fc.constantFrom<Fault[]>(...everyWireFault, { kind: 'empty-pages' });
const faults = fc.dictionary(fc.constantFrom(...everyAction), fault, { minKeys: 1, maxKeys: 8 });
const endless = fc.constant<Fault>({ kind: 'endless-pages' });
const quota = fc.record({ burst: fc.integer({ min: 1, max: 20 }), perSecond: fc.integer({ min: 20, max: 200 }) });
const days: fc.Arbitrary<Day> = fc.oneof(
  { weight: 12, arbitrary: fc.record({ faults }) },
  // Of all requests of the Region.
  { weight: 2, arbitrary: fc.record({ faults: fc.record({ 'us-east-1': fault }) }) },
  { weight: 2, arbitrary: fc.record({ quotas: fc.record({ ec2: quota, route53: quota, route53resolver: quota }) }) },
  { weight: 2, arbitrary: fc.record({ proxyRefusesOneIn: fc.integer({ min: 1, max: 9 }), faults }) },
  {
    weight: 1,
    arbitrary: fc.record({
      faults: fc.dictionary(fc.constantFrom(...everyAction), endless, { minKeys: 1, maxKeys: 2 }),
      timeoutSeconds: fc.constant(2),
    }),
  },
);
const scopeIn = ({ snapshot }: { snapshot(): { readonly scopes: readonly ScopeSnapshot[] } }): ScopeSnapshot[] => [
  ...snapshot().scopes,
];
const networks = [
  everyKind,
  ...scopeIn(everyFault()),
  ...fc.sample(networkSpec, { numRuns: 18, seed }).flatMap((spec) => scopeIn(worldOf(spec))),
];

const megabytes = (): number => {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed / 1_000_000;
};
const resources = (): string[] =>
  process.getActiveResourcesInfo().filter((name) => !/Immediate|TTY|Pipe|FSReq/.test(name));

/** The Region of `everyKind` offers few. */
const servicesOf = (scope: ScopeSnapshot): readonly string[] => (scope === everyKind ? ['s3', 'ec2'] : auditedServices);

/** Whatever is left for the next run to find would be here. */
const folder = mkdtempSync(join(tmpdir(), 'soak-'));
process.env.TMPDIR = folder;

const healthy = new Map<ScopeSnapshot, BadDay>();
for (const scope of networks) healthy.set(scope, await auditOn(scope, servicesOf(scope), {}));

const heldBefore = resources().length;
const codes = new Map<number, number>();
const count = (tally: Map<number, number>, code: number): unknown => tally.set(code, (tally.get(code) ?? 0) + 1);
const faulty: string[] = [];
let [early, turn] = [0, 0];
for (const day of fc.sample(days, { numRuns: runs, seed })) {
  const scope = networks[turn % networks.length] ?? everyKind;
  const good = healthy.get(scope);
  const bad = await auditOn(scope, servicesOf(scope), day);
  const claims = good === undefined ? [] : falseClaims(bad, good);
  const stack = /\bbug\b|^\s+at /m.test(bad.said) ? [bad.said] : [];
  for (const what of [...claims, ...stack]) faulty.push(`run ${turn}: ${what} on ${JSON.stringify(day)}`);
  count(codes, bad.code);
  turn += 1;
  if (turn === Math.floor(runs / 3)) early = megabytes();
}

await new Promise((resolve) => setTimeout(resolve, 1_000));
const growth = megabytes() - early;
const left = [...(resources().length > heldBefore ? resources() : []), ...readdirSync(folder)];
const healthyCodes = new Map<number, number>();
for (const { code } of healthy.values()) count(healthyCodes, code);
const told = (tally: Map<number, number>): string =>
  [...tally]
    .sort()
    .map(([code, times]) => `${times} exit ${code}`)
    .join(', ');
console.log(`${runs} audits, seed ${seed}: ${told(codes)}`);
console.log(`  of ${networks.length} networks, on a healthy day: ${told(healthyCodes)}`);
console.log(`  false claims and stacks  ${faulty.length}`);
console.log(`  growth of memory in the last two thirds  ${growth.toFixed(1)} MB`);
console.log(`  left behind  ${left.length === 0 ? 'nothing' : left.join(', ')}`);
for (const line of faulty) console.error(line);
rmSync(folder, { recursive: true });
process.exitCode = faulty.length === 0 && growth < 20 && left.length === 0 ? 0 : 1;
