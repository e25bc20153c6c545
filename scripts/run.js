/** Runs a TypeScript file of this repository: Node 20 cannot do so by itself. `node scripts/run.js FILE [ARGS…]` */
import { rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { rolldown } from 'rolldown';

const [, , script, ...args] = process.argv;
const output = resolve(`${script}.${process.pid}.mjs`);
const bundle = await rolldown({ input: resolve(script), platform: 'node', external: /^[^./]/, logLevel: 'warn' });

try {
  await bundle.write({ file: output, format: 'esm', codeSplitting: false });
  process.argv = [process.argv[0], resolve(script), ...args];
  await import(pathToFileURL(output).href);
} finally {
  rmSync(output, { force: true });
}
