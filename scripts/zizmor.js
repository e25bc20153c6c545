/** Has zizmor look at the workflows, the action and the example where it is installed, and says so where it is not. */
import { spawnSync } from 'node:child_process';
import { delimiter, resolve } from 'node:path';

const inputs = [
  '.github/workflows',
  'action.yml',
  'examples/ci/github-actions.yml',
  'examples/ci/github-organisation.yml',
];
// Where .ci/run installs it.
const PATH = [resolve('.zizmor/bin'), process.env.PATH].join(delimiter);
const { error, status } = spawnSync('zizmor', ['--offline', '--no-progress', '--quiet', ...inputs], {
  env: { ...process.env, PATH },
  stdio: 'inherit',
});

if (error?.code === 'ENOENT') console.log('zizmor is not installed: workflows were not checked (pip install zizmor)');
else if (error) throw error;
process.exitCode = status ?? 0;
