import { createHash } from 'node:crypto';
import type { Plugin } from 'rolldown';

/** Names the build by all it consists of, where the source has a place for it. */
export const buildName: Plugin = {
  name: 'build-name',
  generateBundle(_options, bundle) {
    const chunks = Object.values(bundle).flatMap((output) => (output.type === 'chunk' ? [output] : []));
    const hash = createHash('sha256');
    for (const { fileName, code } of chunks) hash.update(`${fileName}\n${code}`);
    const name = hash.digest('hex').slice(0, 16);
    for (const chunk of chunks) chunk.code = chunk.code.replace('<build>', name);
  },
};
