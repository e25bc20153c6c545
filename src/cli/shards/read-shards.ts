import { Failure } from '../../failure.ts';
import { by } from '../../order.ts';
import type { Shard } from '../../sources/aws/list-shards.ts';
import { readText } from '../read-text.ts';
import { isS3Uri } from '../s3-uri.ts';
import { parseShards } from './parse-shards.ts';

/** A work list of its own, by the name of its file or object. */
export const readWorkList = async (file: string): Promise<readonly Shard[]> =>
  parseShards(isS3Uri(file) ? await (await import('../s3-objects.ts')).readObjectText(file) : readText(file), file);

const outside = (given: string, count: number, what: string): Failure =>
  new Failure(`${given}: there is no such ${what}`, `They are counted from 0 to ${count - 1}.`);

/** Accounts stay together as far as they can: what is asked once an account is asked in few parts. */
const partOf = (shards: readonly Shard[], part: number, parts: number): readonly Shard[] => {
  const start = (n: number): number => Math.floor((n * shards.length) / parts);

  return [...shards].sort(by(({ account }) => account)).slice(start(part), start(part + 1));
};

/**
 * What `--shard` means: JSON itself; a work list; `FILE#3`, the fourth piece of it; `FILE#3/20`, the fourth of twenty
 * parts, of which some are empty where there are not as many pieces.
 */
export const readShards = async (given: string): Promise<readonly Shard[]> => {
  if (/^\s*[[{]/.test(given)) return parseShards(given, '--shard');
  const [, file = given, index, parts] = /^(.+)#(\d{1,6})(?:\/(\d{1,6}))?$/s.exec(given) ?? [];
  const shards = await readWorkList(file);
  if (index === undefined) return shards;
  if (parts !== undefined) {
    if (Number(parts) === 0) throw new Failure(`${given}: there are no parts`, 'Give FILE#0/20, the first of twenty.');
    if (Number(index) >= Number(parts)) throw outside(given, Number(parts), 'part');
    return partOf(shards, Number(index), Number(parts));
  }
  const shard = shards[Number(index)];
  if (shard === undefined) throw outside(given, shards.length, 'piece');

  return [shard];
};
