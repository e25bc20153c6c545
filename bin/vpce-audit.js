#!/usr/bin/env node
require('../dist/compile-cache.cjs').enableCompileCache(process.env);
require('../dist/main.cjs')
  .run(process.argv.slice(2), process, process.env)
  .then((code) => {
    process.exitCode = code;
    // All is said and written; a credential_process that hangs must not hold the shell or the pipeline.
    setTimeout(() => process.exit(), 500).unref();
  });
