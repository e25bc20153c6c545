import { rules } from '../../src/rules/all.ts';
import type { Output } from './output.ts';

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

export const outputs = (): readonly Output[] => [
  {
    path: 'docs/rules/README.md',
    text: `${[
      '# Rules',
      '',
      'Each finding names its rule; `vpce-audit rules ID` prints the page. Made from the rules themselves.',
      '',
      row(['rule', 'severity', 'category', 'fault']),
      row(['---', '---', '---', '---']),
      ...rules.map(({ id, severity, category, title }) => row([`[${id}](${id}.md)`, severity, category, title])),
    ].join('\n')}\n`,
  },
];
