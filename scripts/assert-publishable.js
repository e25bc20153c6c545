/** Lets npm publish only what everybody can tie to its repository, its tag and its changes. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const { version, ...manifest } = JSON.parse(readFileSync('package.json', 'utf8'));
const git = (...args) => execFileSync('git', args, { encoding: 'utf8' }).trim();

const missing = ['repository', 'bugs', 'homepage'].filter((field) => manifest[field] === undefined);
const problems = [
  ...missing.map((field) => `package.json has no ${field}`),
  ...(git('status', '--porcelain') === '' ? [] : ['there are changes that are not committed']),
  ...(git('tag', '--points-at', 'HEAD').split('\n').includes(`v${version}`)
    ? []
    : [`this commit is not tagged v${version}`]),
  ...(readFileSync('CHANGELOG.md', 'utf8').includes(`\n## [${version}]`) ? [] : [`CHANGELOG.md has no ${version}`]),
];
for (const problem of problems) console.error(`not publishable: ${problem} (docs/releasing.md)`);
process.exitCode = problems.length === 0 ? 0 : 1;
