import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { baselineOf as baselineOfReport } from '../../src/acceptance/baseline/write.ts';
import { audit } from '../../src/audit.ts';
import { run } from '../../src/cli/main.ts';
import { version } from '../../src/cli/version.ts';
import { demoSnapshot } from '../../src/sources/demo.ts';
import { withFewRules } from '../support/few-rules.ts';
import { fakeStreams, type Terminal } from '../support/streams.ts';

interface Case {
  /** What stands after `vpce-audit`. */
  readonly line: string;
  /** Files of the folder that the command is run in. */
  readonly files?: Readonly<Record<string, string>>;
  readonly stdin?: string | Terminal;
  readonly terminal?: Terminal;
  readonly env?: Readonly<Record<string, string>>;
}

const [cake] = demoSnapshot().scopes;
const snapshotOf = (change: object) => JSON.stringify({ schemaVersion: 1, scopes: [{ ...cake, ...change }] });
const { profileAssociations: _unread, ...readable } = cake?.sections ?? {};
const denied = {
  section: 'profileAssociations',
  action: 'route53profiles:ListProfileAssociations',
  kind: 'denied',
  reason: 'You are not authorized to perform this operation.',
};

const settings = `
services: [s3, dynamodb]
rules:
  open-endpoint-policy: off
tags: true
accept:
  - subnet: subnet-0a1f4c7e29b3d5860
    service: s3
    reason: a bastion, with no data to speak of
    expires: 2999-01-31
    owner: platform team
  - rule: public-path
    vpc: vpc-0c4a*
    service: dynamodb
    reason: no table holds anything yet
`;

/** What S3 has of the demo's findings, and one that is gone. */
const baselineOf = (expires: string): string => {
  const report = audit(demoSnapshot(), { source: 'demo', version, services: ['s3'], vpcs: [], subnets: [] });
  const { accepted, ...rest } = baselineOfReport(report, { reason: 'before the gate', expires });
  const gone = accepted.slice(0, 1).map((entry) => ({ ...entry, fingerprint: '0', resource: 'subnet-0f00dfeed' }));
  return JSON.stringify({ ...rest, accepted: [...accepted, ...gone] });
};

