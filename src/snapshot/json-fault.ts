const token =
  /[ \t\n\r]*(?:([{}[\],:])|("(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*")|(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.+-]))/y;
const space = /[ \t\n\r]*/y;

type Expected = 'value' | 'first-value' | 'first-key' | 'key' | 'colon' | 'comma' | 'end';

const wording: Record<Expected, string> = {
  value: 'a value is expected',
  'first-value': 'a value or "]" is expected',
  'first-key': 'a key or "}" is expected',
  key: 'a key is expected',
  colon: 'a ":" is expected',
  comma: 'a "," or the closing bracket is expected',
  end: 'nothing more is expected',
};

interface State {
  readonly expected: Expected;
  /** The closing brackets that are still to come, innermost last. */
  readonly open: readonly string[];
}

const afterValue = (open: readonly string[]): State => ({ expected: open.length === 0 ? 'end' : 'comma', open });

const closes = ({ expected, open }: State, bracket: string): boolean =>
  open.at(-1) === bracket && (expected === 'comma' || expected === (bracket === '}' ? 'first-key' : 'first-value'));

const isValueExpected = ({ expected }: State): boolean => expected === 'value' || expected === 'first-value';

const afterPunctuation = (state: State, mark: string): State | null => {
  const { expected, open } = state;
  if (mark === ':') return expected === 'colon' ? { expected: 'value', open } : null;
  if (mark === ',' && expected === 'comma') return { expected: open.at(-1) === '}' ? 'key' : 'value', open };
  if (closes(state, mark)) return afterValue(open.slice(0, -1));
  if (!isValueExpected(state)) return null;
  if (mark === '{') return { expected: 'first-key', open: [...open, '}'] };

  return mark === '[' ? { expected: 'first-value', open: [...open, ']'] } : null;
};

const afterToken = (state: State, mark: string | undefined, text: string | undefined): State | null => {
  if (mark !== undefined) return afterPunctuation(state, mark);
  if (isValueExpected(state)) return afterValue(state.open);
  const isKey = text !== undefined && (state.expected === 'key' || state.expected === 'first-key');

  return isKey ? { expected: 'colon', open: state.open } : null;
};

export interface JsonFault {
  readonly offset: number;
  readonly because: string;
  /** The text stops before the value does. */
  readonly isCutShort: boolean;
}

const skipSpace = (text: string, offset: number): number => {
  space.lastIndex = offset;
  space.test(text);

  return space.lastIndex;
};

/** What a string, a number or a word looks like of which the end is missing. */
const fragment = /^(?:"(?:[^"\\]|\\.)*\\?|-?[\d.eE+-]*|t|tr|tru|f|fa|fal|fals|n|nu|nul)$/s;

/**
 * Where text stops being JSON; null where it is JSON. Engines word this differently in each
 * release, and often leave the place out.
 */
export const jsonFault = (text: string): JsonFault | null => {
  let state: State = { expected: 'value', open: [] };
  let offset = 0;
  for (;;) {
    token.lastIndex = offset;
    const match = token.exec(text);
    const next = match === null ? null : afterToken(state, match[1], match[2]);
    if (next === null) break;
    state = next;
    offset = token.lastIndex;
  }
  offset = skipSpace(text, offset);
  const isDone = state.expected === 'end';
  if (isDone && offset === text.length) return null;

  return { offset, because: wording[state.expected], isCutShort: !isDone && fragment.test(text.slice(offset)) };
};
