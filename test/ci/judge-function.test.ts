import { cpSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';

/** The function in a folder of its own, beside a vpce-audit that writes down how it is called. */
const judgedWith = async (config: string | null): Promise<readonly string[]> => {
  const folder = mkdtempSync(join(tmpdir(), 'judge-'));
  const bin = join(folder, 'node_modules/vpce-audit/bin');
  mkdirSync(bin, { recursive: true });
  cpSync('examples/distributed/function/index.js', join(folder, 'index.mjs'));
  cpSync('examples/distributed/function/security-hub.js', join(folder, 'security-hub.js'));
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
  const told = JSON.stringify(join(folder, 'told.json'));
  writeFileSync(
    join(bin, 'vpce-audit.js'),
    `import { writeFileSync } from 'node:fs';\nwriteFileSync(${told}, JSON.stringify(process.argv.slice(2)));\nprocess.exitCode = 3;\n`,
  );
  if (config !== null) writeFileSync(join(folder, 'vpce-audit.config.yaml'), config);
  const { judge } = await import(/* @vite-ignore */ join(folder, 'index.mjs'));
  expect(await judge({ prefix: 'runs/1', day: '2026-12-01' })).toEqual({ exitCode: 3 });

  return JSON.parse(readFileSync(join(folder, 'told.json'), 'utf8'));
};

it('judges by the config that was laid beside it, and by none where none was', async () => {
  const own = await judgedWith('accounts: {}\n');

  expect(own.slice(0, 2)).toEqual(['audit', '--config']);
  expect(own[2]).toMatch(/judge-.*\/vpce-audit\.config\.yaml$/);
  expect((await judgedWith(null)).slice(0, 3)).toEqual(['audit', '--no-config', '--snapshot']);
});
