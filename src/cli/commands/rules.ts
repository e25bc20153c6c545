import { Failure } from '../../failure.ts';
import { rules } from '../../rules/all.ts';
import type { Rule } from '../../rules/rule.ts';
import { nearest } from '../../services/nearest.ts';
import type { Context } from '../context.ts';
import { exitCodes } from '../exit-code.ts';
import { readPackageFile } from '../package-file.ts';
import { ruleList, ruleRecords } from '../rule-list.ts';
import { terminalColumns } from '../terminal.ts';
import { version } from '../version.ts';
import { write } from '../write.ts';

export interface RulesFlags {
  readonly format: 'text' | 'json';
}

const ruleOf = (id: string): Rule => {
  const rule = rules.find((one) => one.id === id);
  if (rule !== undefined) return rule;
  const meant = nearest(
    id,
    rules.map((one) => one.id),
  );
  throw new Failure(
    `there is no rule '${id}'`,
    meant === null ? 'vpce-audit rules lists them.' : `Did you mean ${meant}? vpce-audit rules lists them all.`,
  );
};

const pageText = (id: string): string => readPackageFile(`docs/rules/${id}.md`);

export const runRules = async (
  id: string | undefined,
  { format }: RulesFlags,
  { streams, env }: Context,
): Promise<number> => {
  const chosen = id === undefined ? rules : [ruleOf(id)];
  const text = () =>
    id === undefined ? ruleList(chosen, version, terminalColumns(streams.stdout, env)) : pageText(id);
  await write(streams.stdout, format === 'json' ? ruleRecords(chosen, version) : text());

  return exitCodes.clean;
};
