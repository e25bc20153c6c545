import { afterEach, expect, it } from 'vitest';
import { everyKind } from '../../support/loopback/every-kind.ts';
import { collectFrom } from '../../support/loopback/live-run.ts';
import { type Loopback, type LoopbackOptions, startLoopback } from '../../support/loopback/loopback.ts';

let loopback: Loopback;
const start = async (options: LoopbackOptions): Promise<Loopback> => {
  loopback = await startLoopback(options);
  return loopback;
};
afterEach(() => loopback.close());

it('brings every record back as AWS holds it', async () => {
  const { scopes, ...rest } = await collectFrom(await start({ scopes: [everyKind] }));

  expect(rest).toEqual({ schemaVersion: 1, tool: { name: 'vpce-audit', version: '0.0.0' } });
  expect(scopes).toHaveLength(1);
  expect(scopes[0]?.gaps).toEqual([]);
  expect(scopes[0]).toEqual({
    ...everyKind,
    endpoint: loopback.url,
    readBy: `arn:aws:iam::${everyKind.account}:user/auditor`,
  });
});
