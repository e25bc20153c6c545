import { describe, expect, test } from 'vitest';
import { cataloguedServices } from '../../src/services/catalogue.ts';
import { resolveServices, type ServiceRequest } from '../../src/services/resolve-services.ts';
import type { OfferedService } from '../../src/services/service.ts';
import { serviceSets } from '../../src/services/sets.ts';

const unread = { region: 'us-east-1', account: '111122223333', offered: undefined, present: [] };

const offer = (...ids: string[]): OfferedService[] =>
  ids.map((id) => ({ serviceName: `com.amazonaws.us-east-1.${id}`, type: 'Interface', privateNames: [] }));

function idsOf(request: Partial<ServiceRequest>) {
  const resolved = resolveServices({ ...unread, requested: [], ...request });
  const [unknown] = resolved.unknown;

  return unknown === undefined
    ? resolved.services.map(({ id }) => id)
    : { unknown: unknown.asked, nearest: unknown.nearest };
}

test('nothing asked for is S3, DynamoDB and the EC2 API', () => {
  expect(idsOf({})).toEqual(['s3', 'dynamodb', 'ec2']);
});

test('services come in the order asked for, each once', () => {
  expect(idsOf({ requested: ['sts', 's3', 'com.amazonaws.us-east-1.sts', 'ecr.api', 's3'] })).toEqual([
    'sts',
    's3',
    'ecr.api',
  ]);
});

test.each([
  ['kinesis', 'kinesis-streams'],
  ['firehose', 'kinesis-firehose'],
  ['cloudwatch', 'monitoring'],
  ['stepfunctions', 'states'],
  ['dynamodbstreams', 'dynamodb-streams'],
  [' S3 ', 's3'],
])('“%s” means %s', (asked, id) => {
  expect(idsOf({ requested: [asked] })).toEqual([id]);
});

test.each([
  ['dkr', 'ecr.dkr'],
  ['notebook', 'notebook'],
  ['sagemaker.notebook', 'notebook'],
  ['ecs-agent', 'ecs-agent'],
])('the last part of a name will do: “%s” is %s', (asked, id) => {
  const offered = [
    ...offer('ecr.api', 'ecr.dkr', 'sagemaker.api', 'ecs-agent'),
    {
      serviceName: 'aws.sagemaker.us-east-1.notebook',
      type: 'Interface',
      privateNames: ['*.notebook.us-east-1.sagemaker.aws'],
    },
  ];

  expect(idsOf({ requested: [asked], offered })).toEqual([id]);
  expect(idsOf({ requested: ['api'], offered })).toMatchObject({ unknown: 'api' });
});

test('a full name of another Region is no service of this one', () => {
  expect(idsOf({ requested: ['com.amazonaws.eu-west-1.s3'] })).toMatchObject({ unknown: 'com.amazonaws.eu-west-1.s3' });
  expect(idsOf({ requested: ['com.amazonaws.us-east-1.s3'] })).toEqual(['s3']);
});

test('a service that the Region offers by the name of an alias is that service', () => {
  expect(idsOf({ requested: ['firehose'], offered: offer('firehose', 'kinesis-firehose') })).toEqual(['firehose']);
});

describe('where the Region’s endpoint services were read', () => {
  const offered = offer('ec2messages', 's3-outposts', 'kms');

  test('what they list is known, and so are the default services', () => {
    expect(idsOf({ requested: ['kms', 's3', 'dynamodb', 'ec2'], offered })).toEqual(['kms', 's3', 'dynamodb', 'ec2']);
  });

  test('what they do not list is unknown', () => {
    expect(idsOf({ requested: ['s3express'], offered })).toEqual({ unknown: 's3express', nearest: null });
  });

  test('an alias of what they do not list is unknown, and never suggested', () => {
    expect(idsOf({ requested: ['stepfunctions'], offered })).toEqual({ unknown: 'stepfunctions', nearest: null });
    expect(idsOf({ requested: ['stepfunction'], offered })).toEqual({ unknown: 'stepfunction', nearest: null });
  });

  test('what a VPC has an endpoint for is known all the same', () => {
    expect(idsOf({ requested: ['sqs'], offered, present: ['sqs'] })).toEqual(['sqs']);
  });

  test('a name is never matched by a part of it', () => {
    expect(idsOf({ requested: ['messages'], offered })).toMatchObject({ unknown: 'messages' });
    expect(idsOf({ requested: ['ec2messages', 'ec2'], offered })).toEqual(['ec2messages', 'ec2']);
  });
});

