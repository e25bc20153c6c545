import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildPackage } from '../support/built-package.ts';
import { goldenScreen, screened, screenedFolder, screenWidths } from '../support/screens.ts';

const socket = `vpce-audit-${process.pid}`;
const tmux = (...args: readonly string[]) =>
  spawnSync('tmux', ['-u', '-L', socket, '-f', '/dev/null', ...args], { encoding: 'utf8' });
const isInstalled = tmux('-V').error === undefined;
if (!isInstalled) console.warn('tmux is not installed: no screen is taken in a real terminal');

const ended = '-- ended --';

/** What a terminal of so many columns shows of a command once it has ended; lines that it broke are whole again. */
const screenOf = async (command: string, columns: number): Promise<string> => {
  const name = `${columns}-${Math.trunc(performance.now())}`;
  tmux('new-session', '-d', '-s', name, '-x', String(columns), '-y', '90', `${command}; echo '${ended}'; sleep 60`);
  let text = '';
  for (let tries = 0; tries < 300 && !text.includes(ended); tries += 1) {
    await setTimeout(100);
    text = tmux('capture-pane', '-p', '-J', '-t', name).stdout;
  }
  tmux('kill-session', '-t', name);

  return text
    .slice(0, text.indexOf(ended))
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n');
};

describe.skipIf(!isInstalled)('a real terminal', () => {
  let root = '';
  let folder = '';
  beforeAll(async () => {
    root = await buildPackage();
    folder = screenedFolder();
  }, 60_000);
  afterAll(() => {
    tmux('kill-server');
  });

  for (const name of Object.keys(screened))
    it.each(screenWidths)(`of %i columns shows ${name} as it is kept`, { timeout: 60_000 }, async (columns) => {
      const program = `${process.execPath} ${join(root, 'bin/vpce-audit.js')}`;
      const shown = await screenOf(
        `cd ${folder} && NO_COLOR=1 LANG=C.UTF-8 ${program} --snapshot ${name}.json`,
        columns,
      );

      expect(shown).toBe(readFileSync(goldenScreen(name, columns), 'utf8'));
    });
});
