import {
  chownSync,
  lchownSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AuditOptions, audit } from '../../src/audit.ts';
import { acceptEarlier } from '../../src/cli/accept-earlier.ts';
import { run } from '../../src/cli/main.ts';
import { demoSnapshot } from '../../src/sources/demo.ts';
import { fakeStreams } from '../support/streams.ts';

const folder = () => mkdtempSync(join(tmpdir(), 'acceptance-'));

const vpceAudit = async (...argv: readonly string[]) => {
  const { streams, stdout, stderr } = fakeStreams();
  const code = await run(argv, streams, {});
  return { code, stdout: stdout(), stderr: stderr() };
};

/** Runs in a folder, as whoever types the command does. */
const within = async <T>(cwd: string, act: () => Promise<T>): Promise<T> => {
  const home = process.cwd();
  process.chdir(cwd);
  try {
    return await act();
  } finally {
    process.chdir(home);
  }
};

const [cake] = demoSnapshot().scopes;
const factsWith = (change: object): string => JSON.stringify({ schemaVersion: 1, scopes: [{ ...cake, ...change }] });
const gap = { section: 'natGateways', action: 'ec2:DescribeNatGateways', kind: 'denied', reason: 'no' };
const { natGateways: _unread, ...withoutNats } = cake?.sections ?? {};

