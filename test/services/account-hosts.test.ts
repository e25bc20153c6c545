import { describe, expect, it } from 'vitest';
import { serviceOf } from '../../src/services/service-of.ts';

const account = '111122223333';
const service = (id: string, region: string) => serviceOf({ id, region, account, offered: undefined });
const dialed = (id: string, region: string) =>
  service(id, region)
    .names.filter(({ primary, dialedByDefault }) => !primary && dialedByDefault)
    .map(({ name }) => name);

/** https://docs.aws.amazon.com/general/latest/gr/ak.html */
describe('hosts with an account id in front', () => {
  it.each([
    [
      'kinesis-streams',
      'eu-west-1',
      [
        '111122223333.data-kinesis.eu-west-1.amazonaws.com',
        '111122223333.data-kinesis.eu-west-1.api.aws',
        '111122223333.control-kinesis.eu-west-1.amazonaws.com',
        '111122223333.control-kinesis.eu-west-1.api.aws',
      ],
    ],
    [
      'dynamodb-streams',
      'cn-north-1',
      [
        '111122223333.streams-ddb.cn-north-1.amazonaws.com.cn',
        '111122223333.streams-ddb.cn-north-1.api.amazonwebservices.com.cn',
      ],
    ],
    ['kinesis-streams', 'us-iso-east-1', []],
    ['dynamodb-streams', 'eusc-de-east-1', []],
    ['s3express', 'eu-west-1', []],
  ])('are dialed for %s in %s', (id, region, names) => {
    expect(dialed(id, region)).toEqual(names);
  });

  it.each([
    ['dynamodb', '*.search-ddb.eu-west-1.amazonaws.com'],
    ['kinesis-streams', '*.data-kinesis-queues.eu-west-1.amazonaws.com'],
  ])('of single operations are other names of %s', (id, host) => {
    expect(service(id, 'eu-west-1').otherNames.map(({ name }) => name)).toContain(host);
  });
});

describe('hosts that old SDKs know a service by', () => {
  const others = (id: string, region: string) => service(id, region).otherNames.map(({ name }) => name);

  it.each([
    ['sqs', 'eu-west-1', 'eu-west-1.queue.amazonaws.com'],
    ['sqs', 'us-east-1', 'queue.amazonaws.com'],
    ['sqs', 'cn-north-1', 'cn-north-1.queue.amazonaws.com.cn'],
    ['sqs', 'us-gov-west-1', 'us-gov-west-1.queue.amazonaws.com'],
    ['elasticmapreduce', 'eu-west-1', 'eu-west-1.elasticmapreduce.amazonaws.com'],
    ['rds', 'us-east-1', 'rds.amazonaws.com'],
  ])('are other names of %s in %s', (id, region, host) => {
    expect(others(id, region)).toContain(host);
  });

  it.each([
    ['sqs', 'us-gov-east-1'],
    ['elasticmapreduce', 'us-east-1'],
    ['elasticmapreduce', 'cn-north-1'],
    ['rds', 'eu-west-1'],
  ])('do not exist for %s in %s', (id, region) => {
    expect(others(id, region).filter((name) => /queue|elasticmapreduce|^rds/.test(name))).toEqual([]);
  });
});
