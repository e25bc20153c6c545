import { Failure } from '../failure.ts';

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

/**
 * Reads JSON that is laid out a bracket, a field or a record a line, as snapshots are written,
 * and never holds more text than a line.
 */
export const lineReader = (where: string): LineReader => {
  const root: Frame = opened('[', '');
  const stack: Frame[] = [root];
  let carry = '';
  let line = 0;

  const fault = (because: string, cause?: unknown): Failure =>
    new Failure(`${where} cannot be read: line ${line}: ${because}`, 'Write it again with vpce-audit collect.', {
      cause,
    });

  const parse = (json: string): unknown => {
    try {
      return JSON.parse(json);
    } catch (cause) {
      throw fault('not one whole JSON value', cause);
    }
  };

  const add = (frame: Frame, at: string, value: unknown, hasComma: boolean): void => {
    if (frame.next === 'close') throw fault('a "," is missing before it');
    frame.entries.push([at, value]);
    frame.next = hasComma ? 'element' : 'close';
  };

  const close = (bracket: string, hasComma: boolean): void => {
    const frame = stack.pop();
    const parent = stack.at(-1);
    if (frame?.close !== bracket || parent === undefined) throw fault(`"${bracket}" closes nothing`);
    if (frame.next === 'element') throw fault(`an element is expected before "${bracket}"`);
    add(parent, frame.key, contentsOf(frame), hasComma);
  };

  const open = (content: string, hasComma: boolean): void => {
    const frame = stack.at(-1) ?? root;
    const label = frame.close === '}' ? key.exec(content)?.[0] : '';
    if (label === undefined) throw fault('a key is expected');
    const at = label === '' ? '' : String(parse(label.slice(0, label.lastIndexOf(':'))));
    const value = content.slice(label.length);
    if (value !== '{' && value !== '[') add(frame, at, parse(value), hasComma);
    else if (frame.next === 'close' || hasComma) throw fault(`"${value}" cannot stand here`);
    else stack.push(opened(value, at));
  };

  const take = (text: string): void => {
    line += 1;
    const trimmed = text.trim();
    if (trimmed === '') return;
    const hasComma = trimmed.endsWith(',');
    const content = hasComma ? trimmed.slice(0, -1).trimEnd() : trimmed;
    if (content === '}' || content === ']') close(content, hasComma);
    else open(content, hasComma);
  };

  return {
    push(text) {
      let start = 0;
      for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', start)) {
        take(carry + text.slice(start, end));
        carry = '';
        start = end + 1;
      }
      carry += text.slice(start);
      if (carry.length > longestLine) throw fault('it is too long to be read in one piece');
    },
    end() {
      take(carry);
      carry = '';
      const [only, ...others] = root.entries;
      if (stack.length > 1 || only === undefined) throw fault('the file ends in the middle: it is cut short');
      if (others.length > 0 || root.next === 'element') throw fault('more than one JSON value');
      return only[1];
    },
  };
};
