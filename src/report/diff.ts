import type { Difference } from '../diff/difference.ts';
import { jsonText } from '../json-text.ts';
import { counted } from './counted.ts';
import { changeLines } from './diff/change-lines.ts';
import { wrap } from './plain-text.ts';
import { columnsOf, glyphs, paintOf, type Style } from './style.ts';

type Finding = Difference['findings']['appeared'][number];

const indent = '  ';
const shownFindings = 30;

const findingLines = (title: string, findings: readonly Finding[], style: Style): string[] => {
  if (findings.length === 0) return [];
  const shown = style.detail === 'verbose' ? findings : findings.slice(0, shownFindings);
  const hidden = findings.length - shown.length;
  const lines = shown.flatMap(({ severity, rule, message }) =>
    wrap(`${severity} ${rule}: ${message}`, columnsOf(style) - 2 * indent.length).map(
      (line, index) => indent.repeat(index === 0 ? 1 : 2) + line,
    ),
  );
  const more = hidden > 0 ? [`${indent}… and ${counted(hidden, 'more finding')}`] : [];

  return [paintOf(style).bold(title), ...lines, ...more];
};

const summaryOf = ({ paths, findings, before, after }: Difference): string => {
  const { appeared, disappeared } = findings;
  const isNothing = paths.length + appeared.length + disappeared.length === 0;
  const sentences = [
    isNothing
      ? 'No verdict and no finding changed.'
      : `${counted(paths.length, 'verdict')} changed; ${counted(appeared.length, 'finding')} appeared, ${disappeared.length} disappeared.`,
    ...(before.complete ? [] : ['The audit before is incomplete.']),
    ...(after.complete ? [] : ['The audit after is incomplete.']),
  ];

  return sentences.join(' ');
};

/** What changed, a block a cause, then what that means for the findings, then the whole in a line. */
export const diffText = (difference: Difference, style: Style): string => {
  const { appeared, disappeared } = difference.findings;
  const sections = [
    ...(style.detail === 'quiet' ? [] : changeLines(difference.paths, style)),
    findingLines('new findings', appeared, style),
    findingLines('findings that are gone', disappeared, style),
    wrap(summaryOf(difference), columnsOf(style)).map((line) => paintOf(style).bold(line)),
  ];
  const text = sections.filter((lines) => lines.length > 0).map((lines) => lines.join('\n'));

  return glyphs(`${text.join('\n\n')}\n`, style);
};

export const diffJson = (difference: Difference): string => `${jsonText(difference, 2)}\n`;
