/** No IPv6 address is the name of a command: a letter past `f` or a hyphen tells them apart. */
const marks = /(?<=#)#(?=[a-z]*\[)|(?<=(?:^|\s):):(?=[\da-f]*[g-z-])/giu;

/**
 * Text without what a CI system that reads our output takes for a command to it: `##[…]`, `##vso[…]` and `##teamcity[…]`
 * anywhere in a line, `::name …::` at its beginning. One character of each mark is written as `shown` has it. Idempotent,
 * if that holds no mark.
 *
 * @see https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs
 * @see https://learn.microsoft.com/azure/devops/pipelines/scripts/logging-commands
 * @see https://www.jetbrains.com/help/teamcity/service-messages.html
 */
export const withoutCommands = (text: string, shown: (character: string) => string): string =>
  text.includes('##') || text.includes('::') ? text.replace(marks, shown) : text;
