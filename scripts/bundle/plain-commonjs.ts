import type { Plugin } from 'rolldown';

const plain = /\/node_modules\/(?:commander|cli-table3)\/.*\.js$/;

/**
 * CommonJS becomes a function that runs when it is first required: all in it is parsed twice, and called through a
 * runtime. Packages that require at once, and not in circles, can be modules as they are.
 */
export const plainCommonJs: Plugin = {
  name: 'plain-commonjs',
  transform: (code, id) => {
    if (!plain.test(id)) return null;
    const required: string[] = [];
    const body = code.replace(/\brequire\((.+?)\)/g, (_, from: string) => `required${required.push(from)}`);
    return [
      ...required.map((from, index) => `import required${index + 1} from ${from};`),
      'const module = { exports: {} }, { exports } = module;',
      body,
      'export default module.exports;',
    ].join('\n');
  },
};
