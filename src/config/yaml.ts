import { isMap, isScalar, LineCounter, parseDocument } from 'yaml';
import { Failure } from '../failure.ts';

const notYaml = (file: string, what: string, cause: unknown): Failure =>
  new Failure(`${file} is not YAML: ${what}`, 'Mend it there.', { cause });

/**
 * The value of a YAML file. Only `true`, `false` and `null` are more than text: account ids keep their zeros and dates stay
 * as they are written. `file` names it in messages.
 */
export const parseYaml = (text: string, file: string): unknown => {
  const lines = new LineCounter();
  const document = parseDocument(text, {
    schema: 'failsafe',
    customTags: ['bool', 'null'],
    stringKeys: true,
    prettyErrors: false,
    lineCounter: lines,
    logLevel: 'error',
  });
  const [problem] = [...document.errors, ...document.warnings];
  if (problem !== undefined) {
    const { line, col } = lines.linePos(problem.pos[0]);
    throw notYaml(file, `line ${line}, column ${col}: ${problem.message}`, problem);
  }

  try {
    return document.toJS({ maxAliasCount: 100 });
  } catch (cause) {
    throw notYaml(file, cause instanceof Error ? cause.message : String(cause), cause);
  }
};

/** The line of a key, by the steps that lead there; undefined where the text has it in no plain place. */
type LineOfKey = (steps: readonly string[]) => number | undefined;

/** Of the text of a YAML or JSON file. */
export const lineOfKeyIn = (text: string): LineOfKey => {
  const lines = new LineCounter();
  const { contents } = parseDocument(text, { lineCounter: lines, logLevel: 'silent' });

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
