#!/usr/bin/env node
require('node:module').enableCompileCache?.();
require('../dist/main.cjs')
  .run(process.argv.slice(2), process, process.env)
  .then((code) => {
    process.exitCode = code;
  });
