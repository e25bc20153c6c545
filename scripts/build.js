/** Builds the bundle without a word, unless there is something to say, and where it is not newer than what it is made of. */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const inputs = ['src', 'scripts/build.js', 'scripts/bundle', 'rolldown.config.ts', 'package.json', 'tsconfig.json'];
/** What npm writes last when it installs the packages that go into the bundle. */
const installed = 'node_modules/.package-lock.json';

const changedAt = (path) => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
/** Folders count as well: they change when a file of theirs goes. */
const within = (path) =>
  statSync(path).isDirectory()
    ? [path, ...readdirSync(path, { recursive: true }).map((name) => join(path, name))]
    : [path];

const newest = Math.max(changedAt(installed), ...inputs.flatMap(within).map(changedAt));
if (!existsSync('node_modules/rolldown')) {
  console.error(
    'What builds the bundle is not installed: run npm ci. From git, npm installs it without --global only.',
  );
  process.exitCode = 1;
} else if (changedAt('dist/main.cjs') < newest) {
  const [{ build }, { loadConfig }] = await Promise.all([import('rolldown'), import('rolldown/config')]);
  await build(await loadConfig('rolldown.config.ts'));
}
