/** Writes every generated file; with `--check` says which are out of date instead, and fails. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { outputs as assumptions } from './generate/assumptions.ts';
import { outputs as awsCommands } from './generate/aws-commands.ts';
import { outputs as baselineSchema } from './generate/baseline-schema.ts';
import { outputs as cakeVpc } from './generate/cake-vpc.ts';
import { outputs as configSchema } from './generate/config-schema.ts';
import { outputs as manPage } from './generate/man-page.ts';
import type { Output } from './generate/output.ts';
import { outputs as pageAssets } from './generate/page-assets.ts';
import { outputs as reportSchema } from './generate/report-schema.ts';
import { outputs as ruleIndex } from './generate/rule-index.ts';
import { outputs as rulePages } from './generate/rule-pages.ts';
import { outputs as snapshotSchema } from './generate/snapshot-schema.ts';

const generators: readonly (() => readonly Output[])[] = [
  awsCommands,
  snapshotSchema,
  reportSchema,
  configSchema,
  baselineSchema,
  cakeVpc,
  ruleIndex,
  assumptions,
  rulePages,
  pageAssets,
  manPage,
];

const isCurrent = ({ path, text }: Output): boolean => {
  try {
    return readFileSync(path, 'utf8') === text;
  } catch {
    return false;
  }
};

const write = ({ path, text }: Output): void => {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
};

const stale = generators.flatMap((outputs) => outputs()).filter((output) => !isCurrent(output));
const isCheck = process.argv.includes('--check');

for (const output of stale) {
  if (!isCheck) write(output);
  console.error(`${isCheck ? 'out of date' : 'written'}: ${output.path}`);
}
if (isCheck && stale.length > 0) {
  console.error('Run npm run generate and commit what it writes.');
  process.exitCode = 1;
}
