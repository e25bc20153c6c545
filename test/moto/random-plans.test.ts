import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { audit, type Report } from '../../src/audit.ts';
import { apply, reverseOf } from '../../src/changes/apply.ts';
import type { Change } from '../../src/changes/change.ts';
import { kindOf } from '../../src/changes/kinds.ts';
import { inSafeOrder } from '../../src/changes/safe-order.ts';
import type { Snapshot } from '../../src/snapshot/schema.ts';
import { recordsOf } from '../model/records.ts';
import { type Topology, topology } from '../model/topology.ts';
import { collectFrom } from '../support/loopback/live-run.ts';
import { type Loopback, startLoopback } from '../support/loopback/loopback.ts';
import { account, region } from '../support/world/sections.ts';
import { type AwsCli, startAwsCli } from './aws-cli.ts';
import { told, withIds } from './told.ts';

let cli: AwsCli;
beforeAll(() => {
  cli = startAwsCli({ AWS_DEFAULT_REGION: region });
});
afterAll(() => cli.close());

const snapshotOf = (one: Topology): Snapshot => ({
  schemaVersion: 1,
  scopes: [{ account, region, takenAt: null, sections: recordsOf(one).sections, gaps: [] }],
});

const planFor = (snapshot: Snapshot): readonly Change[] => {
  const services = ['s3', 'dynamodb', 'ec2', 'sts'];
  const options = { source: 'snapshot', version: '0.0.0', services, vpcs: [], subnets: [] } as const;
  const report: Report = audit(snapshot, options);

  return inSafeOrder(report.changes.filter(({ kind }) => kind !== 'by-hand').map(({ change }) => change));
};

/** The first call that AWS refuses; null: none. */
const refusedOf = async (changes: readonly Change[], loopback: Loopback, ids: Map<string, string>) => {
  for (const { command, creates } of changes.flatMap((change) => kindOf(change).calls(change))) {
    const [, ...argv] = withIds(command, ids);
    const query = creates === undefined ? [] : ['--query', creates.query, '--output', 'text'];
    const { code, stdout, stderr } = await cli.call([...argv, ...query], loopback.url);
    if (code !== 0) return { call: argv.join(' '), stderr };
    if (creates !== undefined) ids.set(creates.id, stdout.trim());
  }

  return null;
};

it('AWS takes every command of a plan, and comes to the verdicts that were proven', async () => {
  let made = 0;
  const property = fc.asyncProperty(topology, async (one) => {
    const given = snapshotOf(one);
    const loopback = await startLoopback({ scopes: given.scopes, isWritable: true });
    try {
      const before = await collectFrom(loopback);
      const changes = planFor(before);
      const ids = new Map<string, string>();
      made += changes.length;

      expect(await refusedOf(changes, loopback, ids)).toBeNull();
      expect(told(await collectFrom(loopback)).paths).toEqual(told(withIds(apply(before, changes), ids)).paths);

      expect(await refusedOf(reverseOf(changes), loopback, ids)).toBeNull();
      expect(told(await collectFrom(loopback)).paths).toEqual(told(before).paths);
    } finally {
      await loopback.close();
    }
  });
  await fc.assert(property, { numRuns: Number(process.env.RUNS ?? 10) });
  expect(made).toBeGreaterThan(10);
}, 600_000);