describe('a baseline', () => {
  it('is written to its usual place, and lets the same audit pass', async () => {
    const cwd = folder();

    const written = await within(cwd, () => vpceAudit('baseline', '--demo', '--reason', 'before the gate'));
    const gated = await within(cwd, () =>
      vpceAudit('--demo', '--fail-on', 'note', '--baseline', 'vpce-audit.baseline.json'),
    );

    expect(written).toEqual({
      code: 0,
      stdout: '',
      stderr: 'vpce-audit: vpce-audit.baseline.json accepts 14 findings\n',
    });
    expect({ code: gated.code, stderr: gated.stderr }).toEqual({ code: 0, stderr: '' });
    expect(gated.stdout).toContain('14 accepted');
  });

  it('keeps what it says of old findings when it is written again', async () => {
    const file = join(folder(), 'b.json');

    await vpceAudit('baseline', '--demo', '--service', 's3', '--reason', 'first', '-o', file);
    const again = await vpceAudit('baseline', '--demo', '--reason', 'second', '-o', file);
    const reasons = JSON.parse(readFileSync(file, 'utf8')).accepted.map((entry: { reason: string }) => entry.reason);

    expect(again.stderr).toBe(
      `vpce-audit: ${file} accepts 14 findings: 6 as they were, 8 written anew; --reason and --expires are for new entries alone\n`,
    );
    expect(reasons.filter((reason: string) => reason === 'first')).toHaveLength(6);
  });

  it('says when it was written where no reason is given', async () => {
    const { stdout } = await vpceAudit('baseline', '--demo', '--output', '-', '--quiet');

    expect(stdout).toMatch(/"reason":"there when the baseline was written on \d{4}-\d\d-\d\d"/);
  });

  it.runIf(process.getuid?.() === 0)('of somebody else is not built upon where it is only found', async () => {
    const cwd = folder();
    await within(cwd, () => vpceAudit('baseline', '--demo', '--reason', 'theirs'));
    chownSync(join(cwd, 'vpce-audit.baseline.json'), 4242, 4242);
    const { stderr } = await within(cwd, () => vpceAudit('baseline', '--demo', '--reason', 'mine'));

    expect(stderr).toContain('vpce-audit.baseline.json is skipped, for it belongs to another user');
    expect(readFileSync(join(cwd, 'vpce-audit.baseline.json'), 'utf8')).not.toContain('theirs');
  });

  it('accepts no more than it says, and names the line of what it does not', async () => {
    const file = join(folder(), 'b.json');
    await vpceAudit('baseline', '--demo', '--reason', 'x', '--output', file);
    const lines = readFileSync(file, 'utf8').split('\n');
    const at = lines.findIndex((line) => line.includes('"exits":["nat-gateway"]'));
    lines[at] = lines[at]?.replace('"nat-gateway"', '"internet-gateway"') ?? '';
    writeFileSync(file, lines.join('\n'));
    const { code, stderr } = await vpceAudit('--demo', '--baseline', file);

    expect(code).toBe(1);
    expect(stderr).toMatch(
      new RegExp(
        `b.json: line ${at + 1}: public-path subnet-\\w+ \\w+ is not accepted: ` +
          'it is for internet-gateway, and the finding is of nat-gateway\n',
      ),
    );
  });

  it('of what could not all be read says that there may be more', async () => {
    const file = join(folder(), 'facts.json');
    writeFileSync(file, factsWith({ sections: withoutNats, gaps: [gap] }));

    expect((await vpceAudit('baseline', '--snapshot', file, '--output', '-')).code).toBe(3);
  });

  it.each([
    ['no day', 'soon', 'is no day'],
    ['a day that is over', '2020-01-31', 'is not in the future'],
  ])('cannot expire on %s', async (_title, expires, message) => {
    const { code, stderr } = await vpceAudit('baseline', '--demo', '--expires', expires, '--output', '-');

    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });

  it('is pruned of what matches nothing any more, and of nothing else', async () => {
    const file = join(folder(), 'b.json');
    await vpceAudit('baseline', '--demo', '--reason', 'x', '-o', file);
    const whole = readFileSync(file, 'utf8');
    const stale = whole.replace('    {"fingerprint":"', '    {"fingerprint":"0');
    writeFileSync(file, stale);

    const told = await vpceAudit('--demo', '--baseline', file, '--format', 'json', '--fail-on', 'never');
    expect(told.stderr).toContain('1 entry matches nothing any more');
    expect(readFileSync(file, 'utf8')).toBe(stale);

    const pruned = await vpceAudit('--demo', '--baseline', file, '--prune', '--fail-on', 'never');
    expect(pruned.stderr).toContain('1 entry taken out');
    expect(readFileSync(file, 'utf8').split('\n')).toEqual(
      stale.split('\n').filter((line) => !line.includes('"fingerprint":"0')),
    );

    const again = await vpceAudit('--demo', '--baseline', file, '--prune', '--fail-on', 'never');
    expect(again.stderr).toContain('there was nothing to take out');
  });

  it('is not pruned of what a narrower audit does not look at', async () => {
    const file = join(folder(), 'b.json');
    await vpceAudit('baseline', '--demo', '--reason', 'x', '-o', file);
    const whole = readFileSync(file, 'utf8');

    for (const narrow of [
      ['--service', 's3'],
      ['--subnet', 'subnet-0a1f4c7e29b3d5860'],
      ['--service', 'sts'],
    ])
      await vpceAudit('--demo', '--baseline', file, '--prune', ...narrow);

    expect(readFileSync(file, 'utf8')).toBe(whole);
  });

  it('that cannot be read stops the run before anything is asked', async () => {
    const { code, stderr } = await vpceAudit('--snapshot', 'absent.json', '--baseline', 'absent-baseline.json');

    expect(code).toBe(2);
    expect(stderr).toContain('cannot read absent-baseline.json: there is no such file');
  });

  it('gives the command that prunes as a shell takes it', async () => {
    const cwd = folder();
    const file = "it's mine.json";
    writeFileSync(join(cwd, file), '{"schemaVersion":1,"accepted":[]}');
    await within(cwd, () => vpceAudit('baseline', '--demo', '--reason', 'x', '-o', file));
    writeFileSync(
      join(cwd, file),
      readFileSync(join(cwd, file), 'utf8').replace('{"fingerprint":"', '{"fingerprint":"0'),
    );

    const { stderr } = await within(cwd, () => vpceAudit('--demo', '--baseline', file));

    expect(stderr).toContain("vpce-audit --demo --baseline 'it'\\''s mine.json' --prune\n");
  });
});

