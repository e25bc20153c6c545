import type { Report } from '../audit.ts';
import { type Action, alikeActions, numbersOf, remedialActions } from './actions.ts';
import { unfoldedFindings } from './folded-findings.ts';
import { isOpen } from './headline.ts';
import { glyphs, isWhole, type Reporter, type Style } from './style.ts';
import { absenceLines } from './table/absence-lines.ts';
import { acceptedLines } from './table/accepted-lines.ts';
import { coverageLines, missingLines } from './table/coverage-lines.ts';
import { endpointLines } from './table/endpoint-lines.ts';
import { findingLines } from './table/finding-lines.ts';
import { headlineLines } from './table/headline-lines.ts';
import { nextLines } from './table/next-lines.ts';
import { noteLines } from './table/note-lines.ts';
import { fittingMatrix, wholeMatrix } from './table/screen-matrix.ts';
import { toDoLines } from './table/to-do-lines.ts';
import { verdictLines } from './table/verdict-lines.ts';

type Section = readonly string[];

/** A terminal of the usual height shows the whole of a small network, and three heights of a large one are read to the end. */
const screens = [
  { subnets: 12, lines: 24, actions: 3, lists: 3 },
  { subnets: 1e9, lines: 58, actions: 8, lists: 8 },
] as const;

const all = Number.POSITIVE_INFINITY;
const endlessScreen = { lines: all, actions: all, lists: all };

const fewCauses = 3;

const screenFor = ({ subnets }: Report) => screens.find((screen) => subnets.length <= screen.subnets) ?? screens[1];

const told = (sections: readonly Section[]): Section[] => sections.filter((lines) => lines.length > 0);

const limited = (lines: Section, limit: number): Section =>
  lines.length <= limit ? lines : [...lines.slice(0, limit - 1), '  …'];

const heightOf = (sections: readonly Section[]): number =>
  told(sections).reduce((sum, lines) => sum + lines.length + 1, 0);

/** Findings in full where that is no more to read than their tally; null elsewhere. */
const fewFindings = (report: Report, actions: readonly Action[], shown: number, style: Style): Section | null => {
  const open = unfoldedFindings(report);
  const causes = new Set(open.map(({ rule, remedy, command }) => JSON.stringify([rule, remedy, command])));
  if (style.detail === 'summary' || causes.size === 0 || causes.size > fewCauses) return null;
  const told = alikeActions(actions).slice(0, shown);

  return findingLines(report, numbersOf(told.map((alike) => alike.actions)), style);
};

/** Where there is no line to lose, notes follow the matrix without one between. */
const withNotes = (matrix: readonly Section[], notes: Section, room: number): readonly Section[] => {
  const sections = told([...matrix, notes]);
  if (heightOf(sections) <= room || notes.length === 0) return sections;

  return [...sections.slice(0, -2), sections.slice(-2).flat()];
};

/** What a person sees first: how bad it is, what to do, and where. */
const screenSections = (report: Report, style: Style): readonly Section[] => {
  const screen = isWhole(style) ? endlessScreen : screenFor(report);
  const actions = remedialActions(
    report,
    unfoldedFindings(report).filter(({ severity }) => severity !== 'note'),
  );
  const above = [headlineLines(report, style), toDoLines(report, actions, screen.actions, style)];
  const findings = fewFindings(report, actions, screen.actions, style);
  const notes = findings === null ? noteLines(report, style) : [];
  const below = [
    findings ?? [],
    limited(acceptedLines(report, style), screen.lists),
    limited(missingLines(report, style), screen.lists),
    [...nextLines(report, style), ...verdictLines(report, style)],
  ];
  if (style.detail === 'summary') return [...above, notes, ...below];
  const room = screen.lines - heightOf(above) - heightOf(below);
  const matrix = fittingMatrix(report, actions, room - notes.length, style);

  return [...above, ...withNotes(matrix, notes, room), ...below];
};

/** Everything, and nothing of it shortened. */
const wholeSections = (report: Report, style: Style): readonly Section[] => {
  const actions = remedialActions(report, report.findings.filter(isOpen));

  return [
    headlineLines(report, style),
    toDoLines(report, actions, actions.length, style),
    ...wholeMatrix(report, actions, style),
    endpointLines(report, style),
    findingLines(report, numbersOf(actions.map((action) => [action])), style),
    acceptedLines(report, style),
    coverageLines(report, style),
    missingLines(report, style),
    absenceLines(report, style),
    verdictLines(report, style),
  ];
};

const quietSections = (report: Report, style: Style): readonly Section[] => [
  findingLines(report, new Map(), style),
  acceptedLines(report, style),
  missingLines(report, style),
  verdictLines(report, style),
];

const sectionsOf = (report: Report, style: Style): readonly Section[] => {
  if (style.detail === 'quiet') return quietSections(report, style);

  return style.detail === 'verbose' ? wholeSections(report, style) : screenSections(report, style);
};

/** What a person reads: how bad it is, what to do first, where, and the verdict once more. */
export const table: Reporter = (report, style) =>
  glyphs(
    `${told(sectionsOf(report, style))
      .map((lines) => lines.join('\n'))
      .join('\n\n')}\n`,
    style,
  );
