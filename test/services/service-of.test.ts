import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cataloguedServices } from '../../src/services/catalogue.ts';
import type { OfferedService } from '../../src/services/service.ts';
import { serviceOf } from '../../src/services/service-of.ts';
import { shortIdOf } from '../../src/services/short-id.ts';

const account = '111122223333';
const regions = [
  'us-east-1',
  'ap-northeast-2',
  'cn-north-1',
  'us-gov-west-1',
  'us-iso-east-1',
  'us-isob-east-1',
  'eu-isoe-west-1',
  'us-isof-south-1',
  'eusc-de-east-1',
];

const offer = (serviceName: string, privateNames: string[] = [], type = 'Interface'): OfferedService => ({
  serviceName,
  type,
  privateNames,
});

describe('names of S3', () => {
  test('outside us-east-1 are the regional host, its buckets and the dual-stack hosts', () => {
    const { names } = serviceOf({ id: 's3', region: 'ap-northeast-2', account, offered: undefined });

    expect(names.map(({ name, family, primary, dialedByDefault }) => [name, family, primary, dialedByDefault])).toEqual(
      [
        ['s3.ap-northeast-2.amazonaws.com', 'ipv4', true, true],
        ['s3.dualstack.ap-northeast-2.amazonaws.com', 'ipv6', true, true],
        ['*.s3.ap-northeast-2.amazonaws.com', 'ipv4', false, true],
        ['s3.dualstack.ap-northeast-2.amazonaws.com', 'ipv4', false, false],
        ['*.s3.dualstack.ap-northeast-2.amazonaws.com', 'ipv6', false, true],
      ],
    );
  });

  test('in us-east-1 hold the global host that boto3 dials by default', () => {
    const { names } = serviceOf({ id: 's3', region: 'us-east-1', account, offered: undefined });
    const global = names.filter(({ name }) => name.endsWith('s3.amazonaws.com'));

    expect(global.map(({ name, dialedByDefault }) => [name, dialedByDefault])).toEqual([
      ['s3.amazonaws.com', true],
      ['*.s3.amazonaws.com', true],
    ]);
    expect(global.every(({ dialedBy }) => dialedBy?.includes('boto3'))).toBe(true);
  });

  test('leave dash-Region and FIPS hosts to the other names', () => {
    const { names, otherNames } = serviceOf({ id: 's3', region: 'us-west-2', account, offered: undefined });

    expect(otherNames.map(({ name }) => name)).toEqual([
      's3-fips.us-west-2.amazonaws.com',
      's3-us-west-2.amazonaws.com',
    ]);
    expect(names.map(({ name }) => name)).not.toContain('s3-us-west-2.amazonaws.com');
  });

  test('have no dash-Region host in a Region that opened after they were given up', () => {
    expect(serviceOf({ id: 's3', region: 'eu-south-1', account, offered: undefined }).otherNames).toEqual([]);
  });
});

describe('names of DynamoDB', () => {
  const namesIn = (region: string, owner: string | null) =>
    serviceOf({ id: 'dynamodb', region, account: owner, offered: undefined }).names.map(({ name }) => name);

  test('hold the account’s own host in both families', () => {
    expect(namesIn('eu-west-1', account)).toEqual([
      'dynamodb.eu-west-1.amazonaws.com',
      'dynamodb.eu-west-1.api.aws',
      '111122223333.ddb.eu-west-1.amazonaws.com',
      '111122223333.ddb.eu-west-1.api.aws',
    ]);
  });

  test('say the account’s host with a wildcard where the account is not known', () => {
    expect(namesIn('eu-west-1', null)).toContain('*.ddb.eu-west-1.amazonaws.com');
  });

  test.each(['cn-north-1', 'us-gov-west-1'])('hold the account’s host in %s too', (region) => {
    expect(namesIn(region, account)).toHaveLength(4);
  });

  test.each(['eusc-de-east-1', 'us-iso-east-1'])('have no account’s host in %s', (region) => {
    expect(namesIn(region, account)).toHaveLength(2);
  });
});

test('STS has its global host as a name that only older SDKs dial', () => {
  const { names } = serviceOf({ id: 'sts', region: 'eu-west-1', account, offered: undefined });
  const global = names.find(({ name }) => name === 'sts.amazonaws.com');

  expect(global).toMatchObject({ primary: false, dialedByDefault: false, family: 'ipv4' });
  expect(serviceOf({ id: 'sts', region: 'cn-north-1', account, offered: undefined }).names).toHaveLength(2);
});

test('S3 Express has the hosts of directory buckets in the zones asked about', () => {
  const { names } = serviceOf({
    id: 's3express',
    region: 'us-west-2',
    account,
    offered: undefined,
    zoneIds: ['usw2-az1'],
  });

  expect(names.filter(({ primary }) => !primary).map(({ name }) => name)).toEqual([
    '*.s3express-usw2-az1.us-west-2.amazonaws.com',
    '*.s3express-usw2-az1.dualstack.us-west-2.amazonaws.com',
  ]);
});

