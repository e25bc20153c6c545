import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { run } from '../../src/cli/main.ts';
import { demoSnapshot } from '../../src/sources/demo.ts';
import { fakeStreams } from '../support/streams.ts';

const folder = mkdtempSync(join(tmpdir(), 'account-gates-'));
const own = demoSnapshot().scopes[0]?.account ?? '';
const other = '999988887777';

const cli = async (config: object, ...argv: readonly string[]) => {
  const file = join(folder, 'c.json');
  writeFileSync(file, JSON.stringify(config));
  const fake = fakeStreams();
  const code = await run([...argv, '--demo', '--config', file], fake.streams, {});

  return {
    code,
    stdout: fake.stdout(),
    stderr: fake.stderr().replaceAll(file, 'c.json').replace('c.json:1:', 'c.json:'),
  };
};

const gatesOf = (...ids: readonly string[]) => ({
  accounts: Object.fromEntries(ids.map((id) => [id, { failOn: 'never' }])),
});

describe('a config of all accounts', () => {
  it.each([['audit'], ['fix']])('tells of the gates of those that were read, and of no others: %s', async (command) => {
    const [mine, theirs] = [await cli(gatesOf(own, other), command), await cli(gatesOf(other), command)];

    expect(mine).toMatchObject({
      code: 0,
      stderr: `vpce-audit: c.json: accounts.${own}.failOn: no finding of ${own} fails\n`,
    });
    expect(theirs).toMatchObject({ code: command === 'fix' ? 0 : 1, stderr: '' });
  });

  it('tells of an id that is nearly that of an account it does not name', async () => {
    const slip = `${own.slice(0, -2)}${own.at(-1)}${own.at(-2)}`.replace(own, `${own.slice(0, -1)}0`);
    const notice = `vpce-audit: c.json: accounts.${slip}: nothing was read of it: did you mean ${own}?\n`;

    expect((await cli({ accounts: { [slip]: { name: 'shop' } } })).stderr).toBe(notice);
    expect((await cli({ accounts: { [slip]: { name: 'shop' } } }, 'fix')).stderr).toBe(notice);
    expect((await cli({ accounts: { [slip]: { name: 'shop' } } }, '--quiet')).stderr).toBe('');
    expect((await cli({ accounts: { [slip]: {}, [own]: {} } })).stderr).toBe('');
  });

  it('names owners beside the changes of fix, and in its code', async () => {
    const accounts = { [own]: { name: 'shop', team: 'Payments' } };

    expect((await cli({ accounts }, 'fix')).stdout).toContain(`\n   ${own} shop (Payments)\n`);
    expect((await cli({ accounts }, 'fix', '--format', 'terraform')).stdout).toMatch(
      new RegExp(`^# +${own} shop .Payments.$`, 'm'),
    );
    expect(JSON.parse((await cli({ accounts }, 'fix', '--format', 'json')).stdout).accounts).toEqual([
      { account: own, name: 'shop', team: 'Payments' },
    ]);
    expect((await cli({}, 'fix')).stdout).not.toContain(own);
  });

  it('weakens the report of those alone', async () => {
    const weakeningsOf = async (...ids: readonly string[]) =>
      JSON.parse((await cli(gatesOf(...ids), '--format', 'json')).stdout).config.weakenings.map(
        ({ setting }: { setting: string }) => setting,
      );

    expect(await weakeningsOf(own, other)).toEqual([`accounts.${own}.failOn`]);
    expect(await weakeningsOf(other)).toEqual([]);
  });

  it('says what an entry of accept that has expired had accepted', async () => {
    const { code, stderr } = await cli({ accept: [{ account: own, reason: 'legacy', expires: '2020-01-01' }] });

    expect(code).toBe(1);
    expect(stderr).toMatch(
      /^vpce-audit: c\.json: accept\[0\] expired on 2020-01-01: \d+ findings count again that it accepted\n$/,
    );
  });
});
