import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { commandSpecs } from '../../src/cli/completion/command-spec.ts';
import { formatNames } from '../../src/cli/formats.ts';
import { run } from '../../src/cli/main.ts';
import { createProgram } from '../../src/cli/program.ts';
import { rules } from '../../src/rules/all.ts';
import { fakeStreams } from '../support/streams.ts';

const scriptFor = async (shell: string): Promise<string> => {
  const { streams, stdout } = fakeStreams();
  await run(['completion', shell], streams, {});

  return stdout();
};

const isInstalled = (program: string): boolean => spawnSync(program, ['--version']).error === undefined;

let bash = '';
beforeAll(async () => {
  bash = await scriptFor('bash');
});

/** What bash offers for the last of these words. */
const offered = (...words: readonly string[]): readonly string[] => {
  const script = `${bash}
COMP_WORDS=(vpce-audit "$@") COMP_CWORD=$#
_vpce_audit
printf '%s\\n' "\${COMPREPLY[@]}"`;
  const { stdout, stderr } = spawnSync('bash', ['-c', script, 'bash', ...words], { encoding: 'utf8' });
  expect(stderr).toBe('');

  return stdout.split('\n').filter((line) => line !== '');
};

describe('completion in bash', () => {
  it('offers commands, options, and the values of options', () => {
    expect(offered('ex')).toEqual(['explain']);
    expect(offered('--for')).toEqual(['--format']);
    expect(offered('explain', '--form')).toEqual(['--format'].filter(() => bash.includes("'explain --format'")));
    expect(offered('--format', '')).toEqual(formatNames);
    expect(offered('audit', '--fail-on', 'w')).toEqual(['warning']);
    expect(offered('rules', 'public')).toEqual(['public-path']);
    expect(offered('rules', '')).toHaveLength(rules.length);
    expect(offered('help', 'ex')).toEqual(['explain']);
    expect(offered('completion', '')).toEqual(['bash', 'zsh', 'fish']);
  });

  it('goes on where an option takes many values', () => {
    expect(offered('--service', 's3', 'dynamodb-s')).toEqual(['dynamodb-streams']);
    expect(offered('--fail-on', 'error', 'w')).toEqual([]);
  });

  it('reads what bash takes apart: --option=value, @set', () => {
    expect(offered('--fail-on', '=', 'n')).toEqual(['note', 'never']);
    expect(offered('--fail-on', '=')).toEqual(['error', 'warning', 'note', 'never']);
    expect(offered('--service', '@ek')).toEqual(['@eks']);
    expect(offered('--service', '@', 'ek')).toEqual(['eks']);
  });

  it('offers services for the second argument of explain, and nothing for the first', () => {
    expect(offered('explain', 'a')).toEqual([]);
    expect(offered('explain', 'app-a', 'dynamodb-s')).toEqual(['dynamodb-streams']);
  });

  it('offers files where a file is meant', () => {
    expect(offered('--snapshot', 'package.js')).toEqual(['package.json']);
    expect(offered('--aws-cli', 'sr')).toEqual(['src']);
    expect(offered('diff', 'package.js')).toEqual(['package.json']);
  });
});

describe('completion in every shell', () => {
  const specs = commandSpecs(createProgram(() => {}, {}));

  it.each(['bash', 'zsh', 'fish'])('knows every command and option: %s', async (shell) => {
    const script = await scriptFor(shell);
    for (const { name, options } of specs) {
      expect(script).toContain(name);
      for (const option of options.flatMap(({ names }) => names.filter((one) => one.startsWith('--'))))
        expect(script).toContain(shell === 'fish' ? `-l ${option.slice(2)}` : option);
    }
  });

  for (const [shell, flag] of Object.entries({ bash: '-n', zsh: '-n', fish: '--no-execute' })) {
    if (!isInstalled(shell))
      console.warn(`${shell} is not installed: whether it can parse its completion is not known`);

    it.skipIf(!isInstalled(shell))(`is a script that ${shell} can parse`, async () => {
      const file = join(mkdtempSync(join(tmpdir(), 'completion-')), 'script');
      writeFileSync(file, await scriptFor(shell));
      const { status, stderr } = spawnSync(shell, [flag, file], { encoding: 'utf8' });

      expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    });
  }

  it.skipIf(!isInstalled('fish'))('offers in fish what it offers in bash', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'completion-')), 'script');
    writeFileSync(file, await scriptFor('fish'));
    const inFish = (line: string): string =>
      spawnSync('fish', ['-c', `source ${file}; complete -C '${line}'`], { encoding: 'utf8' }).stdout;

    expect(inFish('vpce-audit ex')).toMatch(/^explain\t/);
    expect(inFish('vpce-audit --service @ek')).toMatch(/^@eks\t/);
    expect(inFish('vpce-audit rules public')).toBe('public-path\n');
  });

  it('leaves no quote open, wherever it cannot be parsed', async () => {
    for (const line of (await scriptFor('fish')).split('\n').filter((one) => !one.startsWith('#')))
      expect(line.replace(/\\./g, '').split("'").length % 2).toBe(1);
  });
});

describe('the manual page', () => {
  const page = readFileSync('docs/vpce-audit.1', 'utf8');

  it('knows every command and option', () => {
    for (const { name, options } of commandSpecs(createProgram(() => {}, {}))) {
      expect(page).toContain(`.SS ${name.replaceAll('-', '\\-')}\n`);
      for (const { names } of options.filter((option) => !option.names.includes('--help')))
        expect(page).toContain(names.join(', ').replaceAll('-', '\\-'));
    }
  });

  it.skipIf(!isInstalled('groff'))('is well-formed', () => {
    const { status, stderr } = spawnSync('groff', ['-man', '-Tutf8', '-ww', '-z', 'docs/vpce-audit.1'], {
      encoding: 'utf8',
    });

    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });
});
