import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { run } from '../../src/cli/main.ts';
import type { ScopeSnapshot } from '../../src/snapshot/schema.ts';
import { demoSnapshot } from '../../src/sources/demo.ts';
import { fakeStreams } from '../support/streams.ts';

const demo = demoSnapshot();

/** The demo's network in an account of its own, with ids of its own. */
const copyIn = (account: string): ScopeSnapshot => {
  const [scope] = demo.scopes;
  const renamed = JSON.stringify(scope)
    .replace(/-0([0-9a-f]{16})\b/g, `-${account.at(-1)}$1`)
    .replaceAll(`"${scope?.account}"`, `"${account}"`);

  return JSON.parse(renamed);
};

describe('of accounts that are alike but for ids and tags', () => {
  it('a tag accepts what is found in its own', async () => {
    const scopes = ['111122223331', '111122223332'].map(copyIn);
    const [first] = scopes;
    for (const vpc of first?.sections.vpcs ?? []) vpc.Tags = [{ Key: 'vpce-audit:accept', Value: '* known here' }];
    const folder = mkdtempSync(join(tmpdir(), 'alike-'));
    const [facts, config] = [join(folder, 'facts.json'), join(folder, 'config.yaml')];
    writeFileSync(facts, JSON.stringify({ ...demo, scopes }));
    writeFileSync(config, 'tags: true\n');
    const fake = fakeStreams();

    const code = await run(['--snapshot', facts, '--config', config, '--format', 'json'], fake.streams, {});
    const found: { account: string; accepted?: unknown }[] = JSON.parse(fake.stdout()).findings;
    const accountsOf = (isAccepted: boolean) => [
      ...new Set(found.filter(({ accepted }) => (accepted !== undefined) === isAccepted).map(({ account }) => account)),
    ];

    expect([accountsOf(true), accountsOf(false), code]).toEqual([['111122223331'], ['111122223332'], 1]);
  });
});
