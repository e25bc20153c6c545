import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { run } from '../../src/cli/main.ts';
import { demoSnapshot } from '../../src/sources/demo.ts';
import { fakeStreams } from '../support/streams.ts';

// biome-ignore lint/suspicious/noTemplateCurlyInString: it is Terraform's
const hostile = '##vso[task.setvariable]x\n::error::y\n##teamcity[a]\u001b[31m`$(exit 9)`; exit 9 # */ ${x}';

/** The Cake VPC, with that for every Name tag. */
const facts = (): string => {
  const file = join(mkdtempSync(join(tmpdir(), 'hostile-')), 'facts.json');
  const text = JSON.stringify(demoSnapshot(), (_key, value) =>
    typeof value === 'object' && value !== null && value.Key === 'Name' ? { ...value, Value: hostile } : value,
  );
  writeFileSync(file, text);

  return file;
};

it.each([
  ['fix', 0],
  ['fix --format cli', 0],
  ['fix --format terraform', 0],
  ['fix --format cloudformation', 0],
  ['fix --format cdk', 0],
  ['fix --format json', 0],
  ['what-if --delete nat-07a3c5e91d6f2b840', 1],
  ['what-if --delete nat-07a3c5e91d6f2b840 --format json', 1],
])('no name is a command in what %s prints', async (line, expected) => {
  const { streams, stdout, stderr } = fakeStreams();

  const code = await run([...line.split(' '), '--snapshot', facts()], streams, {});

  const printed = stdout() + stderr();
  expect(code).toBe(expected);
  expect(printed).not.toMatch(/##(vso|teamcity)?\[|^\s*::[a-z]/im);
  expect(printed).not.toContain('\u001b');
  if (line.includes('cli')) {
    const { status } = spawnSync('sh', ['-s', '--', '--dry-run'], {
      input: `aws() { if [ "$1" = sts ]; then echo 111122223333; else echo DryRunOperation; fi; }\n${stdout()}`,
    });
    expect(status).toBe(0);
  }
});
