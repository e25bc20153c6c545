/** What a CI system does with a line of a step's output. */
interface Command {
  readonly name: string;
  readonly data: string;
}

type Agent = (line: string) => Command | null;

const named = (info: string): string => info.split(' ', 1)[0] ?? '';

/**
 * The runner registers these; a line is an order only if it names one.
 *
 * @see https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
 */
const workflowCommands =
  /^(add-mask|add-matcher|add-path|debug|echo|endgroup|error|group|notice|remove-matcher|save-state|set-env|set-output|stop-commands|warning)$/i;

/**
 * First `::name …::data` after blanks, then `##[name …]data` anywhere.
 *
 * @see https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs (TryParseV2, TryParse)
 */
const github: Agent = (line) => {
  const text = line.trimStart();
  const end = text.indexOf('::', 2);
  if (text.startsWith('::') && end >= 0 && workflowCommands.test(named(text.slice(2, end))))
    return { name: named(text.slice(2, end)), data: text.slice(end + 2) };
  const start = line.indexOf('##[');
  const close = line.indexOf(']', start);

  return start < 0 || close < 0 ? null : { name: named(line.slice(start + 3, close)), data: line.slice(close + 1) };
};

/**
 * `##vso[area.action …]data` anywhere, in any case; `##[…]` changes how the log looks.
 *
 * @see https://learn.microsoft.com/azure/devops/pipelines/scripts/logging-commands
 */
const azure: Agent = (line) => {
  const [, name, data = ''] = /##(?:vso)?\[([^\]]*)\](.*)/is.exec(line) ?? [];

  return name === undefined ? null : { name: named(name), data };
};

/**
 * `##teamcity[name 'value']` or `##teamcity[name key='value' …]`.
 *
 * @see https://www.jetbrains.com/help/teamcity/service-messages.html
 */
const teamcity: Agent = (line) => {
  const [, name, data = ''] = /##teamcity\[([\w-]+)(.*)\]/is.exec(line) ?? [];

  return name === undefined ? null : { name, data };
};

const agents: Readonly<Record<string, Agent>> = { github, azure, teamcity };

/** Each line of an output that one of the agents would obey, with who and what. */
export const obeyed = (output: string): readonly string[] =>
  output.split(/[\n\r\u0085\u2028\u2029]/).flatMap((line) =>
    Object.entries(agents).flatMap(([agent, commandIn]) => {
      const command = commandIn(line);

      return command === null ? [] : [`${agent} ${command.name}: ${line}`];
    }),
  );
