import type { CommandSpec, OptionSpec, Values } from './command-spec.ts';

const literal = (text: string): string => `'${text.replace(/['\\]/g, (sign) => `\\${sign}`)}'`;

const valuesOf = (values: Values): string => {
  if (values === 'files') return ' -r -F';
  if (values === 'folders') return " -x -a '(__fish_complete_directories)'";

  return values === null ? ' -x' : ` -x -a ${literal(values.join(' '))}`;
};

const nameFlag = (name: string): string => (name.startsWith('--') ? `-l ${name.slice(2)}` : `-s ${name.slice(1)}`);

const optionLine = ({ names, description, takesValue, values }: OptionSpec, condition: string): string =>
  `complete -c vpce-audit -n ${literal(condition)} ${names.map(nameFlag).join(' ')} -d ${literal(description)}${takesValue ? valuesOf(values) : ''}`;

const argumentLine = (values: Values, condition: string): string[] => {
  if (values === null) return [];
  const offered = typeof values === 'string' ? '-F' : `-a ${literal(values.join(' '))}`;

  return [`complete -c vpce-audit -n ${literal(condition)} ${offered}`];
};

/** For `vpce-audit completion fish | source`. */
export const fishCompletion = (commands: readonly CommandSpec[]): string => {
  const others = commands.filter(({ name }) => name !== 'audit').map(({ name }) => name);
  const conditionOf = (name: string): string =>
    name === 'audit'
      ? `not __fish_seen_subcommand_from ${others.join(' ')} help version`
      : `__fish_seen_subcommand_from ${name}`;
  const names = [
    ...commands,
    { name: 'help', description: 'print help, also on a command' },
    { name: 'version', description: 'print the version' },
  ];

  return `# Completion of vpce-audit for fish: vpce-audit completion fish | source
complete -c vpce-audit -f
${[
  ...names.map(
    ({ name, description }) => `complete -c vpce-audit -n __fish_use_subcommand -a ${name} -d ${literal(description)}`,
  ),
  `complete -c vpce-audit -n '__fish_seen_subcommand_from help' -a ${literal(commands.map(({ name }) => name).join(' '))}`,
  ...commands.flatMap(({ name, options, arguments: values }) => [
    ...options.map((option) => optionLine(option, conditionOf(name))),
    ...values.flatMap((one) => argumentLine(one, conditionOf(name))),
  ]),
].join('\n')}
`;
};
