import { commandSpecs } from '../../src/cli/completion/command-spec.ts';
import { createProgram } from '../../src/cli/program.ts';
import { version } from '../../src/cli/version.ts';
import type { Output } from './output.ts';
import { manPage } from './roff.ts';

export const outputs = (): readonly Output[] => {
  const program = createProgram(() => {}, {});
  const description = program.description();

  return [{ path: 'docs/vpce-audit.1', text: manPage(commandSpecs(program), { description, version }) }];
};
