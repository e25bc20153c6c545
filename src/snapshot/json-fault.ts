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
  /** The closing brackets that are still to come, innermost last. A copy a bracket would take for ever where they are many. */
  readonly open: string[];
}

const afterValue = (open: string[]): Expected => (open.length === 0 ? 'end' : 'comma');

const closes = ({ expected, open }: State, bracket: string): boolean =>
  open.at(-1) === bracket && (expected === 'comma' || expected === (bracket === '}' ? 'first-key' : 'first-value'));

const isValueExpected = ({ expected }: State): boolean => expected === 'value' || expected === 'first-value';

const afterPunctuation = (state: State, mark: string): Expected | null => {
  const { expected, open } = state;
  if (mark === ':') return expected === 'colon' ? 'value' : null;
  if (mark === ',' && expected === 'comma') return open.at(-1) === '}' ? 'key' : 'value';
  if (closes(state, mark)) {
    open.pop();
    return afterValue(open);
  }
  if (!isValueExpected(state) || (mark !== '{' && mark !== '[')) return null;
  open.push(mark === '{' ? '}' : ']');

  return mark === '{' ? 'first-key' : 'first-value';
};

const afterToken = (state: State, mark: string | undefined, text: string | undefined): Expected | null => {
  if (mark !== undefined) return afterPunctuation(state, mark);
  if (isValueExpected(state)) return afterValue(state.open);
  const isKey = text !== undefined && (state.expected === 'key' || state.expected === 'first-key');

  return isKey ? 'colon' : null;
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
  const open: string[] = [];
  let expected: Expected = 'value';
  let offset = 0;
  for (;;) {
    token.lastIndex = offset;
    const match = token.exec(text);
    const next: Expected | null = match === null ? null : afterToken({ expected, open }, match[1], match[2]);
    if (next === null) break;
    expected = next;
    offset = token.lastIndex;
  }
  offset = skipSpace(text, offset);
  const isDone = expected === 'end';
  if (isDone && offset === text.length) return null;

  return { offset, because: wording[expected], isCutShort: !isDone && fragment.test(text.slice(offset)) };
};
