import type { CommandSpec, OptionSpec, Values } from './command-spec.ts';

const literal = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

const described = (text: string): string => text.replace(/[[\]:\\]/g, (sign) => `\\${sign}`);

const actionOf = (values: Values): string => {
  if (values === 'files') return '_files';
  if (values === 'folders') return '_files -/';

  return values === null ? ' ' : `(${values.join(' ')})`;
};

const optionLines = ({ names, description, takesValue, values }: OptionSpec): string[] =>
  names.map((name) => {
    const value = takesValue ? `:value:${actionOf(values)}` : '';

    return `      ${literal(`*${name}[${described(description)}]${value}`)}`;
  });

const argumentLines = (values: readonly Values[]): string[] =>
  values.map(
    (one, index) => `      ${literal(`${index === values.length - 1 ? '*' : index + 1}:argument:${actionOf(one)}`)}`,
  );

const caseOf = ({ name, options, arguments: values }: CommandSpec): string =>
  `    ${name}) _arguments \\\n${[...options.flatMap(optionLines), ...argumentLines(values)].join(' \\\n')} ;;`;

/** For a file `_vpce-audit` in a folder of `$fpath`, or `source <(vpce-audit completion zsh)` after `compinit`. */
export const zshCompletion = (commands: readonly CommandSpec[]): string => `#compdef vpce-audit
# Completion of vpce-audit for zsh: source <(vpce-audit completion zsh), after compinit
_vpce_audit() {
  local command=audit
  local -a commands
  commands=(
${commands.map(({ name, description }) => `    ${literal(`${name}:${description}`)}`).join('\n')}
    'help:print help, also on a command'
    'version:print the version'
  )
  if (( CURRENT == 2 )) && [[ $words[2] != -* ]]; then
    _describe command commands
    return
  fi
  if [[ $words[2] != -* ]]; then
    command=$words[2]
    shift words
    (( CURRENT-- ))
  fi
  case $command in
${commands.map(caseOf).join('\n')}
    help) _describe command commands ;;
  esac
}
if [[ $funcstack[1] == _vpce-audit ]]; then _vpce_audit "$@"; else compdef _vpce_audit vpce-audit; fi
`;
