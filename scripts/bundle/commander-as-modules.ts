import type { Plugin } from 'rolldown';

/**
 * Commander is CommonJS of the plainest kind. As modules it is parsed once instead of twice, and what nobody calls is
 * left out.
 */
export const commanderAsModules: Plugin = {
  name: 'commander-as-modules',
  transform: (code, id) =>
    id.includes('/node_modules/commander/')
      ? code
          .replace(/^const (\w+) = require\((.+)\)\.\1;$/gm, 'import { $1 } from $2;')
          .replace(/^const (.+) = require\((.+)\);$/gm, 'import $1 from $2;')
          .replace(/^exports\.(\w+) = \1;/gm, 'export { $1 };')
          .replace(/^exports\..*;/gm, '')
      : null,
};
