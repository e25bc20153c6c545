import { Failure } from '../../failure.ts';
import { isRecord } from '../../is-record.ts';
import { parseJson } from '../../snapshot/json.ts';
import type { Shard } from '../../sources/aws/list-shards.ts';

const patterns = {
  account: /^\d{12}$/,
  region: /^(all|[a-z]{2,4}(-[a-z]+)+-\d+)$/,
  roleArn: /^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]+$/,
};

const made = 'Make the work list with vpce-audit shards; a shard is {"account", "region", "roleArn"}.';

const shardIn = (value: unknown, where: string): Shard => {
  if (!isRecord(value)) throw new Failure(`${where} is not an object`, made);
  const { account, region, roleArn = null, accountName } = value;
  const isText = (text: unknown, pattern: RegExp): text is string => typeof text === 'string' && pattern.test(text);
  if (!isText(account, patterns.account)) throw new Failure(`${where}.account is not an account id`, made);
  if (!isText(region, patterns.region)) throw new Failure(`${where}.region is not the name of a Region`, made);
  if (roleArn !== null && !isText(roleArn, patterns.roleArn))
    throw new Failure(`${where}.roleArn is not the ARN of a role, and not null`, made);

  return { account, region, roleArn, ...(typeof accountName === 'string' ? { accountName } : {}) };
};

/** One shard, or a list of them, in JSON. */
export const parseShards = (text: string, where: string): readonly Shard[] => {
  const value: unknown = parseJson(text, where);
  const shards = Array.isArray(value)
    ? value.map((one, at) => shardIn(one, `${where}[${at}]`))
    : [shardIn(value, where)];
  if (shards.length === 0) throw new Failure(`${where} holds no shard`, made);

  return shards;
};
