import type { Plugin } from 'rolldown';

/** What packages load and we never reach, or need only the simplest case of: each is slow to load. */
const replacements = [
  // For commands that are programs of their own.
  { in: 'commander', from: 'node:child_process', code: 'export default {}' },
];
const mark = '\0replacement:';

/** Fails the build where a package does not load any more what is replaced. */
export const withReplacements = (): Plugin => {
  const unused = new Set(replacements);

  return {
    name: 'with-replacements',
    resolveId: (source, importer) => {
      const found = replacements.find(
        (replacement) => replacement.from === source && importer?.includes(`/node_modules/${replacement.in}/`),
      );
      if (found === undefined) return null;
      unused.delete(found);

      return `${mark}${replacements.indexOf(found)}`;
    },
    load: (id) => (id.startsWith(mark) ? replacements[Number(id.slice(mark.length))]?.code : null),
    buildEnd(error) {
      if (error !== undefined) return;
      for (const { in: name, from } of unused) this.error(`${name} does not load ${from}: remove its replacement`);
    },
  };
};
