import type { Finding } from '../audit.ts';

/** What to do, and after it the commands that do it. */
export const remedyText = ({ remedy, command }: Pick<Finding, 'remedy' | 'command'>): string =>
  command === null ? remedy : `${remedy}: ${command}`;
