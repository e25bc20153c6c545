import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import type { ScopeSnapshot } from '../src/snapshot/schema.ts';
import { everyFault } from '../test/support/every-fault.ts';
import {
  auditOn,
  type BadDay,
  everyAction,
  everyWireFault,
  type Faults,
  falseClaims,
} from '../test/support/loopback/bad-day.ts';
import { everyKind } from '../test/support/loopback/every-kind.ts';
import { auditedServices, networkSpec, worldOf } from '../test/support/network-spec.ts';

/**
 * Many audits, one after the other in one process, of networks of every kind on days of every kind: what they claim, how
 * they end, what they leave behind. `SOAK_RUNS` and `SOAK_SEED` say how many and which.
 */
const runs = Number(process.env.SOAK_RUNS ?? 300);
const seed = Number(process.env.SOAK_SEED ?? Date.now() % 2 ** 31);

const fault = fc.constantFrom(...everyWireFault);
const faults: fc.Arbitrary<Faults> = fc.oneof(
  { weight: 5, arbitrary: fc.dictionary(fc.constantFrom(...everyAction), fault, { minKeys: 1, maxKeys: 8 }) },
  // Of all requests of the Region.
  { weight: 1, arbitrary: fc.record({ 'us-east-1': fault }) },
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

/** Whatever is left for the next run to find would be here. */
const folder = mkdtempSync(join(tmpdir(), 'soak-'));
process.env.TMPDIR = folder;

const healthy = new Map<ScopeSnapshot, BadDay>();
for (const scope of networks) healthy.set(scope, await auditOn(scope, auditedServices, {}));

const heldBefore = resources().length;
const codes = new Map<number, number>();
const faulty: string[] = [];
let [early, turn] = [0, 0];
for (const day of fc.sample(faults, { numRuns: runs, seed })) {
  const scope = networks[turn % networks.length] ?? everyKind;
  const good = healthy.get(scope);
  const bad = await auditOn(scope, auditedServices, day);
  const claims = good === undefined ? [] : falseClaims(bad, good);
  const stack = /\bbug\b|^\s+at /m.test(bad.said) ? [bad.said] : [];
  for (const what of [...claims, ...stack]) faulty.push(`run ${turn}: ${what} on ${JSON.stringify(day)}`);
  codes.set(bad.code, (codes.get(bad.code) ?? 0) + 1);
  turn += 1;
  if (turn === Math.floor(runs / 3)) early = megabytes();
}

await new Promise((resolve) => setTimeout(resolve, 1_000));
const growth = megabytes() - early;
const left = [...(resources().length > heldBefore ? resources() : []), ...readdirSync(folder)];
console.log(`${runs} audits, seed ${seed}`);
for (const [code, times] of [...codes].sort()) console.log(`  exit ${code}  ${times}`);
console.log(`  false claims and stacks  ${faulty.length}`);
console.log(`  growth of memory in the last two thirds  ${growth.toFixed(1)} MB`);
console.log(`  left behind  ${left.length === 0 ? 'nothing' : left.join(', ')}`);
for (const line of faulty) console.error(line);
rmSync(folder, { recursive: true });
process.exitCode = faulty.length === 0 && growth < 20 && left.length === 0 ? 0 : 1;
