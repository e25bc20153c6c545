import { queryObjects } from 'node:v8';
import { EC2Client } from '@aws-sdk/client-ec2';
import { expect, it } from 'vitest';
import type { ScopeSnapshot } from '../../../src/snapshot/schema.ts';
import { collectScopes } from '../../../src/sources/aws/collect-aws.ts';
import { everyKind } from '../../support/loopback/every-kind.ts';
import { impatient, withEnvironment } from '../../support/loopback/live-run.ts';
import { startLoopback } from '../../support/loopback/loopback.ts';

const ids = Array.from({ length: 6 }, (_, n) => String(222_222_222_200 + n));
const callers = ids.map((id) => ({
  role: { arn: `arn:aws:iam::${id}:role/vpce-audit`, sessionName: 'vpce-audit', tags: {} },
}));

const scopeOf = (account: string): ScopeSnapshot =>
  JSON.parse(JSON.stringify(everyKind).replaceAll(everyKind.account ?? '', account));

/** With zones and attributes that are asked for one by one, and progress, which counts what waits. */
it('lets go of all that an account was asked with once it is read', async () => {
  const loopback = await startLoopback({
    scopes: [everyKind, ...ids.map(scopeOf)],
    organisation: { members: ids.map((id) => ({ id })), units: {} },
  });
  const read: (string | null)[] = [];
  let alive = 0;
  await withEnvironment(loopback.environment, async () => {
    const scopes = collectScopes({
      callers,
      regions: [],
      now: () => new Date(),
      toolVersion: '0.0.0',
      limits: { ...impatient, accountsAtOnce: 1 },
      progress: ({ queue }) => queue?.(),
      timeoutSeconds: 600,
    });
    for await (const { account, gaps } of scopes) {
      expect(gaps).toEqual([]);
      read.push(account);
      if (read.length === ids.length) alive = queryObjects(EC2Client, { format: 'count' });
    }
  });
  await loopback.close();

  expect(read).toEqual(ids);
  // Two clients an account: of the last one, and of the one before.
  expect(alive).toBeGreaterThan(0);
  expect(alive).toBeLessThanOrEqual(4);
});
