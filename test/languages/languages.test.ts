import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { kindOf } from '../../src/changes/kinds.ts';
import { cdkText } from '../../src/changes/languages/cdk.ts';
import { cloudFormationText } from '../../src/changes/languages/cloudformation.ts';
import { terraformText } from '../../src/changes/languages/terraform.ts';
import { rolesTemplate } from '../../src/cli/iam/cloudformation.ts';
import { rolesTerraform } from '../../src/cli/iam/terraform.ts';
import { shapedChanges } from './shaped.ts';
import { terraformArguments } from './terraform-arguments.ts';

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

type Block = Readonly<Record<string, unknown>>;

const parsedTerraform = async (text: string) => {
  const { parse: parseHcl } = await packageHere('@cdktf/hcl2json/lib/index.js');
  const parsed: {
    readonly resource: Readonly<Record<string, Readonly<Record<string, readonly Block[]>>>>;
    readonly provider: { readonly aws: readonly Block[] };
    readonly import?: readonly { readonly to: string; readonly id: string }[];
  } = await parseHcl('main.tf', text);
  const resources = Object.entries(parsed.resource).flatMap(([type, labels]) =>
    Object.entries(labels).flatMap(([label, bodies]) => bodies.map((body) => ({ type, label, body }))),
  );

  return { ...parsed, resources };
};

const hasTerraform = spawnSync('terraform', ['version'], { stdio: 'ignore' }).status === 0;

it.skipIf(!hasTerraform)('prints Terraform that terraform validate has nothing against', ({ skip }) => {
  const cwd = mkdtempSync(join(tmpdir(), 'terraform-'));
  writeFileSync(join(cwd, 'main.tf'), terraformText(shapedChanges()));
  const terraform = (...args: readonly string[]) => spawnSync('terraform', args, { cwd, encoding: 'utf8' });
  // Its provider comes from a registry of its own, which not every machine reaches.
  if (terraform('init', '-backend=false', '-input=false', '-no-color').status !== 0) return skip();

  const { stdout, status } = terraform('validate', '-no-color');

  expect({ stdout, status }).toEqual({ stdout: expect.stringContaining('Success!'), status: 0 });
});

it('prints Terraform that HCL reads', async () => {
  const text = terraformText(shapedChanges());
  const { resources, provider } = await parsedTerraform(text);

  expect(provider.aws).toHaveLength(1);
  const written = [...text.matchAll(/^resource "(\w+)" "(\w+)"/gm)].map(([, type, label]) => `${type}.${label}`);
  expect(resources.map(({ type, label }) => `${type}.${label}`).sort()).toEqual(written.sort());
});

it('prints resources of every type that it knows, with what the provider asks for and nothing that it does not take', async () => {
  const { resources } = await parsedTerraform(terraformText(shapedChanges()));
  const metaArguments = ['provider', 'depends_on'];
  const bodies = resources.flatMap(({ type, body }) => [
    { of: type, fields: Object.keys(body) },
    ...Object.entries(body).flatMap(([name, blocks]) =>
      terraformArguments[`${type}.${name}`] && Array.isArray(blocks)
        ? blocks.map((block) => ({ of: `${type}.${name}`, fields: Object.keys(block) }))
        : [],
    ),
  ]);

  expect([...new Set(bodies.map((one) => one.of))].sort()).toEqual(Object.keys(terraformArguments).sort());
  const wrong = bodies.flatMap(({ of, fields }) => {
    const { required = [], optional = [] } = terraformArguments[of] ?? {};
    const missing = required.filter((name) => !fields.includes(name)).map((name) => `${of} lacks ${name}`);
    const known = [...required, ...optional, ...metaArguments];

    return [...missing, ...fields.filter((name) => !known.includes(name)).map((name) => `${of} has no ${name}`)];
  });
  expect(wrong).toEqual([]);
});

it('imports into Terraform what is there already, and nothing else', async () => {
  const changes = shapedChanges();
  const { import: imports = [], resources } = await parsedTerraform(terraformText(changes));
  const addresses = resources.map(({ type, label }) => `${type}.${label}`);
  const replaced = changes.filter(({ kind }) => kind === 'replace-route');

  expect(replaced.length).toBeGreaterThan(0);
  expect(imports).toHaveLength(replaced.length);
  for (const { to, id } of imports) {
    expect(addresses).toContain(to.replace(/^\$\{|\}$/g, ''));
    expect(id).toMatch(/^rtb-\w+_[\d./]+$/);
  }
});

it('says of each kind of change what a language does, or which command does it', () => {
  for (const write of [terraformText, cloudFormationText, cdkText]) {
    const text = write(shapedChanges());
    const unsaid = shapedChanges().filter((change) => !text.includes(kindOf(change).words(change)));

    expect(unsaid).toEqual([]);
  }
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
