import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { rolldown } from 'rolldown';

const testFilesIn = (folder) =>
  readdirSync(folder, { recursive: true })
    .filter((file) => file.endsWith('.test.ts'))
    .map((file) => `${folder}/${file}`)
    .sort();

/** The test files of some folders, except some, and all of ours that they import, as one script that loads a file when asked to. */
export const bundleTests = async (folders, except) => {
  const files = folders.flatMap(testFilesIn).filter((file) => !except.includes(file));
  const entry = resolve('every-test.js');
  const code = `export const load = {${files.map((file) => `'${file}': () => import('./${file}')`)}};`;
  const everyTest = {
    name: 'every-test',
    resolveId: (id) => (id === entry ? id : null),
    load: (id) => (id === entry ? code : null),
  };
  const bundle = await rolldown({ input: entry, platform: 'node', external: /^[^./]/, plugins: [everyTest] });
  const { output } = await bundle.generate({ format: 'cjs', codeSplitting: false });

  return { files, code: output[0].code };
};
