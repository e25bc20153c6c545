import { Failure } from '../failure.ts';
import { recordParser } from './record-parser.ts';

const longestLine = 2 ** 28;
const key = /^"(?:[^"\\]|\\.)*"\s*:\s*/;

/** An object or array that is not closed yet. */
interface Frame {
  readonly close: '}' | ']';
  /** The key it stands at in the frame around it. */
  readonly key: string;
  readonly entries: [string, unknown][];
  next: 'any' | 'element' | 'close';
}

export interface LineReader {
  push(text: string): void;
  /** The whole value. */
  end(): unknown;
}

const opened = (bracket: string, at: string): Frame => ({
  close: bracket === '{' ? '}' : ']',
  key: at,
  entries: [],
  next: 'any',
});

const contentsOf = ({ close, entries }: Frame): unknown =>
  close === '}' ? Object.fromEntries(entries) : entries.map(([, element]) => element);

/** How far a reader has come. */
interface Progress {
  readonly where: string;
  readonly root: Frame;
  /** The root, and in it what is not closed yet, innermost last. */
  readonly stack: Frame[];
  line: number;
  /** The start of a line whose end has not come yet. */
  carry: string;
  readonly parse: (json: string) => unknown;
}

const fault = ({ where, line }: Progress, because: string, cause?: unknown): Failure =>
  new Failure(`${where} cannot be read: line ${line}: ${because}`, 'Write it again with vpce-audit collect.', {
    cause,
  });

const parseLine = (progress: Progress, json: string): unknown => {
  try {
    return progress.parse(json);
  } catch (cause) {
    throw fault(progress, 'not one whole JSON value', cause);
  }
};

const add = (progress: Progress, frame: Frame, at: string, value: unknown, hasComma: boolean): void => {
  if (frame.next === 'close') throw fault(progress, 'a "," is missing before it');
  frame.entries.push([at, value]);
  frame.next = hasComma ? 'element' : 'close';
};

const close = (progress: Progress, bracket: string, hasComma: boolean): void => {
  const frame = progress.stack.pop();
  const parent = progress.stack.at(-1);
  if (frame?.close !== bracket || parent === undefined) throw fault(progress, `"${bracket}" closes nothing`);
  if (frame.next === 'element') throw fault(progress, `an element is expected before "${bracket}"`);
  add(progress, parent, frame.key, contentsOf(frame), hasComma);
};

const open = (progress: Progress, content: string, hasComma: boolean): void => {
  const { root, stack } = progress;
  const frame = stack.at(-1) ?? root;
  const label = frame.close === '}' ? key.exec(content)?.[0] : '';
  if (label === undefined) throw fault(progress, 'a key is expected');
  const at = label === '' ? '' : String(parseLine(progress, label.slice(0, label.lastIndexOf(':'))));
  const value = content.slice(label.length);
  if (value !== '{' && value !== '[') add(progress, frame, at, parseLine(progress, value), hasComma);
  else if (frame.next === 'close' || hasComma) throw fault(progress, `"${value}" cannot stand here`);
  else stack.push(opened(value, at));
};

const takeLine = (progress: Progress, text: string): void => {
  progress.line += 1;
  const trimmed = text.trim();
  if (trimmed === '') return;
  const hasComma = trimmed.endsWith(',');
  const content = hasComma ? trimmed.slice(0, -1).trimEnd() : trimmed;
  if (content === '}' || content === ']') close(progress, content, hasComma);
  else open(progress, content, hasComma);
};

const wholeValue = (progress: Progress): unknown => {
  const { root, stack } = progress;
  const [only, ...others] = root.entries;
  if (stack.length > 1 || only === undefined) throw fault(progress, 'the file ends in the middle: it is cut short');
  if (others.length > 0 || root.next === 'element') throw fault(progress, 'more than one JSON value');

  return only[1];
};

/**
 * Reads JSON that is laid out a bracket, a field or a record a line, as snapshots are written,
 * and never holds more text than a line.
 */
export const lineReader = (where: string): LineReader => {
  const root = opened('[', '');
  const progress: Progress = { where, root, stack: [root], line: 0, carry: '', parse: recordParser() };

  return {
    push(text) {
      let start = 0;
      for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', start)) {
        takeLine(progress, progress.carry + text.slice(start, end));
        progress.carry = '';
        start = end + 1;
      }
      progress.carry += text.slice(start);
      if (progress.carry.length > longestLine) throw fault(progress, 'it is too long to be read in one piece');
    },
    end() {
      takeLine(progress, progress.carry);
      progress.carry = '';

      return wholeValue(progress);
    },
  };
};
