import type { CommandSpec, OptionSpec } from '../../src/cli/completion/command-spec.ts';

/** Text as roff takes it literally. */
const roff = (text: string): string =>
  text
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .replaceAll('…', '...')
    .replace(/^(?=[.'])/gm, '\\&');

const valueText = ({ takesValue, isVariadic }: OptionSpec): string =>
  takesValue ? ` VALUE${isVariadic ? '...' : ''}` : '';

const choicesOf = ({ values }: OptionSpec): string =>
  Array.isArray(values) && values.length <= 15 ? ` (${values.join(', ')})` : '';

const optionLines = (option: OptionSpec): string[] => [
  '.TP',
  `.B ${roff(option.names.join(', ') + valueText(option))}`,
  roff(`${option.description}${choicesOf(option)}`),
];

const commandLines = ({ name, description, options }: CommandSpec): string[] => [
  `.SS ${roff(name)}`,
  roff(`${description}.`),
  ...options.filter(({ names }) => !names.includes('--help')).flatMap(optionLines),
];

const exitCodes = [
  ['0', 'clean: everything needed was read, and there is no finding at or above --fail-on'],
  ['1', 'findings at or above --fail-on; with what-if and diff --exit-code: something gets worse'],
  ['2', 'it could not run: bad usage, unreadable input, no credentials'],
  ['3', 'nothing was found, but something that could hide a finding could not be read'],
] as const;

/** For `man ./docs/vpce-audit.1`. */
export const manPage = (
  commands: readonly CommandSpec[],
  { description, version }: { readonly description: string; readonly version: string },
): string =>
  `${[
    `.TH VPCE\\-AUDIT 1 "" "vpce\\-audit ${roff(version)}" "User Commands"`,
    '.SH NAME',
    'vpce\\-audit \\- find subnets that reach AWS services over public addresses, and say why',
    '.SH SYNOPSIS',
    '.B vpce\\-audit',
    '[\\fICOMMAND\\fR] [\\fIOPTIONS\\fR]',
    '.SH DESCRIPTION',
    roff(description),
    '.PP',
    roff('Without a command, vpce-audit audits. vpce-audit help COMMAND shows examples.'),
    '.SH COMMANDS',
    ...commands.flatMap(commandLines),
    '.SH EXIT STATUS',
    ...exitCodes.flatMap(([code, meaning]) => ['.TP', `.B ${code}`, roff(meaning)]),
    '.SH ENVIRONMENT',
    roff('Credentials, profile, Region, endpoints and retries are found as the AWS CLI finds them.'),
    roff('NO_COLOR, FORCE_COLOR and COLUMNS mean what they mean elsewhere.'),
    '.SH FILES',
    '.TP',
    `.B ${roff('vpce-audit.config.json, vpce-audit.config.yaml')}`,
    roff('Settings, from the folder up to the root of the repository.'),
    '.TP',
    `.B ${roff('vpce-audit.baseline.json')}`,
    roff('What baseline writes, and --baseline accepts.'),
  ].join('\n')}\n`;
