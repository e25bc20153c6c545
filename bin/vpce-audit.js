#!/usr/bin/env node
import module from 'node:module';

if (process.getBuiltinModule === undefined) {
  process.stderr.write(`vpce-audit needs Node 20.19, 22.3 or later; this is ${process.version}.\n`);
  process.exitCode = 2;
} else {
  module.enableCompileCache?.();
  const { run } = await import('../dist/main.js');
  process.exitCode = await run(process.argv.slice(2), process, process.env);
}
