import { plain } from '../plain-text.ts';

/** As many backticks as no run of them in the text has. */
const fenceFor = (text: string, least: number): string =>
  '`'.repeat((text.match(/`+/g) ?? []).reduce((most, run) => Math.max(most, run.length + 1), least));

/** Text in a code span: within one, nothing is a link, a mention, an issue number or HTML. */
export const code = (text: string): string => {
  const shown = plain(text).trim();
  if (shown === '') return '';
  const fence = fenceFor(shown, 1);
  const padding = fence.length > 1 ? ' ' : '';

  return `${fence}${padding}${shown}${padding}${fence}`;
};

/** A command to copy, on lines of its own. */
export const codeBlock = (text: string): string => {
  const shown = plain(text).trim();
  const fence = fenceFor(shown, 3);

  return `${fence}sh\n${shown}\n${fence}`;
};

const word = /^(?:\p{L}[\p{L}\p{M}]*(?:['’-]\p{L}[\p{L}\p{M}]*)*|[—–→·…])$/u;
// GitHub links what may be a commit.
const commit = /^[a-f]{7,}$/i;
const id = /^[\w/-](?:[\w.:/*-]*[\w*])?$/;

const closingMarks = new Set('.,;:)');

/** A pattern would take the square of the marks that end a token. */
const partsOf = (token: string): readonly [opening: string, core: string, closing: string] => {
  const start = token.startsWith('(') ? 1 : 0;
  let end = token.length;
  while (end > start && closingMarks.has(token.charAt(end - 1))) end -= 1;

  return [token.slice(0, start), token.slice(start, end), token.slice(end)];
};

const wordOrCode = (token: string): string => {
  const [opening, core, closing] = partsOf(token);
  if (word.test(core) && !commit.test(core)) return token;

  return id.test(core) ? `${opening}${code(core)}${closing}` : code(token);
};

/**
 * Sentences that may hold names from AWS. Words stay prose; whatever else stands between spaces, an id, an
 * address or an attack, goes into a code span. Escaping would not do: GitHub links mentions, issues and URLs after it.
 */
export const prose = (text: string): string => plain(text).split(' ').map(wordOrCode).join(' ');
