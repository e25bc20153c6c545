import type { CommandSpec, OptionSpec, Values } from './command-spec.ts';

const quoted = (words: readonly string[]): string => `'${words.join(' ').replaceAll("'", "'\\''")}'`;

const replyOf = (values: Values): string => {
  if (values === 'files') return 'files=f';
  if (values === 'folders') return 'files=d';

  return values === null ? ':' : `words=${quoted(values)}`;
};

const pattern = (command: string, names: readonly string[]): string =>
  names.map((name) => `'${command} ${name}'`).join(' | ');

const optionCases = ({ name, options }: CommandSpec): string[] =>
  options
    .filter(({ takesValue }) => takesValue)
    .map(({ names, values }) => `    ${pattern(name, names)}) ${replyOf(values)} ;;`);

const argumentCases = ({ name, arguments: values }: CommandSpec): string[] =>
  values.map((one, index) => `    ${name}' '${index === values.length - 1 ? '*' : index}) ${replyOf(one)} ;;`);

const flagsOf = (command: CommandSpec): string => quoted(command.options.flatMap(({ names }) => names));

const namesWhere = (commands: readonly CommandSpec[], isOne: (option: OptionSpec) => boolean): string =>
  commands
    .flatMap(({ name, options }) => options.filter(isOne).flatMap(({ names }) => pattern(name, names)))
    .join(' | ');

/** For `eval "$(vpce-audit completion bash)"`. Everything is in it: pressing Tab starts no program. */
export const bashCompletion = (commands: readonly CommandSpec[]): string => {
  const names = commands.map(({ name }) => name);

  return `# Completion of vpce-audit for bash: eval "$(vpce-audit completion bash)"
_vpce_audit() {
  local cur=\${COMP_WORDS[COMP_CWORD]} command=audit option= files= words= at= i word arguments=0 first=1
  case \${COMP_WORDS[1]} in
    ${[...names, 'help', 'version'].join(' | ')}) if [ "$COMP_CWORD" -gt 1 ]; then command=\${COMP_WORDS[1]} first=2; fi ;;
  esac
  # The @ of a set and the = of an option are words of their own to bash.
  if [ "$cur" = = ] || [ "$cur" = @ ]; then at=\${cur#=} cur=; fi
  if [ "\${COMP_WORDS[COMP_CWORD - 1]}" = @ ]; then at=@; fi
  for ((i = first; i < COMP_CWORD; i++)); do
    word=\${COMP_WORDS[i]}
    case $word in
      = | @) continue ;;
      -*) option=$word; continue ;;
    esac
    case "$command $option" in
      ${namesWhere(commands, ({ isVariadic }) => isVariadic)}) ;;
      ${namesWhere(commands, ({ takesValue, isVariadic }) => takesValue && !isVariadic)}) option= ;;
      *) option= arguments=$((arguments + 1)) ;;
    esac
  done
  case "$command $option" in
${commands.flatMap(optionCases).join('\n')}
    *) option= ;;
  esac
  if [ -z "$option" ]; then case "$command $arguments" in
${commands.flatMap(argumentCases).join('\n')}
    'help '*) words=${quoted(names)} ;;
  esac; fi
  if [ "$COMP_CWORD" -eq 1 ] && [[ $cur != -* ]]; then words=${quoted([...names, 'help', 'version'])}; fi
  if [[ $cur == -* ]]; then case $command in
${commands.map((command) => `    ${command.name}) words=${flagsOf(command)} files= ;;`).join('\n')}
  esac; fi
  COMPREPLY=()
  if [ -n "$files" ]; then
    compopt -o filenames 2>/dev/null
    mapfile -t COMPREPLY < <(compgen "-$files" -- "$cur")
  elif [ -n "$words" ]; then
    mapfile -t COMPREPLY < <(compgen -W "$words" -- "$at$cur")
    COMPREPLY=("\${COMPREPLY[@]#"$at"}")
  fi
}
complete -F _vpce_audit vpce-audit
`;
};
