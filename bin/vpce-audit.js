#!/usr/bin/env node
const { existsSync } = require('node:fs');
const { join } = require('node:path');

const root = join(__dirname, '..');
if (existsSync(join(root, 'dist/main.cjs'))) {
  require('../dist/compile-cache.cjs').enableCompileCache(process.env);
  require('../dist/main.cjs')
    .run(process.argv.slice(2), process, process.env)
    .then((code) => {
      process.exitCode = code;
      // All is said and written; a credential_process that hangs must not hold the shell or the pipeline.
      setTimeout(() => process.exit(), 500).unref();
    });
} else {
  process.stderr.write(`vpce-audit: this copy is not built.\n  Run npm ci, which builds it, in ${root}.\n`);
  process.exitCode = 2;
}
