import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { cdkText } from '../../src/changes/languages/cdk.ts';
import { cloudFormationText } from '../../src/changes/languages/cloudformation.ts';
import { terraformText } from '../../src/changes/languages/terraform.ts';
import { rolesTemplate } from '../../src/cli/iam/cloudformation.ts';
import { rolesTerraform } from '../../src/cli/iam/terraform.ts';
import { shapedChanges } from './shaped.ts';

const folder = mkdtempSync(join(tmpdir(), 'languages-'));
const saved = (name: string, text: string): string => {
  const file = join(folder, name);
  writeFileSync(file, text);

  return file;
};

/** Packages of this folder alone: a clone has neither them nor their types. */
const packageHere = (name: string) => import(/* @vite-ignore */ resolve('test/languages/node_modules', name));

it.each([
  ['changes', 'template.yaml', () => cloudFormationText(shapedChanges())],
  ['roles', 'roles.json', rolesTemplate],
])('prints %s as CloudFormation that cfn-lint has nothing against', (_what, name, write) => {
  const file = saved(name, write());

  const { stdout, status } = spawnSync('.venv-languages/bin/cfn-lint', [file], { encoding: 'utf8' });

  expect({ stdout, status }).toEqual({ stdout: '', status: 0 });
});

it('prints Terraform that HCL reads', async () => {
  const text = terraformText(shapedChanges());
  const { parse: parseHcl } = await packageHere('@cdktf/hcl2json/lib/index.js');

  const { resource, provider } = await parseHcl('main.tf', text);

  expect(provider.aws).toHaveLength(1);
  const written = [...text.matchAll(/^resource "(\w+)" "(\w+)"/gm)].map(([, type, label]) => `${type}.${label}`);
  const read = Object.entries<object>(resource).flatMap(([type, labels]) =>
    Object.keys(labels).map((label) => `${type}.${label}`),
  );
  expect(read.sort()).toEqual(written.sort());
});

const inFolder = (...argv: readonly string[]) =>
  spawnSync(argv[0] ?? '', argv.slice(1), { cwd: folder, encoding: 'utf8' });

it('prints Terraform as terraform itself formats it, and validates it where its provider can be had', () => {
  saved('main.tf', terraformText(shapedChanges()));
  saved('roles.tf', rolesTerraform());
  if (inFolder('terraform', 'version').error) return console.log('left out: there is no terraform here');

  expect(inFolder('terraform', 'fmt', '-check', '-diff')).toMatchObject({ status: 0, stdout: '' });
  if (inFolder('terraform', 'init', '-backend=false').status !== 0)
    return console.log('left out: the provider for AWS cannot be fetched here');
  expect(inFolder('terraform', 'validate')).toMatchObject({ status: 0 });
});

type Resources = Readonly<Record<string, { readonly DependsOn?: readonly string[] }>>;

/** The CDK lists dependencies in an order of its own. */
const unordered = (resources: Resources) =>
  Object.entries(resources).map(([id, { DependsOn = [], ...rest }]) => [
    id,
    { ...rest, DependsOn: new Set(DependsOn) },
  ]);

it('prints a CDK app that synthesizes to the very template that it prints as CloudFormation', async () => {
  const changes = shapedChanges();
  const output = resolve('test/languages/node_modules/.app');
  mkdirSync(output, { recursive: true });
  const file = join(output, 'app.ts');
  writeFileSync(file, `${cdkText(changes)}\nexport { app };\n`);

  const { app } = await import(/* @vite-ignore */ pathToFileURL(file).href);
  const [stack] = app.synth().stacks;
  rmSync(output, { recursive: true });

  expect(unordered(stack.template.Resources)).toEqual(unordered(parse(cloudFormationText(changes)).Resources));
});
