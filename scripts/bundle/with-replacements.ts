import type { Plugin } from 'rolldown';

/** What packages load and we never reach, or need only the simplest case of; each is slow to load or to run first. */
const replacements = [
  // For commands that are programs of their own.
  { in: 'commander', from: 'node:child_process', code: 'export default {}' },
  { in: 'commander', from: 'node:fs', code: 'export default {}' },
  { in: 'commander', from: 'node:process', code: 'export default process' },
  // A reporter is told whether to colour.
  { in: 'chalk', from: '#supports-color', code: 'export default {}' },
  // Tables are drawn without styles, and of stand-ins that are one cell wide.
  { in: 'cli-table3', from: '@colors/colors/safe', code: 'export default {}' },
  { in: 'cli-table3', from: 'string-width', code: 'export default (text) => text.length' },
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

export const withReplacements: Plugin = {
  name: 'with-replacements',
  resolveId: (source, importer) => {
    const found = replacements.findIndex(
      (replacement) => replacement.from === source && importer?.includes(`/node_modules/${replacement.in}/`),
    );
    return found < 0 ? null : `${mark}${found}`;
  },
  load: (id) => (id.startsWith(mark) ? replacements[Number(id.slice(mark.length))]?.code : null),
};
