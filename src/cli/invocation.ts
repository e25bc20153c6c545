import type { Style } from '../report/style.ts';
import { shellLine } from '../shell.ts';
import { accountFlagNames } from './account-flags.ts';
import type { Context } from './context.ts';
import type { SourceFlags } from './flags.ts';

const factsOf = ({ demo, snapshot, context, awsCli, profile, region }: SourceFlags): readonly string[] => [
  ...(demo ? ['--demo'] : []),
  ...(snapshot ?? []).flatMap((file) => ['--snapshot', file]),
  ...(context ?? []).flatMap((file) => ['--context', file]),
  ...(awsCli === undefined ? [] : ['--aws-cli', awsCli]),
  ...(profile ?? []).flatMap((name) => ['--profile', name]),
  ...(region === undefined ? [] : ['--region', region.join(',')]),
];

/** Many accounts take a long line to name, and minutes to ask again. */
const areManyAccounts = (flags: SourceFlags): boolean =>
  accountFlagNames.some((name) => name !== 'profile' && flags[name] !== undefined);

/** What a reader has to type to come here again, or on from here with the same facts. */
export const invocationOf = (
  flags: SourceFlags,
  { argv }: Pick<Context, 'argv'>,
): NonNullable<Style['invocation']> => ({
  command: shellLine(['vpce-audit', ...argv.filter((word) => word !== '--summary')]),
  facts: areManyAccounts(flags) ? null : shellLine(factsOf(flags)),
});
