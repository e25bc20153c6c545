import { Failure } from '../failure.ts';
import { isRecord } from '../is-record.ts';
import { compileCheck, mismatchText } from './check.ts';
import { decodeText } from './decode.ts';
import { parseJson } from './json.ts';
import { lineReader } from './line-reader.ts';
import { snapshotJsonSchema } from './published-schema.ts';
import type { Snapshot } from './schema.ts';
import { scopeKey } from './scope-key.ts';

/** Strings of V8 end here. */
const longestText = 0x1fffffe8;

const check = compileCheck(snapshotJsonSchema);

const made = 'Make a snapshot with vpce-audit collect -o FILE; for saved output of the AWS CLI use --aws-cli DIR.';

/** The cause of a failure where the text is whole, and of something that holds no facts. */
export const somethingElse = Symbol();

function assertSnapshot(value: unknown, where: string): asserts value is Snapshot {
  const version = isRecord(value) ? value.schemaVersion : undefined;
  if (typeof version === 'number' && version > 1) {
    throw new Failure(`${where} is of version ${version}; this vpce-audit reads version 1`, 'Update vpce-audit.');
  }
  if (version !== 1)
    throw new Failure(`${where} is not a snapshot: it has no schemaVersion 1`, made, { cause: somethingElse });
  if (isRecord(value) && 'paths' in value && 'findings' in value)
    throw new Failure(`${where} is a report, not a snapshot`, made, { cause: somethingElse });
  const mismatch = check(value);
  if (mismatch !== undefined) throw new Failure(`${where}: ${mismatchText(mismatch)}`, `Make it again. ${made}`);
}

const assertUniqueScopes = ({ scopes }: Snapshot, where: string): void => {
  const seen = new Map<string, number>();
  for (const [index, one] of scopes.entries()) {
    const scope = scopeKey(one);
    const first = seen.get(scope);
    if (first !== undefined) {
      throw new Failure(
        `${where}: scopes[${first}] and scopes[${index}] are of the same account and region`,
        'Keep the newer of the two.',
      );
    }
    seen.set(scope, index);
  }
};

const checked = (value: unknown, where: string): Snapshot => {
  assertSnapshot(value, where);
  assertUniqueScopes(value, where);

  return value;
};

/** `where` names the text in messages, which say the place and the way out. */
export const parseSnapshot = (text: string, where: string): Snapshot => checked(parseJson(text, where), where);

/** Brackets on lines of their own: written by us, or indented by others. */
const isLaidOut = (start: string): boolean => /^\ufeff?\s*\{\s*\n/.test(start);

const tooLarge = (where: string): Failure =>
  new Failure(
    `${where} is too large to be read as one line`,
    'Lay it out a record a line, as vpce-audit collect writes it; jq . does, too.',
  );

/**
 * Reads a snapshot of any size. `wholeUpTo` is the number of characters up to which it is
 * parsed in one piece, whatever its layout.
 */
export const readSnapshot = async (
  chunks: AsyncIterable<Uint8Array | string>,
  where: string,
  wholeUpTo = 2 ** 25,
): Promise<Snapshot> => {
  const pieces: string[] = [];
  const lines = lineReader(where);
  let length = 0;
  let byLine = false;
  for await (const text of decodeText(chunks, where)) {
    length += text.length;
    if (byLine) lines.push(text);
    else pieces.push(text);
    if (byLine || length <= wholeUpTo) continue;
    byLine = isLaidOut(pieces.slice(0, 4).join(''));
    if (byLine) for (const piece of pieces.splice(0)) lines.push(piece);
    else if (length > longestText) throw tooLarge(where);
  }

  return byLine ? checked(lines.end(), where) : parseSnapshot(pieces.join(''), where);
};
