import type { AbsentAccount, Report } from '../audit.ts';
import { counted } from './counted.ts';

const some = (ids: readonly string[]): string =>
  ids.length > 3 ? `${ids.slice(0, 3).join(', ')} and ${ids.length - 3} more` : ids.join(', ');

/** `999988887777 in us-east-1: 4 paths lead to tgw-1, which is its` */
const absenceText = ({ account, region, paths, resources }: AbsentAccount): string =>
  `${account} in ${region}: ${counted(paths, 'path')} ${paths === 1 ? 'rests' : 'rest'} on ${some(resources)}`;

/** Whose facts would tell more, and what rests on them. Empty where nobody's would. */
export const absenceTexts = ({ absentAccounts = [] }: Report): readonly string[] => absentAccounts.map(absenceText);

/** How to come by them. */
export const absenceAdvice = 'collect there too, or add a snapshot of it with --context';
