import type { Command, Option } from 'commander';
import { rules } from '../../rules/all.ts';
import { cataloguedServices } from '../../services/catalogue.ts';
import { serviceSets } from '../../services/sets.ts';

/** What a shell may offer for a value: these words, names of files, or nothing. */
export type Values = readonly string[] | 'files' | 'folders' | null;

export interface OptionSpec {
  /** `--output`, and `-o` before it where there is one. */
  readonly names: readonly string[];
  readonly description: string;
  readonly takesValue: boolean;
  /** It takes all words up to the next option. */
  readonly isVariadic: boolean;
  readonly values: Values;
}

export interface CommandSpec {
  readonly name: string;
  readonly description: string;
  readonly options: readonly OptionSpec[];
  /** Of each argument in turn; the last also stands for those that follow where they may be many. */
  readonly arguments: readonly Values[];
}

const serviceWords = ['all', ...serviceSets.map(({ name }) => name), ...cataloguedServices];

/** By the name of an option's value, or of an argument: ids and names of resources are not ours to know. */
const valuesByName: Readonly<Record<string, Values>> = {
  service: serviceWords,
  snapshot: 'files',
  context: 'files',
  output: 'files',
  config: 'files',
  baseline: 'files',
  newSince: 'files',
  changes: 'files',
  shard: 'files',
  workList: 'files',
  awsCli: 'folders',
  before: 'files',
  after: 'files',
  path: 'files',
  id: rules.map(({ id }) => id),
  name: serviceWords,
  schema: ['report', 'snapshot', 'config', 'baseline'],
};

const optionSpec = (option: Option): OptionSpec => ({
  names: [option.short, option.long].flatMap((name) => name ?? []),
  description: option.description,
  takesValue: option.required || option.optional,
  isVariadic: option.variadic,
  values: option.argChoices ?? valuesByName[option.attributeName()] ?? null,
});

const help: OptionSpec = {
  names: ['-h', '--help'],
  description: 'print help',
  takesValue: false,
  isVariadic: false,
  values: null,
};

const commandSpec = (command: Command): CommandSpec => ({
  name: command.name(),
  description: command.description(),
  options: [...command.options.filter(({ hidden }) => !hidden).map(optionSpec), help],
  arguments: command.registeredArguments.map((one) => one.argChoices ?? valuesByName[one.name()] ?? null),
});

/** What there is to complete, and to tell of in a manual: every command with its options, in the order of the help. */
export const commandSpecs = (program: Command): readonly CommandSpec[] => program.commands.map(commandSpec);
