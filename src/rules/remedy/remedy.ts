import type { Command } from '../../shell.ts';

/** How to fix a fault. Findings that one change would fix have equal remedies. */
export interface Remedy {
  /** One imperative, with real ids, that could be a ticket's title. */
  readonly words: string;
  /** Commands of the AWS CLI that do it, in order; none where no command can. */
  readonly commands: readonly Command[];
}

export const advise = (words: string, ...commands: readonly Command[]): Remedy => ({ words, commands });
