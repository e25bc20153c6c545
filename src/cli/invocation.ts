import type { Style } from '../report/style.ts';
import { shellLine } from '../shell.ts';
import { accountFlagNames } from './account-flags.ts';
import type { Context } from './context.ts';
import type { AcceptanceFlags, ConfigFlags, ScopeFlags, SourceFlags } from './flags.ts';

const factsOf = ({ demo, snapshot, context, awsCli, workList, profile, region }: SourceFlags): readonly string[] => [
  ...(demo ? ['--demo'] : []),
  ...(snapshot ?? []).flatMap((file) => ['--snapshot', file]),
  ...(context ?? []).flatMap((file) => ['--context', file]),
  ...(awsCli === undefined ? [] : ['--aws-cli', awsCli]),
  ...(workList === undefined ? [] : ['--work-list', workList]),
  ...(profile ?? []).flatMap((name) => ['--profile', name]),
  ...(region === undefined ? [] : ['--region', region.join(',')]),
];

/** What of the facts is looked at, and what somebody answers for. */
type Part = ScopeFlags & ConfigFlags & Pick<AcceptanceFlags, 'baseline' | 'newSince'>;

const scopeOf = ({ vpc, subnet, service, config, baseline, newSince }: Part): readonly string[] => [
  ...Object.entries({ vpc, subnet, service }).flatMap(([name, values]) =>
    values === undefined ? [] : [`--${name}`, values.join(',')],
  ),
  ...(config === false ? ['--no-config'] : []),
  ...(config ? ['--config', config] : []),
  ...(baseline === undefined ? [] : ['--baseline', baseline]),
  ...(newSince === undefined ? [] : ['--new-since', newSince]),
];

/** Many accounts take a long line to name, and minutes to ask again. */
const areManyAccounts = (flags: SourceFlags): boolean =>
  accountFlagNames.some((name) => name !== 'profile' && flags[name] !== undefined);

/** What a reader has to type to come here again, or on from here with the same facts. */
export const invocationOf = (
  flags: SourceFlags & Part,
  { argv }: Pick<Context, 'argv'>,
): NonNullable<Style['invocation']> => ({
  command: shellLine(['vpce-audit', ...argv.filter((word) => word !== '--summary')]),
  facts: areManyAccounts(flags) ? null : shellLine(factsOf(flags)),
  scope: shellLine(scopeOf(flags)),
});
