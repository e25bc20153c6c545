import { resolve } from 'node:path';
import { defineConfig, type Plugin } from 'rolldown';
import { thirdPartyLicenses } from './scripts/third-party-licenses.ts';

/** What packages load and we never reach, or need only the simplest case of; each is slow to load or to run first. */
const replacements = [
  // For commands that are programs of their own.
  { in: 'commander', from: 'node:child_process', code: 'export {}' },
  // A reporter is told whether to colour.
  { in: 'chalk', from: '#supports-color', code: 'export default {}' },
  // Tables are drawn without styles, and of stand-ins that are one cell wide.
  { in: 'cli-table3', from: '@colors/colors/safe', code: 'export {}' },
  { in: 'cli-table3', from: 'string-width', code: 'module.exports = (text) => text.length' },
  // Configs are read, never written.
  ...[
    ['../stringify/stringifyCollection.js', 'stringifyCollection'],
    ['../stringify/stringifyDocument.js', 'stringifyDocument'],
    ['../stringify/stringifyPair.js', 'stringifyPair'],
    ['../../stringify/stringifyString.js', 'stringifyString'],
    ['./cst-scalar.js', 'createScalarToken, resolveAsScalar, setScalarValue'],
    ['./cst-stringify.js', 'stringify'],
    ['./cst-visit.js', 'visit'],
  ].map(([from, names]) => ({ in: 'yaml', from, code: `export let ${names}` })),
];
const mark = '\0replacement:';

const withReplacements: Plugin = {
  name: 'with-replacements',
  resolveId: (source, importer) => {
    const found = replacements.findIndex(
      (replacement) => replacement.from === source && importer?.includes(`/node_modules/${replacement.in}/`),
    );
    return found < 0 ? null : `${mark}${found}`;
  },
  load: (id) => (id.startsWith(mark) ? replacements[Number(id.slice(mark.length))]?.code : null),
};

export default defineConfig({
  input: { main: 'src/cli/main.ts' },
  platform: 'node',
  resolve: {
    mainFields: ['module', 'main'],
    // Its build for Node is CommonJS, of which nothing can be left out.
    alias: { yaml: resolve('node_modules/yaml/browser/dist/index.js') },
  },
  tsconfig: 'tsconfig.json',
  plugins: [withReplacements, thirdPartyLicenses()],
  output: {
    dir: 'dist',
    format: 'esm',
    cleanDir: true,
    minify: true,
    comments: false,
    entryFileNames: '[name].js',
    chunkFileNames: '[name].js',
    // Every file costs a start-up about a millisecond: what is always loaded together is one.
    codeSplitting: {
      groups: [
        { name: 'start', test: /\/src\/cli\/main\.ts$/, priority: 2 },
        { name: 'engine', test: /\/src\/(audit|cli\/(accept|deliver|facts-in-force|settings))\.ts$/, priority: 1 },
        { name: 'table', test: /\/src\/report\/table\.ts$/ },
      ],
    },
  },
});
