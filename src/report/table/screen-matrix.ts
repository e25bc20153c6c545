import type { Report } from '../../audit.ts';
import type { Action } from '../actions.ts';
import { counted } from '../counted.ts';
import { foldedVpcIds } from '../folded-findings.ts';
import { type NameOf, namedSentence } from '../named-words.ts';
import { plain, truncate } from '../plain-text.ts';
import { screenNames } from '../screen-names.ts';
import { withShortIds } from '../short-ids.ts';
import { columnsOf, isWhole, type Style } from '../style.ts';
import {
  accountTable,
  type Matrix,
  type MatrixBlock,
  servicesAcross,
  subnetTable,
  unitTable,
  vpcTable,
} from './matrix.ts';
import { matrixLines } from './matrix-lines.ts';
import { foldedLines, foldedVpcs } from './private-vpcs.ts';
import { tallyLines } from './tally-lines.ts';
import type { VerdictCell } from './verdict-cell.ts';
import { type ReportedVpc, reportedVpcs } from './vpcs.ts';

type Section = readonly string[];

const leastRoom = 6;
/** Of a single VPC there is nothing shorter to tell that says where. */
const leastRoomOfOne = 14;

interface Told {
  readonly style: Style;
  readonly nameOf: NameOf;
}

/** The subnets that an action concerns, as rows under what it is. */
const actionBlocks = (
  vpcs: readonly ReportedVpc[],
  { words, findings }: Action,
  number: number,
  { style, nameOf }: Told,
): MatrixBlock[] => {
  const resources = new Set(findings.map(({ resource }) => resource));
  const concerned = vpcs
    .map((vpc) => ({ ...vpc, subnets: vpc.subnets.filter(({ id }) => resources.has(id)) }))
    .filter(({ subnets }) => subnets.length > 0);
  const { blocks } = subnetTable(concerned, style.detail === 'verbose' ? 'none' : 'ways', servicesAcross(vpcs));
  const title = `${number}  ${plain(isWhole(style) ? words : withShortIds(words, nameOf))}`;

  return blocks.map(({ title: vpc, rows }) => ({ title: vpc === null ? title : `${title} · ${vpc}`, rows }));
};

const changeMatrix = (vpcs: readonly ReportedVpc[], actions: readonly Action[], told: Told): Matrix => ({
  head: 'subnet',
  services: servicesAcross(vpcs),
  blocks: actions.flatMap((action, index) => actionBlocks(vpcs, action, index + 1, told)),
});

/** The matrix that was asked for, whatever its length; null where none was. */
const askedFor = (report: Report, actions: readonly Action[], style: Style): Section | null => {
  const vpcs = reportedVpcs(report);
  switch (style.groupBy) {
    case undefined:
      return null;
    case 'service':
      return tallyLines(report, style);
    case 'account':
      return matrixLines(accountTable(vpcs, report), style);
    case 'unit':
      return matrixLines(unitTable(vpcs, report), style);
    case 'vpc':
      return matrixLines(vpcTable(vpcs, 'none'), style);
    case 'change':
      return matrixLines(changeMatrix(vpcs, actions, { style, nameOf: screenNames(report) }), style);
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

const namedCell = (cell: VerdictCell, nameOf: NameOf): VerdictCell => ({
  ...cell,
  detail: namedSentence(nameOf, cell.detail),
});

/** With names for the ids of what carries a path. */
const namedMatrix = ({ blocks, ...matrix }: Matrix, nameOf: NameOf): Matrix => ({
  ...matrix,
  blocks: blocks.map(({ title, rows }) => ({
    title,
    rows: rows.map((row) => ({
      ...row,
      cells: row.cells.map(
        (cell) =>
          cell && {
            ...cell,
            ipv4: cell.ipv4 && namedCell(cell.ipv4, nameOf),
            ipv6: cell.ipv6 === 'as IPv4' ? cell.ipv6 : cell.ipv6 && namedCell(cell.ipv6, nameOf),
          },
      ),
    })),
  })),
});

/** As much as fits: by subnets that go alike, else by verdicts alone, else by VPC, else the worst VPCs. */
export const fittingMatrix = (
  report: Report,
  actions: readonly Action[],
  lines: number,
  style: Style,
): readonly Section[] => {
  const asked = askedFor(report, actions, style);
  if (asked !== null) return [asked];
  const nameOf = screenNames(report);
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
    const drawn = matrixLines(namedMatrix(attempt(), nameOf), style);
    if (drawn.length <= room) return [drawn, aside];
  }

  const last = isOne ? subnetTable(told, 'verdicts') : vpcTable(told, 'verdicts');

  return [cut(matrixLines(namedMatrix(last, nameOf), style), room, told, style), aside];
};
