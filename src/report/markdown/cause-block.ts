import type { Finding } from '../../audit.ts';
import { counted } from '../counted.ts';
import type { FindingGroup } from '../finding-group.ts';
import type { RuleInfo } from '../rule-info.ts';
import { folded } from './folded.ts';
import { code, codeBlock, prose } from './text.ts';

const icon = { error: '🔴', warning: '🟠', note: '🔵' } as const;

const clientsText = (clients: number | null): string => (clients === null ? '' : `, ${counted(clients, 'client')}`);

export const findingLine = ({ resource, message, confidence, region, account, clients }: Finding): string =>
  `${code(resource)} (${account === null ? '' : `${code(account)} `}${code(region)})${confidence === 'likely' ? ', likely' : ''}${clientsText(clients)}: ${prose(message)}`;

/** What to do, why, and, folded, where. */
export const causeBlock = (
  { rule, severity, remedy, command, findings }: FindingGroup,
  info: RuleInfo | undefined,
  owner: string,
  room: number,
): string => {
  const link = info?.uri ? `[${code(rule)}](${info.uri})` : code(rule);
  const title = info === undefined || info.title === rule ? '' : ` — ${prose(info.title)}`;
  const whose = owner === '' ? '' : ` · ${prose(owner)}`;
  const places = folded(counted(findings.length, 'finding'), findings.map(findingLine), room);
  const run = command === null ? '' : `\n${codeBlock(command)}\n`;

  return `### ${icon[severity]} ${prose(remedy)}\n${run}\n${link} (${severity})${title}${whose}\n\n${places}`;
};
