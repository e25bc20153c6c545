import type { Plugin } from 'rolldown';

const clients = ['client-route-53'];

const clientOf = (id: string): string | undefined =>
  clients.find((name) => id.endsWith(`/@aws-sdk/${name}/dist-es/schemas/schemas_0.js`));

/**
 * A client knows a class for each error of its API, those of changes above all. Without, an error is of the client's
 * base class, under the same name: that is all we look at. They were a sixth of what reads names, packed.
 */
export const withoutErrorClasses = (): Plugin => {
  const unused = new Set(clients);

  return {
    name: 'without-error-classes',
    transform: (code, id) => {
      const client = clientOf(id);
      if (client === undefined) return null;
      const kept = code.replace(/^n0_registry\.registerError\(.+\);$/gm, '');
      if (kept !== code) unused.delete(client);

      return kept;
    },
    buildEnd(error) {
      if (error !== undefined) return;
      for (const name of unused) this.error(`${name} registers no errors: it needs no plugin`);
    },
  };
};