describe('--new-since', () => {
  it('takes a report or a snapshot, and says the same for both', async () => {
    const cwd = folder();
    const snapshot = join(cwd, 'facts.json');
    const report = join(cwd, 'report.json');
    writeFileSync(snapshot, JSON.stringify(demoSnapshot()));
    await vpceAudit('--demo', '--format', 'json', '--output', report);

    const since = async (file: string) => (await vpceAudit('--demo', '--fail-on', 'note', '--new-since', file)).code;

    expect([await since(snapshot), await since(report)]).toEqual([0, 0]);
  });

  it('takes what is packed, whatever its name', async () => {
    const cwd = folder();
    const report = (await vpceAudit('--demo', '--format', 'json')).stdout;
    const packed = Object.entries({ 'facts.json': JSON.stringify(demoSnapshot()), 'report.gz': report });
    for (const [name, text] of packed) {
      writeFileSync(join(cwd, name), gzipSync(text));

      expect((await vpceAudit('--demo', '--fail-on', 'note', '--new-since', join(cwd, name))).code).toBe(0);
    }
  });

  it('takes a snapshot that is too long to be read whole', async () => {
    const file = join(folder(), 'facts.json');
    writeFileSync(file, gzipSync(JSON.stringify(demoSnapshot(), null, 1)));
    const options: AuditOptions = { source: 'demo', version: '0.0.0', services: [], vpcs: [], subnets: [] };
    const report = audit(demoSnapshot(), options);
    const accept = await acceptEarlier(file, 1000);

    const { report: accepted } = accept({ report, options, snapshot: demoSnapshot() });
    expect(accepted.findings.every((finding) => finding.accepted !== undefined)).toBe(true);
  });

  it('names the file that is not there', async () => {
    const { code, stderr } = await vpceAudit('--demo', '--new-since', 'gone.json');

    expect([code, stderr]).toEqual([2, expect.stringContaining('cannot read gone.json: there is no such file')]);
  });

  it('tells what is new in a VPC that was not there', async () => {
    const earlier = join(folder(), 'facts.json');
    writeFileSync(earlier, factsWith({ sections: { ...cake?.sections, vpcs: [], subnets: [] } }));

    const { code } = await vpceAudit('--demo', '--vpc', 'vpc-0c4a1e5b7d2f93a60', '--new-since', earlier);

    expect(code).toBe(1);
  });

  it('refuses what is neither', async () => {
    const file = join(folder(), 'x.json');
    writeFileSync(file, '{}');

    expect((await vpceAudit('--demo', '--new-since', file)).stderr).toContain('is not a snapshot');
  });
});

