import { Failure } from '../failure.ts';
import { jsonFault } from './json-fault.ts';
import { repeatedKey } from './repeated-key.ts';

const placeOf = (text: string, offset: number): string => {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  const line = text.slice(0, lineStart).split('\n').length;

  return `line ${line}, column ${offset - lineStart + 1}`;
};

const notJson = (text: string, where: string, cause: unknown): Failure => {
  const fault = jsonFault(text);
  if (fault === null) return new Failure(`${where} cannot be parsed`, 'It may be nested too deeply.', { cause });
  if (!fault.isCutShort) {
    const place = placeOf(text, fault.offset);
    return new Failure(`${where} is not JSON: at ${place} ${fault.because}`, 'Mend it there, or write it again.', {
      cause,
    });
  }

  return new Failure(
    `${where} is cut short: it ends at ${placeOf(text, text.length)}, where ${fault.because}`,
    'The command that wrote it was probably interrupted: write it again.',
    { cause },
  );
};

/** `where` names the text in messages. A byte-order mark is ignored. */
export const parseJson = (text: string, where: string): unknown => {
  const json = text.startsWith('\ufeff') ? text.slice(1) : text;
  if (json.trim() === '') {
    throw new Failure(
      `${where} is empty`,
      'The command that wrote it probably failed: look at what it said, and write it again.',
    );
  }

  try {
    return JSON.parse(json);
  } catch (cause) {
    throw notJson(json, where, cause);
  }
};

/** The same for a file that people write and merge by hand: no key may stand in it twice. */
export const parseUniqueJson = (text: string, where: string): unknown => {
  const value = parseJson(text, where);
  const repeated = repeatedKey(text);
  if (repeated === null) return value;

  throw new Failure(
    `${where}: at ${placeOf(text, repeated.offset)} the key ${JSON.stringify(repeated.key)} stands a second time`,
    'Keep one of the two.',
  );
};
