import { assumptions } from '../../src/analysis/assumptions.ts';
import type { Output } from './output.ts';

export const outputs = (): readonly Output[] => [
  {
    path: 'docs/likely-facts.md',
    text: `${[
      '# What AWS does not state outright',
      '',
      'A verdict that rests on one of these carries it in `doubts`, and has `confidence: likely`. *likely*: the text of AWS',
      'implies it, or independent reports agree. *unverified*: no source was found; a path that would be private by one of',
      'these is `unknown`, `unrecognised`. Each links to the AWS page that comes closest.',
      '',
      ...Object.entries(assumptions).map(
        ([id, { standing, statement, page }]) => `- \`${id}\` (*${standing}*): [${statement}](${page})`,
      ),
    ].join('\n')}\n`,
  },
];
