import { resolve } from 'node:path';
import { defineConfig } from 'rolldown';
import { billOfMaterials } from './scripts/bundle/bill-of-materials.ts';
import { plainCommonJs } from './scripts/bundle/plain-commonjs.ts';
import { shippedSchemas } from './scripts/bundle/shipped-schemas.ts';
import { thirdPartyLicenses } from './scripts/bundle/third-party-licenses.ts';
import { withReplacements } from './scripts/bundle/with-replacements.ts';
import { withoutErrorClasses } from './scripts/bundle/without-error-classes.ts';

export default defineConfig({
  input: { main: 'src/cli/main.ts', 'compile-cache': 'src/cli/compile-cache.ts' },
  platform: 'node',
  // The entry itself holds what other chunks share: a file of its own would be one more to load.
  preserveEntrySignatures: 'allow-extension',
  resolve: {
    mainFields: ['module', 'main'],
    // Its build for Node is CommonJS, of which nothing can be left out.
    alias: { yaml: resolve('node_modules/yaml/browser/dist/index.js') },
  },
  tsconfig: 'tsconfig.json',
  plugins: [
    withReplacements(),
    plainCommonJs(),
    withoutErrorClasses(),
    shippedSchemas(),
    thirdPartyLicenses(),
    billOfMaterials(),
  ],
  output: {
    dir: 'dist',
    // Node loads CommonJS at once, and without its loader of modules: a third of what help takes.
    format: 'cjs',
    dynamicImportInCjs: false,
    cleanDir: true,
    minify: true,
    // Text of one byte a character is read, and compiled, in less time.
    charset: 'ascii',
    comments: false,
    entryFileNames: '[name].cjs',
    chunkFileNames: '[name].cjs',
    // Every file costs a start-up about a millisecond: what is always loaded together is one.
    codeSplitting: {
      groups: [
        { name: 'main', test: /\/src\/cli\/main\.ts$/, priority: 3 },
        {
          name: 'engine',
          test: /\/src\/(audit|cli\/(acceptors|write-output|load-snapshot|settings|commands\/audit))\.ts$/,
          priority: 2,
        },
        { name: 'table', test: /\/src\/report\/table\.ts$/, priority: 2 },
        // What there is to know of a section is for those who ask AWS, for the engine, and for neither alone.
        {
          name: 'sections',
          test: /\/src\/(snapshot\/(sections|section-spec|route-targets|references|reader|aws-domains|decode|json|merge)|cli\/(gunzip|s3-uri))\b/,
          priority: 3,
        },
        { name: 'aws', test: /\/src\/(cli\/collect-live|sources\/aws\/collect-aws)\.ts$/, priority: 1 },
        { name: 'names', test: /\/src\/sources\/aws\/(name-apis|hosted-zones|resolver)\.ts$/ },
      ],
    },
  },
});
