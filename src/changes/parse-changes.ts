import { Failure } from '../failure.ts';
import { isRecord } from '../is-record.ts';
import { compileCheck, mismatchText } from '../snapshot/check.ts';
import { parseJson } from '../snapshot/json.ts';
import type { Change } from './change.ts';
import { isKind, kindNames, shapeOf } from './shapes.ts';

const hint = 'vpce-audit fix --format json prints such a file.';

/** A list of changes, or what `fix --format json` prints. */
const itemsIn = (value: unknown, where: string): readonly unknown[] => {
  if (Array.isArray(value)) return value;
  if (isRecord(value) && Array.isArray(value.changes)) return value.changes;

  throw new Failure(`${where} holds no changes: a list of them is expected, or an object with "changes"`, hint);
};

function assertChange(value: unknown, place: string): asserts value is Change {
  if (!isRecord(value)) throw new Failure(`${place}: an object is expected`, hint);
  const { kind } = value;
  if (!isKind(kind))
    throw new Failure(
      `${place}.kind: ${kind === undefined ? 'it is missing' : `there is no change ${JSON.stringify(kind)}`}`,
      `There are ${kindNames.join(', ')}.`,
    );
  const mismatch = compileCheck(shapeOf(kind))(value);
  if (mismatch !== undefined) throw new Failure(`${place}.${mismatchText(mismatch)}`, hint);
}

/** An item of a plan says more of a change than the change itself. */
const changeIn = (item: unknown, place: string): Change => {
  const isPlanned = isRecord(item) && 'change' in item;
  if (isRecord(item) && 'commands' in item && !isPlanned)
    throw new Failure(`${place} is told in words and commands alone, as a report tells it`, hint);
  const value: unknown = isPlanned ? item.change : item;
  assertChange(value, isPlanned ? `${place}.change` : place);

  return value;
};

/** Throws a `Failure` that names the place. `where` names the text in messages. */
export const parseChanges = (text: string, where: string): readonly Change[] => {
  const value = parseJson(text, where);
  const root = Array.isArray(value) ? '' : 'changes';

  return itemsIn(value, where).map((item, at) => changeIn(item, `${where}: ${root}[${at}]`));
};