/** The demo a day later: nobody has the gateway endpoint's route any more. */
const unrouted = snapshotOf({
  sections: {
    ...cake?.sections,
    routeTables: cake?.sections.routeTables?.map((table) => ({
      ...table,
      Routes: table.Routes?.filter(({ DestinationPrefixListId }) => DestinationPrefixListId === undefined),
    })),
  },
});
const privateSubnet = 'subnet-0c93e71b4fa2d6058';
const cases: Readonly<Record<string, Case>> = {
  demo: { line: '--demo' },
  'demo-narrow': { line: '--demo', terminal: { isTTY: true, columns: 60 } },
  'demo-colored': { line: '--demo --quiet', terminal: { isTTY: true, columns: 100 } },
  'demo-json': { line: `--demo --format json --service dynamodb --subnet ${privateSubnet}` },
  'demo-other-services': { line: '--demo --service sts ecr.api,ecr.dkr --fail-on never' },
  explain: { line: `explain ${privateSubnet} s3 --demo` },
  'explain-set': { line: 'explain Cake-Private-1 @ssm --demo', terminal: { isTTY: true, columns: 80 } },
  'explain-json': { line: 'explain Cake-Private-1 dynamodb --demo --format json' },
  'explain-public': { line: `explain ${privateSubnet} ec2 --demo` },
  rules: { line: 'rules' },
  'rules-json': { line: 'rules nat-toll --format json' },
  'iam-policy': { line: 'iam-policy' },
  'services-set': { line: 'services @ssm --region eu-west-1' },
  'services-json': { line: 'services cassandra --format json' },
  'unknown-catalogued': { line: 'services ecr.apo' },
  'given-twice': { line: '--demo --fail-on error --fail-on note' },
  'subnet-name': { line: 'explain Cake-Private-2 s3 --demo' },
  'subnet-pattern': { line: '--demo --subnet Cake-Private-* --service dynamodb --fail-on never' },
  'subnet-ambiguous': { line: '--demo --subnet subnet-0' },
  help: { line: '--help' },
  'help-explain': { line: 'explain --help' },
  version: { line: '--version' },

  'help-baseline': { line: 'baseline --help' },
  'help-diff': { line: 'diff --help' },
  'print-config': {
    line: '--demo --config settings.yaml --service s3 --print-config',
    files: { 'settings.yaml': settings },
  },
  configured: { line: '--demo --config settings.yaml --quiet', files: { 'settings.yaml': settings } },
  baseline: { line: 'baseline --demo --service s3 --reason moving --expires 2999-01-31 --output -' },
  'baseline-stale': {
    line: '--demo --quiet --no-color --baseline accepted.json',
    files: { 'accepted.json': baselineOf('2999-01-31') },
  },
  'baseline-told': {
    line: '--demo --service s3 --baseline accepted.json',
    files: { 'accepted.json': baselineOf('2999-01-31') },
  },
  'baseline-expired': {
    line: '--demo --service s3 --baseline accepted.json',
    files: { 'accepted.json': baselineOf('2020-01-31') },
  },
  'help-fix': { line: 'fix --help' },
  fix: { line: 'fix --demo' },
  'fix-cli': { line: 'fix --demo --service dynamodb sts --rule public-path --format cli' },
  'fix-terraform': { line: 'fix --demo --service sts --format terraform' },
  'fix-json': { line: 'fix --demo --service dynamodb --rule public-path --format json' },
  'fix-prices': {
    line: 'fix --demo --service sts --rule public-path --prices prices.json',
    files: {
      'prices.json': JSON.stringify({
        date: '2026-11-01',
        currency: 'EUR',
        regions: {
          'ap-northeast-2': { interfaceEndpointHour: 0.02, interfaceEndpointGigabyte: 0.02, natGatewayHour: 0.06 },
        },
      }),
    },
  },
  'fix-prices-typo': {
    line: 'fix --demo --prices prices.json',
    files: { 'prices.json': '{"regions":{"eu-west-1":{}}}' },
  },
  'fix-unknown-rule': { line: 'fix --demo --rule public-paht' },
  'fix-left': { line: 'fix --demo --rule open-endpoint-policy --fail-on note' },
  diff: {
    line: 'diff facts-before.json facts-after.json --service s3',
    files: { 'facts-before.json': snapshotOf({}), 'facts-after.json': unrouted },
  },
  'new-since': {
    line: '--snapshot facts-after.json --new-since facts-before.json --service s3',
    files: { 'facts-before.json': snapshotOf({}), 'facts-after.json': unrouted },
  },
  'exit-zero': { line: '--demo --quiet --service s3 --exit-zero' },
  'allow-incomplete': {
    line: `--snapshot facts.json --subnet ${privateSubnet} --service s3 --quiet --allow-incomplete`,
    files: { 'facts.json': snapshotOf({ sections: readable, gaps: [denied] }) },
  },
  'config-typo': { line: '--demo --config settings.json', files: { 'settings.json': '{"servcies": ["s3"]}' } },
  'config-absent': { line: '--demo --config facts.yaml' },
  'baseline-typo': {
    line: '--demo --baseline accepted.json',
    files: { 'accepted.json': baselineOf('2999-01-31').replaceAll('"expires"', '"expire"') },
  },
  'prune-alone': { line: '--demo --prune' },
  'two-formats': { line: '--demo --format json sarif' },
  'output-typo': { line: '--demo --output srif=audit.sarif' },

  incomplete: {
    line: '--snapshot facts.json --subnet subnet-0c93e71b4fa2d6058 --service s3',
    files: { 'facts.json': snapshotOf({ sections: readable, gaps: [denied] }) },
  },
  'typo-command': { line: 'explian subnet-1 s3' },
  'typo-flag': { line: '--demo --fromat json' },
  'flag-of-another-command': { line: 'explain subnet-1 s3 --demo --fail-on note' },
  'format-as-file': { line: '--demo -o json' },
  'table-in-json-file': { line: '--demo --format table -o audit.json' },
  'format-as-file-of-diff': { line: 'diff facts-before.json facts-after.json -o json' },
  'diff-of-services': {
    line: 'diff --service s3 dynamodb facts-before.json facts-after.json',
    files: { 'facts-before.json': snapshotOf({}), 'facts-after.json': unrouted },
  },
  'diff-of-one': { line: 'diff facts-before.json --service s3' },
  'help-of-command': { line: 'help rules' },
  'version-command': { line: 'version' },
  'help-of-nothing': { line: 'help explian' },
  'color-always': { line: '--demo --summary --color always --service s3' },
  'typo-format': { line: '--demo --format jsno' },
  'two-sources': { line: '--demo --snapshot facts.json' },
  'argument-missing': { line: 'explain subnet-1' },
  'unknown-service': { line: '--demo --service dynmodb' },
  'unknown-subnet': { line: '--demo --subnet subnet-0c93e71b4fa2d6059' },
  'unknown-region': { line: '--demo --region us-east-1' },
  'unknown-rule': { line: 'rules public-paht' },
  'unknown-schema': { line: 'schema reprot' },
  'snapshot-absent': { line: '--snapshot facts.json' },
  'snapshot-truncated': { line: '--snapshot facts.json', files: { 'facts.json': snapshotOf({}).slice(0, 5_000) } },
  'snapshot-wrong-type': {
    line: '--snapshot facts.json',
    files: { 'facts.json': snapshotOf({ sections: { subnets: [{ SubnetId: 7 }] } }) },
  },
  'snapshot-from-terminal': { line: '--snapshot -', stdin: { isTTY: true } },
  'folder-absent': { line: '--aws-cli facts' },
  'output-folder-absent': { line: '--demo --output reports/today.txt' },
};

describe('the transcript of', () => {
  for (const [name, example] of Object.entries(cases)) {
    it(name, async () => {
      await expect(await transcriptOf(example)).toMatchFileSnapshot(`../golden/${name}.txt`);
    });
  }
});

const transcriptOf = async ({ line, files = {}, stdin = '', terminal = {}, env = {} }: Case): Promise<string> => {
  const folder = mkdtempSync(join(tmpdir(), 'golden-'));
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  const isFile = (word: string): boolean => word in files || /^(facts|reports)\b/.test(word);
  const argv = line.split(' ').map((word) => (isFile(word) ? join(folder, word) : word));
  const { streams, stdout, stderr } = fakeStreams({ stdin, stdout: terminal });
  const code = await run(argv, streams, env);
  const told = [
    `$ vpce-audit ${line}\n`,
    section('stdout', stdout()),
    section('stderr', stderr()),
    `--- exit code\n${code}\n`,
  ]
    .join('')
    .replaceAll(`${folder}/`, '')
    .replaceAll(standingAlone(version), '<version>');

  return line === 'rules' ? told : withFewRules(told);
};

/** Addresses look like versions. */
const standingAlone = (text: string): RegExp => new RegExp(`(?<![\\d.])${text.replaceAll('.', '\\.')}(?![\\d.])`, 'g');

const section = (name: string, text: string): string => (text === '' ? '' : `--- ${name}\n${text}`);
