import type { Command } from 'commander';
import { bashCompletion } from '../completion/bash.ts';
import { commandSpecs } from '../completion/command-spec.ts';
import { fishCompletion } from '../completion/fish.ts';
import { zshCompletion } from '../completion/zsh.ts';
import type { Context } from '../context.ts';
import { exitCodes } from '../exit-code.ts';
import { write } from '../write.ts';

const shells = { bash: bashCompletion, zsh: zshCompletion, fish: fishCompletion } as const;

export type Shell = keyof typeof shells;

export const runCompletion = async (shell: Shell, program: Command, { streams }: Context): Promise<number> => {
  await write(streams.stdout, shells[shell](commandSpecs(program)));

  return exitCodes.clean;
};
