import type { Report, ReportSubnet } from '../../audit.ts';
import { groupBy } from '../../group-by.ts';
import { isDeserted, publicWays } from '../outcome.ts';
import { plain } from '../plain-text.ts';
import { paintOf, type Style } from '../style.ts';

const isPlainWord = (name: string): boolean => /^[A-Za-z0-9][\w.-]*$/.test(name);

/** What most clients are concerned by. */
const worstOf = (subnets: readonly ReportSubnet[]): ReportSubnet | null =>
  subnets
    .filter((subnet) => !isDeserted(subnet) && publicWays(subnet.paths).length > 0)
    .reduce<ReportSubnet | null>(
      (worst, subnet) => ((subnet.clients?.total ?? 0) > (worst?.clients?.total ?? -1) ? subnet : worst),
      null,
    );

const explained = ({ subnets }: Report): string | null => {
  const worst = worstOf(subnets);
  if (worst === null) return null;
  const named = groupBy(subnets, ({ name }) => name);
  const { name, subnetId, paths } = worst;
  const isUnique = name !== null && isPlainWord(name) && named.get(name)?.length === 1;
  const open = new Set(publicWays(paths));
  const service = paths.find(({ primary, way }) => primary && open.has(way))?.service ?? '';

  return `explain ${isUnique ? name : subnetId} ${service}`;
};

/** The commands that answer the next questions: why, and with which commands to mend it. */
export const nextLines = (report: Report, style: Style): string[] => {
  const { invocation } = style;
  if (invocation === undefined || report.findings.length === 0) return [];
  const paint = paintOf(style);
  const why = invocation.facts === null ? null : explained(report);
  const commands = [
    ...(why === null ? [] : [['vpce-audit', why, invocation.facts].join(' ').trimEnd()]),
    ...(invocation.facts === null || report.changes.length === 0
      ? []
      : [['vpce-audit fix', invocation.facts, invocation.scope].filter((words) => words !== '').join(' ')]),
    `${invocation.command} --verbose`,
  ];

  return [
    paint.dim(why === null ? 'how to mend it, and all of it' : 'why, hop by hop; how to mend it; and all of it'),
    ...commands.map((command) => `  ${paint.green('$')} ${plain(command)}`),
  ];
};