describe('the config', () => {
  const repository = (config: string) => {
    const root = folder();
    mkdirSync(join(root, 'repo', '.git'), { recursive: true });
    mkdirSync(join(root, 'repo', 'infra'));
    writeFileSync(join(root, 'facts.json'), JSON.stringify(demoSnapshot()));
    return {
      root,
      inRepository: (name: string) => writeFileSync(join(root, 'repo', name), config),
      infra: join(root, 'repo', 'infra'),
    };
  };
  const facts = ['--snapshot', '../../facts.json'];

  it('of the repository is in force below its root', async () => {
    const { inRepository, infra } = repository('failOn: never\n');
    inRepository('vpce-audit.config.yaml');

    const { code } = await within(infra, () => vpceAudit(...facts));
    const { stdout } = await within(infra, () => vpceAudit('--print-config'));

    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      config: '../vpce-audit.config.yaml',
      failOn: { value: 'never', from: '../vpce-audit.config.yaml' },
    });
  });

  it('from above the root of the repository is not read', async () => {
    const { root, infra } = repository('');
    writeFileSync(join(root, 'vpce-audit.config.json'), '{"failOn": "never"}');

    expect((await within(infra, () => vpceAudit(...facts))).code).toBe(1);
  });

  it('of the repository does nothing to the demo, which is the same everywhere, unless a flag names it', async () => {
    const { inRepository, infra } = repository('failOn: never\n');
    inRepository('vpce-audit.config.yaml');

    const plain = await vpceAudit('--demo');

    expect(plain.code).toBe(1);
    expect(await within(infra, () => vpceAudit('--demo'))).toEqual(plain);
    expect((await within(infra, () => vpceAudit('--demo', '--config', '../vpce-audit.config.yaml'))).code).toBe(0);
  });

  it('that a flag names is the only one that is read', async () => {
    const { inRepository, infra } = repository('failOn: never\n');
    inRepository('vpce-audit.config.yaml');
    writeFileSync(join(infra, 'other.json'), '{}');

    expect((await within(infra, () => vpceAudit(...facts, '--config', 'other.json'))).code).toBe(1);
  });

  it('says on standard error, line by line, what of it weakens the gate, and in the report what is in force', async () => {
    const { inRepository, infra } = repository('rules:\n  public-path: off\n  split-path: warning\nfailOn: never\n');
    inRepository('vpce-audit.config.yaml');
    const file = '../vpce-audit.config.yaml';
    const { code, stdout, stderr } = await within(infra, () => vpceAudit(...facts, '--quiet', '--format', 'json'));

    expect(code).toBe(0);
    expect(stderr).toBe(
      `vpce-audit: ${file}:2: rules.public-path: the rule is off\n` +
        `vpce-audit: ${file}:3: rules.split-path: its findings are of severity warning instead of error\n` +
        `vpce-audit: ${file}:4: failOn: no finding fails\n`,
    );
    expect(JSON.parse(stdout).config).toMatchObject({
      file,
      weakenings: [{ setting: 'rules.public-path', line: 2 }, { setting: 'rules.split-path' }, { setting: 'failOn' }],
      inForce: { rules: { 'public-path': { value: 'off', from: file } }, failOn: { value: 'never', from: file } },
    });
  });

  it('is not read where no config is asked for', async () => {
    const { inRepository, infra } = repository('failOn: never\n');
    inRepository('vpce-audit.config.yaml');
    const { code, stderr } = await within(infra, () => vpceAudit(...facts, '--no-config'));

    expect([code, stderr]).toEqual([1, '']);
    for (const both of [
      ['--no-config', '--config', 'a.json'],
      ['--config', 'a.json', '--no-config'],
    ])
      expect((await vpceAudit('--demo', ...both)).code).toBe(2);
  });

  it.runIf(process.getuid?.() === 0)('of somebody else is skipped where it is only found, and said', async () => {
    const { root, inRepository, infra } = repository('failOn: never\n');
    inRepository('vpce-audit.config.yaml');
    const file = join(root, 'repo', 'vpce-audit.config.yaml');
    chownSync(file, 4242, 4242);

    const found = await within(infra, () => vpceAudit(...facts));
    const named = await within(infra, () => vpceAudit(...facts, '--config', file));
    expect([found.code, named.code]).toEqual([1, 0]);
    expect(found.stderr).toContain(
      '../vpce-audit.config.yaml is skipped, for it belongs to another user; --config ../vpce-audit.config.yaml takes it',
    );
  });

  it.runIf(process.getuid?.() === 0)('is skipped where a link of somebody else leads to it', async () => {
    const { root, infra } = repository('');
    writeFileSync(join(root, 'mine.yaml'), 'failOn: never\n');
    symlinkSync('../mine.yaml', join(root, 'repo', 'vpce-audit.config.yaml'));
    lchownSync(join(root, 'repo', 'vpce-audit.config.yaml'), 4242, 4242);

    expect((await within(infra, () => vpceAudit(...facts))).code).toBe(1);
  });

  it('of the repository leaves the demo alone', async () => {
    const { inRepository, infra } = repository('scope:\n  vpcs: [vpc-elsewhere]\n');
    inRepository('vpce-audit.config.yaml');

    expect((await within(infra, () => vpceAudit('--demo'))).code).toBe(1);
  });

  it('is overruled by flags', async () => {
    const { inRepository, infra } = repository('failOn: never\nservices: [sts]\n');
    inRepository('vpce-audit.config.yaml');

    const { code, stdout } = await within(infra, () =>
      vpceAudit(...facts, '--fail-on', 'error', '--service', 's3', '--format', 'json'),
    );

    expect(code).toBe(1);
    expect(new Set(JSON.parse(stdout).paths.map((path: { service: string }) => path.service))).toEqual(new Set(['s3']));
  });

  it('names Regions to ask live; saved facts of one of them are audited as they are', async () => {
    const { inRepository, infra } = repository('scope:\n  regions: [ap-northeast-2, eu-west-1]\n');
    inRepository('vpce-audit.config.yaml');

    expect((await within(infra, () => vpceAudit(...facts))).code).toBe(1);
  });

  it('that names other Regions than the facts have says so', async () => {
    const { inRepository, infra } = repository('scope:\n  regions: [eu-west-1]\n');
    inRepository('vpce-audit.config.yaml');

    const { code, stderr } = await within(infra, () => vpceAudit(...facts));

    expect(code).toBe(2);
    expect(stderr).toContain('../vpce-audit.config.yaml: the facts hold nothing of eu-west-1');
  });
});

