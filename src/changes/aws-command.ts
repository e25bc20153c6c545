import type { Command } from '../shell.ts';

/** A command of the AWS CLI in one Region. */
export const awsCommand = (region: string, ...args: readonly string[]): Command => ['aws', ...args, '--region', region];
