import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Three Lambda functions, each with a role of its own: what there is to collect, one piece of it, and all of it judged. */
const program = fileURLToPath(new URL('node_modules/vpce-audit/bin/vpce-audit.js', import.meta.url));
/** What the stack's owner lays beside this file: whose accounts are, what is accepted, what each is held to. */
const configFile = fileURLToPath(new URL('vpce-audit.config.yaml', import.meta.url));
const config = existsSync(configFile) ? ['--config', configFile] : ['--no-config'];
const { BUCKET, SITE_BUCKET, SCOPE, ROLE_NAME, EXTERNAL_ID } = process.env;

/** Before Lambda would end it, what is missing is a gap, and the rest is written. */
const timeout = ['--timeout', '840'];
const externalId = EXTERNAL_ID ? ['--external-id', EXTERNAL_ID] : [];

/** An exit code that is not expected fails the function with the end of what was said, which tells why. */
const vpceAudit = (args, expected) =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, ...args], { stdio: ['ignore', 'inherit', 'pipe'] });
    let said = '';
    child.stderr.on('data', (text) => {
      process.stderr.write(text);
      said = `${said}${text}`.slice(-2000);
    });
    child.once('error', reject);
    child.once('close', (exitCode) => {
      if (expected.includes(exitCode)) resolve({ exitCode });
      else reject(new Error(`vpce-audit ${args[0]} ended with ${exitCode}: ${said}`));
    });
  });

/** Where the rest of the run finds what it needs, and the day that its report is of. */
export const list = async ({ run }) => {
  const prefix = `runs/${run}`;
  const day = new Date().toISOString().slice(0, 10);
  await vpceAudit(
    [
      ...['shards', ...SCOPE.split(/\s+/), '--role-name', ROLE_NAME],
      ...[...externalId, ...timeout, '--output', `s3://${BUCKET}/${prefix}/work.json`],
    ],
    [0],
  );

  return { prefix, day };
};

/** Done again, it writes the same object again. */
export const collect = ({ prefix, number, shard }) =>
  vpceAudit(
    [
      ...['collect', '--shard', JSON.stringify(shard), ...(shard.roleArn === null ? [] : externalId)],
      ...[...timeout, '--output', `s3://${BUCKET}/${prefix}/pieces/${number}.json.gz`],
    ],
    [0, 3],
  );

/** Findings are no failure of the run: the exit code is what the execution answers. */
export const judge = ({ prefix, day }) =>
  vpceAudit(
    [
      ...['audit', ...config, '--snapshot', `s3://${BUCKET}/${prefix}/pieces/`],
      ...['--work-list', `s3://${BUCKET}/${prefix}/work.json`],
      ...['--output', `json=s3://${BUCKET}/${prefix}/report.json`],
      ...['--output', `ndjson=s3://${BUCKET}/athena/day=${day}/report.ndjson`],
      ...['--output', `ocsf=s3://${BUCKET}/ocsf/day=${day}/findings.ndjson`],
      ...['--output', `html=s3://${SITE_BUCKET}/index.html`, '--summary'],
    ],
    [0, 1, 3],
  );
