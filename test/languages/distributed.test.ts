import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import { parse } from 'yaml';
import { listerPolicy, readerPolicy } from '../../src/cli/iam/policies.ts';

const example = 'examples/distributed';
/** Where Node finds the packages of this folder alone. */
const copy = resolve('test/languages/node_modules/.distributed');
afterAll(() => rmSync(copy, { recursive: true, force: true }));

const lint = (file: string, ...flags: readonly string[]) => {
  const { stdout, status } = spawnSync('.venv-languages/bin/cfn-lint', [file, ...flags], { encoding: 'utf8' });

  return { stdout, status };
};

interface Template {
  readonly Resources: Readonly<Record<string, { readonly Type: string; readonly Properties: Record<string, unknown> }>>;
}

const template: Template = parse(readFileSync(`${example}/template.yaml`, 'utf8'), { logLevel: 'silent' });

const synthesized = async (): Promise<Template> => {
  cpSync(example, copy, { recursive: true });
  const { app } = await import(/* @vite-ignore */ pathToFileURL(join(copy, 'cdk', 'app.ts')).href);

  return app.synth().stacks[0].template;
};

it('is CloudFormation that cfn-lint has nothing against', () => {
  expect(lint(`${example}/template.yaml`)).toEqual({ stdout: '', status: 0 });
});

it('allows what iam-policy prints, and no less', () => {
  const { read, list } = JSON.parse(readFileSync(`${example}/actions.json`, 'utf8'));
  const text = JSON.stringify(template.Resources);

  expect({ read, list }).toEqual({ read: readerPolicy.Statement[0]?.Action, list: listerPolicy.Statement[0]?.Action });
  expect(text).toContain(JSON.stringify(read));
  expect(text).toContain(JSON.stringify(list));
});

it('is a CDK app that makes the same machine, functions, buckets and schedule', async () => {
  const app = await synthesized();
  const file = join(mkdtempSync(join(tmpdir(), 'synthesized-')), 'app.json');
  writeFileSync(file, JSON.stringify(app));
  const shape = ({ Resources }: Template) =>
    Object.values(Resources)
      .filter(({ Type }) => /Lambda::Function|S3::Bucket$|StateMachine|Schedule$/.test(Type))
      .map(({ Type, Properties: { Handler, Runtime, Timeout, Environment, DefinitionSubstitutions } }) => ({
        ...{ Type, Handler, Runtime, Timeout },
        variables: Object.keys((Environment as { Variables?: object } | undefined)?.Variables ?? {}).sort(),
        given: Object.keys(DefinitionSubstitutions ?? {}).sort(),
      }))
      .sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));

  expect(shape(app)).toEqual(shape(template));
  expect(JSON.stringify(app.Resources)).toContain('cron(17 5 * * ? *)');
  // The CDK names dependencies that references tell already.
  expect(lint(file, '--ignore-checks', 'W3005')).toEqual({ stdout: '', status: 0 });
}, 120_000);