describe('tags', () => {
  const tagged = (value: string) => {
    const file = join(folder(), 'facts.json');
    const vpcs = cake?.sections.vpcs?.map((vpc) => ({ ...vpc, Tags: [{ Key: 'vpce-audit:accept', Value: value }] }));
    writeFileSync(file, factsWith({ sections: { ...cake?.sections, vpcs } }));
    return file;
  };
  const allowing = () => {
    const file = join(folder(), 'c.json');
    writeFileSync(file, '{"tags": true}');
    return file;
  };

  it('accept where the config lets them', async () => {
    const facts = tagged('* until=2999-01-31 all of it moves');

    expect((await vpceAudit('--snapshot', facts, '--config', allowing())).code).toBe(0);
    expect((await vpceAudit('--snapshot', facts)).code).toBe(1);
  });

  it('that are malformed are told on standard error, without what they would do to a terminal', async () => {
    const { code, stderr } = await vpceAudit('--snapshot', tagged('\u001b[31m moves'), '--config', allowing());

    expect(code).toBe(1);
    expect(stderr).toContain('vpc-0c4a1e5b7d2f93a60: the tag vpce-audit:accept accepts nothing');
    expect(stderr).not.toContain('\u001b');
  });
});

describe('an audit with gaps', () => {
  it('never exits with 0 where a verdict is unknown for it, whatever was asked', async () => {
    const cwd = folder();
    const facts = join(cwd, 'facts.json');
    const baseline = join(cwd, 'b.json');
    writeFileSync(facts, factsWith({ sections: withoutNats, gaps: [gap] }));
    await vpceAudit('baseline', '--snapshot', facts, '--reason', 'x', '-o', baseline);
    const flags = fc.subarray([
      ['--baseline', baseline],
      ['--new-since', facts],
      ['--fail-on', 'never'],
      ['--quiet'],
      ['--service', 's3'],
      ['--format', 'json'],
    ]);

    await fc.assert(
      fc.asyncProperty(flags, async (chosen) => {
        const plain = await vpceAudit('--snapshot', facts, ...chosen.flat());
        const allowed = await vpceAudit('--snapshot', facts, ...chosen.flat(), '--allow-incomplete');

        expect([1, 3]).toContain(plain.code);
        expect(allowed.code).toBe(plain.code);
        expect(allowed.stderr).toContain('--allow-incomplete was given');
      }),
      { numRuns: 25 },
    );
  });
});

describe('an audit with gaps that leave every verdict standing', () => {
  it('exits with 0 where they are allowed for', async () => {
    const { vpcEndpointServices: _unread, ...sections } = cake?.sections ?? {};
    const file = join(folder(), 'facts.json');
    const missing = { ...gap, section: 'vpcEndpointServices', action: 'ec2:DescribeVpcEndpointServices' };
    writeFileSync(file, factsWith({ sections, gaps: [missing] }));
    const args = ['--snapshot', file, '--fail-on', 'never'];

    expect((await vpceAudit(...args)).code).toBe(3);
    const { code, stderr } = await vpceAudit(...args, '--allow-incomplete');
    expect(code).toBe(0);
    expect(stderr).toContain('--allow-incomplete was given: the exit code is 0 instead of 3');
  });
});

describe('several outputs', () => {
  it('come from one audit, and leave standard output the table', async () => {
    const cwd = folder();
    const { code, stdout } = await within(cwd, () =>
      vpceAudit('--demo', '--output', 'sarif=a.sarif', '-o', 'junit=a.xml', '--output', 'json=a.json'),
    );

    expect(code).toBe(1);
    expect(stdout).toContain('Cake-VPC');
    expect(readdirSync(cwd).sort()).toEqual(['a.json', 'a.sarif', 'a.xml']);
    expect(JSON.parse(readFileSync(join(cwd, 'a.sarif'), 'utf8')).version).toBe('2.1.0');
    expect(JSON.parse(readFileSync(join(cwd, 'a.json'), 'utf8')).schemaVersion).toBe(2);
    expect(readFileSync(join(cwd, 'a.xml'), 'utf8')).toContain('<testsuites');
  });
});

describe('the summary page of a GitHub job', () => {
  it('has the findings after what is there, where annotations were asked for', async () => {
    const file = join(folder(), 'summary.md');
    writeFileSync(file, '# before\n');
    const { streams } = fakeStreams();

    await run(['--demo', '--format', 'github'], streams, { GITHUB_STEP_SUMMARY: file });
    await run(['--demo', '--format', 'json'], streams, { GITHUB_STEP_SUMMARY: file });

    const summary = readFileSync(file, 'utf8');
    expect(summary).toMatch(/^# before\n/);
    expect(summary.split('public-path').length).toBeGreaterThan(2);
    expect(summary.match(/^#+ .*vpce-audit/gm)).toHaveLength(1);
  });
});
