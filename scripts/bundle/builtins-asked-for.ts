import type { Plugin } from 'rolldown';

/**
 * To import one of Node's own modules reads every export that it has, and so loads what few need: with crypto its Web
 * Crypto, with fs its streams, with process all three standard streams. To ask for the module itself does not.
 */
export const builtinsAskedFor: Plugin = {
  name: 'builtins-asked-for',
  renderChunk: (code) =>
    code.replace(
      /^import (?:\* as )?(.+) from ("node:.+");$/gm,
      (_, names: string, builtin: string) =>
        `const ${names.replaceAll(' as ', ': ')} = process.getBuiltinModule(${builtin});`,
    ),
};
