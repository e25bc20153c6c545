import type { Report } from '../../audit.ts';
import type { Action } from '../actions.ts';
import { counted } from '../counted.ts';
import { foldedVpcIds } from '../folded-findings.ts';
import { plain, truncate } from '../plain-text.ts';
import { withShortIds } from '../short-ids.ts';
import { columnsOf, isWhole, type Style } from '../style.ts';
import { type Matrix, type MatrixBlock, servicesAcross, subnetTable, vpcTable } from './matrix.ts';
import { matrixLines } from './matrix-lines.ts';
import { foldedLines, foldedVpcs } from './private-vpcs.ts';
import { tallyLines } from './tally-lines.ts';
import { type ReportedVpc, reportedVpcs } from './vpcs.ts';

type Section = readonly string[];

const leastRoom = 6;
/** Of a single VPC there is nothing shorter to tell that says where. */
const leastRoomOfOne = 14;

/** The subnets that an action concerns, as rows under what it is. */
const actionBlocks = (
  vpcs: readonly ReportedVpc[],
  { words, findings }: Action,
  number: number,
  style: Style,
): MatrixBlock[] => {
  const resources = new Set(findings.map(({ resource }) => resource));
  const concerned = vpcs
    .map((vpc) => ({ ...vpc, subnets: vpc.subnets.filter(({ id }) => resources.has(id)) }))
    .filter(({ subnets }) => subnets.length > 0);
  const { blocks } = subnetTable(concerned, style.detail === 'verbose' ? 'none' : 'ways', servicesAcross(vpcs));
  const title = `${number}  ${plain(isWhole(style) ? words : withShortIds(words))}`;

  return blocks.map(({ title: vpc, rows }) => ({ title: vpc === null ? title : `${title} · ${vpc}`, rows }));
};

const changeMatrix = (vpcs: readonly ReportedVpc[], actions: readonly Action[], style: Style): Matrix => ({
  head: 'subnet',
  services: servicesAcross(vpcs),
  blocks: actions.flatMap((action, index) => actionBlocks(vpcs, action, index + 1, style)),
});

/** The matrix that was asked for, whatever its length; null where none was. */
const askedFor = (report: Report, actions: readonly Action[], style: Style): Section | null => {
  const vpcs = reportedVpcs(report);
  switch (style.groupBy) {
    case undefined:
      return null;
    case 'service':
      return tallyLines(report, style);
    case 'vpc':
      return matrixLines(vpcTable(vpcs, 'none'), style);
    case 'change':
      return matrixLines(changeMatrix(vpcs, actions, style), style);
    case 'subnet':
      return matrixLines(subnetTable(vpcs, style.detail === 'verbose' ? 'none' : 'ways'), style);
  }
};

/** Every subnet by itself. */
export const wholeMatrix = (report: Report, actions: readonly Action[], style: Style): readonly Section[] => [
  askedFor(report, actions, style) ?? matrixLines(subnetTable(reportedVpcs(report), 'none'), style),
];

/** Those of which nothing is told but one line below, unless there are no others. */
const vpcsInUse = (report: Report): readonly ReportedVpc[] => {
  const vpcs = reportedVpcs(report);
  if (vpcs.length < 2) return vpcs;
  const unused = foldedVpcIds(report);

  return vpcs.filter(({ vpcId }) => !unused.has(vpcId));
};

const cut = (lines: Section, room: number, vpcs: readonly ReportedVpc[], style: Style): Section => {
  if (lines.length <= room) return lines;
  const hidden = lines.length - room + 1;
  const more = `  … and ${counted(hidden, 'line')} more of ${counted(vpcs.length, 'VPC')}: --vpc narrows, --verbose tells all`;

  return [...lines.slice(0, room - 1), truncate(more, columnsOf(style))];
};

/** As much as fits: by subnets that go alike, else by verdicts alone, else by VPC, else the worst VPCs. */
export const fittingMatrix = (
  report: Report,
  actions: readonly Action[],
  lines: number,
  style: Style,
): readonly Section[] => {
  const asked = askedFor(report, actions, style);
  if (asked !== null) return [asked];
  const vpcs = vpcsInUse(report);
  const { told, folded } = foldedVpcs(vpcs, style);
  const aside = foldedLines(folded, style);
  const isOne = told.length === 1;
  const room = Math.max(isOne ? leastRoomOfOne : leastRoom, lines - (aside.length === 0 ? 0 : aside.length + 1) - 1);
  const attempts: readonly (() => Matrix)[] = [
    () => subnetTable(told, 'ways'),
    () => subnetTable(told, 'verdicts'),
    ...(isOne ? [] : [() => vpcTable(told, 'none')]),
  ];
  for (const attempt of attempts) {
    const drawn = matrixLines(attempt(), style);
    if (drawn.length <= room) return [drawn, aside];
  }

  const last = isOne ? subnetTable(told, 'verdicts') : vpcTable(told, 'verdicts');

  return [cut(matrixLines(last, style), room, told, style), aside];
};