describe('all', () => {
  test('is the default services and what the VPCs have endpoints for, but for other people’s services', () => {
    expect(idsOf({ requested: ['all'], present: ['sqs', 'kms', 'vpce-svc-0a1b', 'sqs', 's3'] })).toEqual([
      's3',
      'dynamodb',
      'ec2',
      'kms',
      'sqs',
    ]);
  });

  test('is the default services where there is no endpoint', () => {
    expect(idsOf({ requested: ['all'], present: [] })).toEqual(['s3', 'dynamodb', 'ec2']);
  });
});

describe('an unknown service', () => {
  test.each([
    ['dynamo-db', 'dynamodb'],
    ['ecr.apii', 'ecr.api'],
    ['ecr', '@ecr'],
    ['@esk', '@eks'],
    ['@ecs', '@ecr'],
    ['secretmanager', 'secretsmanager'],
    ['zzzzzzzzzz', null],
    ['constructor', null],
    ['', null],
  ])('“%s” may have meant %s', (asked, suggestion) => {
    expect(idsOf({ requested: ['s3', asked] })).toEqual({ unknown: asked, nearest: suggestion });
  });
});

describe('sets', () => {
  test.each(serviceSets)(
    '$name holds catalogued services, an AWS page and no service twice',
    ({ name, services, sources }) => {
      expect(cataloguedServices).toEqual(expect.arrayContaining([...services]));
      expect(new Set(services).size).toBe(services.length);
      expect(sources.length).toBeGreaterThan(0);
      expect(sources.every((source) => source.startsWith('https://docs.aws.amazon.com/'))).toBe(true);
      expect(idsOf({ requested: [name] })).toEqual(services);
    },
  );

  test('that pull images include S3', () => {
    const pulling = serviceSets.filter(({ services }) => services.includes('ecr.dkr'));

    expect(pulling.map(({ name }) => name)).toEqual(['@batch', '@ecr', '@ecs-ec2', '@ecs-fargate', '@eks']);
    expect(pulling.every(({ services }) => services.includes('s3'))).toBe(true);
  });

  test('keep members that the Region does not offer: their traffic exists all the same', () => {
    expect(idsOf({ requested: ['@ecr'], offered: offer('kms') })).toEqual(['ecr.api', 'ecr.dkr', 's3']);
  });

  test('mix with services', () => {
    expect(idsOf({ requested: ['kms', '@ecr', 'ecr.api'] })).toEqual(['kms', 'ecr.api', 'ecr.dkr', 's3']);
  });
});

test('what the Region offers reaches the services', () => {
  const offered = [{ serviceName: 'cn.com.amazonaws.cn-north-1.s3', type: 'Gateway', privateNames: [] }];
  const resolved = resolveServices({ ...unread, region: 'cn-north-1', requested: ['s3'], offered });

  expect(resolved).toMatchObject({ services: [{ id: 's3', hasGateway: true }] });
  expect('services' in resolved && resolved.services[0]?.serviceNames[0]).toBe('cn.com.amazonaws.cn-north-1.s3');
});

test('tells which were asked for by name or set', () => {
  const askedFor = (requested: readonly string[]) =>
    resolveServices({ ...unread, requested, present: ['kms'] }).askedFor;

  expect(askedFor([])).toEqual([]);
  expect(askedFor(['all'])).toEqual([]);
  expect(askedFor(['all', 'sts'])).toEqual(['sts']);
  expect(askedFor(['@ecs-fargate'])).toContain('ecr.dkr');
});
