import { afterAll, beforeAll, expect, it } from 'vitest';
import { kindOf } from '../../src/changes/kinds.ts';
import { ready } from '../changes/one-of-each.ts';
import { refused } from '../changes/refused.ts';
import { startLoopback } from '../support/loopback/loopback.ts';
import { region } from '../support/world/sections.ts';
import { type AwsCli, startAwsCli } from './aws-cli.ts';

let cli: AwsCli;
beforeAll(() => {
  cli = startAwsCli({ AWS_DEFAULT_REGION: region });
});
afterAll(() => cli.close());

it.each(refused)('a live account refuses it too: %s', async (_, change, prepare) => {
  const net = ready();
  prepare(net);
  const loopback = await startLoopback({ scopes: net.snapshot().scopes, isWritable: true });
  try {
    const [call] = kindOf(change).calls(change);
    const { code, stderr } = await cli.call(call?.command.slice(1) ?? [], loopback.url);

    expect({ code, stderr }).toMatchObject({
      code: 255,
      stderr: expect.stringMatching(/An error occurred \([\w.]+\)/),
    });
  } finally {
    await loopback.close();
  }
});