describe('a service outside the catalogue', () => {
  const hosts = (offered: OfferedService[], id = 'newthing') =>
    serviceOf({ id, region: 'us-east-1', account, offered }).names.map(({ name }) => name);

  test('is called by the pattern where nothing is offered', () => {
    expect(hosts([])).toEqual(['newthing.us-east-1.amazonaws.com', 'newthing.us-east-1.api.aws']);
  });

  test('is called by its private names, never by a FIPS one', () => {
    const names = ['a-fips.us-east-1.amazonaws.com', 'b.us-east-1.amazonaws.com', 'b.us-east-1.api.aws'];

    expect(hosts([offer('com.amazonaws.us-east-1.newthing', names)])).toEqual([
      'b.us-east-1.amazonaws.com',
      'b.us-east-1.api.aws',
    ]);
  });

  test('that only has a dual-stack name is dialed there in both families', () => {
    expect(hosts([offer('aws.api.us-east-1.newthing', ['newthing.us-east-1.api.aws'])])).toEqual([
      'newthing.us-east-1.api.aws',
      'newthing.us-east-1.api.aws',
    ]);
  });

  test('with a domain of its own is dialed there', () => {
    const studio = offer('aws.sagemaker.us-east-1.studio', ['*.studio.us-east-1.sagemaker.aws']);

    expect(hosts([studio], 'studio')).toEqual(['*.studio.us-east-1.sagemaker.aws', '*.studio.us-east-1.sagemaker.aws']);
  });

  test('of somebody else has its endpoint service’s base name', () => {
    expect(hosts([], 'vpce-svc-0a1b')).toEqual([
      'vpce-svc-0a1b.us-east-1.vpce.amazonaws.com',
      'vpce-svc-0a1b.us-east-1.vpce.amazonaws.com',
    ]);
  });
});

describe('PrivateLink names match exactly', () => {
  const offered = [
    offer('com.amazonaws.cn-north-1.ec2'),
    offer('cn.com.amazonaws.cn-north-1.ec2messages'),
    offer('com.amazonaws.cn-north-1.s3', [], 'Gateway'),
    offer('cn.com.amazonaws.cn-north-1.s3'),
    offer('cn.com.amazonaws.cn-north-1.s3express', [], 'Gateway'),
    offer('cn.com.amazonaws.cn-north-1.s3-outposts'),
  ];
  const offeredNamesOf = (id: string) => {
    const { serviceNames } = serviceOf({ id, region: 'cn-north-1', account, offered });
    return offered.map(({ serviceName }) => serviceName).filter((name) => serviceNames.includes(name));
  };

  test.each([
    ['ec2', ['com.amazonaws.cn-north-1.ec2']],
    ['ec2messages', ['cn.com.amazonaws.cn-north-1.ec2messages']],
    ['s3', ['com.amazonaws.cn-north-1.s3', 'cn.com.amazonaws.cn-north-1.s3']],
    ['s3express', ['cn.com.amazonaws.cn-north-1.s3express']],
    ['s3-outposts', ['cn.com.amazonaws.cn-north-1.s3-outposts']],
  ])('%s is %j', (id, names) => {
    expect(offeredNamesOf(id)).toEqual(names);
  });

  test('what the Region offers comes first', () => {
    const only = [offer('cn.com.amazonaws.cn-north-1.sqs')];

    expect(serviceOf({ id: 'sqs', region: 'cn-north-1', account, offered: only }).serviceNames.slice(0, 2)).toEqual([
      'cn.com.amazonaws.cn-north-1.sqs',
      'com.amazonaws.cn-north-1.sqs',
    ]);
  });
});

describe('gateway endpoints', () => {
  test('exist for S3, DynamoDB and S3 Express, each with prefix lists of its own', () => {
    const listsOf = (id: string) => serviceOf({ id, region: 'us-east-1', account, offered: undefined }).prefixListNames;

    expect(listsOf('s3').ipv4).toEqual(['com.amazonaws.us-east-1.s3']);
    expect(listsOf('s3express').ipv4).toEqual(['com.amazonaws.us-east-1.s3express']);
    expect(listsOf('dynamodb').ipv6).toEqual([
      'com.amazonaws.us-east-1.ipv6.dynamodb',
      'com.amazonaws.us-east-1.dynamodb',
    ]);
    expect(listsOf('ec2')).toEqual({ ipv4: [], ipv6: [] });
  });

  test('of a service that AWS adds later are seen in what the Region offers', () => {
    const offered = [offer('com.amazonaws.us-east-1.kms', [], 'GATEWAY')];

    expect(serviceOf({ id: 'kms', region: 'us-east-1', account, offered }).hasGateway).toBe(true);
    expect(serviceOf({ id: 'kms', region: 'us-east-1', account, offered: [] }).hasGateway).toBe(false);
  });
});

const anyId = fc.oneof(
  fc.constantFrom(...cataloguedServices),
  fc.stringMatching(/^[a-z][a-z0-9]{0,8}([.-][a-z0-9]{1,6})?$/),
);
const anyWorld = fc.record({
  id: anyId,
  region: fc.constantFrom(...regions),
  account: fc.constantFrom(account, null),
  privateNames: fc.array(fc.domain(), { maxLength: 3 }),
});

test('a service has exactly one primary name a family, and no name twice', () => {
  fc.assert(
    fc.property(anyWorld, ({ id, region, account: owner, privateNames }) => {
      const offered = [offer(`com.amazonaws.${region}.${id}`, privateNames)];
      const { names, otherNames } = serviceOf({ id, region, account: owner, offered, zoneIds: ['a1-az1'] });
      const keys = [...names, ...otherNames].map(({ name, family }) => `${family} ${name}`);

      for (const family of ['ipv4', 'ipv6']) {
        expect(names.filter((name) => name.primary && name.family === family)).toHaveLength(1);
      }
      expect(new Set(keys).size).toBe(keys.length);
      expect(otherNames.every((name) => !name.primary && !name.dialedByDefault && name.dialedBy !== null)).toBe(true);
    }),
  );
});

test('every PrivateLink name of a service leads back to it', () => {
  fc.assert(
    fc.property(anyWorld, ({ id, region }) => {
      const { serviceNames } = serviceOf({ id, region, account, offered: undefined });

      expect(serviceNames.map((name) => shortIdOf(name, region))).toEqual(serviceNames.map(() => id));
    }),
  );
});
