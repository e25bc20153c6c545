import type { Plugin } from 'rolldown';

const packages = ['commander'];

const packageOf = (id: string): string | undefined =>
  id.endsWith('.js') ? packages.find((name) => id.includes(`/node_modules/${name}/`)) : undefined;

/**
 * CommonJS becomes a function that runs when it is first required: all in it is parsed twice, and called through a
 * runtime. Packages that require at once, and not in circles, can be modules as they are.
 */
export const plainCommonJs = (): Plugin => {
  const unused = new Set(packages);

  return {
    name: 'plain-commonjs',
    transform: (code, id) => {
      const name = packageOf(id);
      if (name === undefined) return null;
      unused.delete(name);
      const required: string[] = [];
      const body = code.replace(/\brequire\((.+?)\)/g, (_, from: string) => `required${required.push(from)}`);

      return [
        ...required.map((from, index) => `import required${index + 1} from ${from};`),
        'const module = { exports: {} }, { exports } = module;',
        body,
        'export default module.exports;',
      ].join('\n');
    },
    buildEnd(error) {
      if (error !== undefined) return;
      for (const name of unused) this.error(`${name} is not in the bundle: it needs no plain CommonJS`);
    },
  };
};
