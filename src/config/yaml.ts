import { type CST, type Document, isMap, isScalar, LineCounter, Parser, parseDocument, visit } from 'yaml';
import { Failure } from '../failure.ts';

const notYaml = (file: string, what: string, cause: unknown): Failure =>
  new Failure(`${file} is not YAML: ${what}`, 'Mend it there.', { cause });

/** Where a map has a key again. The parser's own check takes the square of a map's keys. */
const repeatedAt = (document: Document): number | null => {
  let found: number | null = null;
  visit(document, {
    Map: (_, { items }) => {
      const keys = new Set<unknown>();
      const again = items.find(({ key }) => isScalar(key) && keys.size === keys.add(key.value).size);
      if (again === undefined || !isScalar(again.key)) return undefined;
      found = again.key.range?.[0] ?? 0;

      return visit.BREAK;
    },
  });

  return found;
};

/** Far more than any config nests. */
const deepest = 100;

/** Without recursion: where the stack runs out, Node may abort instead of throwing. */
const isTooDeep = (text: string): boolean => {
  const waiting = [...new Parser().parse(text)].map((token) => ({ token, depth: 0 }));
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { depth } = next;
    if (depth > deepest) return true;
    const nest = (token: CST.Token | null | undefined): void => {
      if (token) waiting.push({ token, depth: depth + 1 });
    };
    if (next.token.type === 'document') nest(next.token.value);
    if ('items' in next.token)
      for (const { key, value } of next.token.items) {
        nest(key);
        nest(value);
      }
  }

  return false;
};

const parsed = (text: string, file: string): unknown => {
  const lines = new LineCounter();
  const document = parseDocument(text, {
    schema: 'failsafe',
    customTags: ['bool', 'null'],
    stringKeys: true,
    uniqueKeys: false,
    prettyErrors: false,
    lineCounter: lines,
    logLevel: 'error',
  });
  const placeOf = (offset: number): string => {
    const { line, col } = lines.linePos(offset);

    return `line ${line}, column ${col}`;
  };
  const [problem] = [...document.errors, ...document.warnings];
  if (problem !== undefined) throw notYaml(file, `${placeOf(problem.pos[0])}: ${problem.message}`, problem);
  const repeated = repeatedAt(document);
  if (repeated !== null) throw notYaml(file, `${placeOf(repeated)}: Map keys must be unique`, null);

  return document.toJS({ maxAliasCount: 100 });
};

/**
 * The value of a YAML file. Only `true`, `false` and `null` are more than text: account ids keep their zeros and dates stay
 * as they are written. `file` names it in messages.
 */
export const parseYaml = (text: string, file: string): unknown => {
  try {
    if (isTooDeep(text)) throw notYaml(file, 'it is nested too deeply', null);

    return parsed(text, file);
  } catch (cause) {
    if (cause instanceof Failure) throw cause;
    throw notYaml(file, cause instanceof Error ? cause.message : String(cause), cause);
  }
};

/** The line of a key, by the steps that lead there; undefined where the text has it in no plain place. */
type LineOfKey = (steps: readonly string[]) => number | undefined;

/** Of the text of a YAML or JSON file. */
export const lineOfKeyIn = (text: string): LineOfKey => {
  const lines = new LineCounter();
  const { contents } = parseDocument(text, { uniqueKeys: false, lineCounter: lines, logLevel: 'silent' });

  return (steps) => {
    let node: unknown = contents;
    let key: unknown;
    for (const step of steps) {
      const pair = isMap(node) ? node.items.find((item) => isScalar(item.key) && item.key.value === step) : undefined;
      node = pair?.value;
      key = pair?.key;
    }

    return isScalar(key) && key.range ? lines.linePos(key.range[0]).line : undefined;
  };
};
