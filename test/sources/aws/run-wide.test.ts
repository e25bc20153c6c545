import { describe, expect, it } from 'vitest';
import type { Sections } from '../../../src/snapshot/schema.ts';
import type { Collection } from '../../../src/sources/aws/collection.ts';
import { awsLimits } from '../../../src/sources/aws/limits.ts';
import { runWide } from '../../../src/sources/aws/run-wide.ts';

const counter = () => {
  let count = 0;

  return {
    add: (): void => {
      count += 1;
    },
    count: () => count,
  };
};

describe('an answer that is the same for all accounts', () => {
  it('is asked for once', async () => {
    const { answers } = runWide(awsLimits, 2);
    const [asked, saved] = [counter(), counter()];
    const ask = async () => {
      asked.add();
      return [{ Cidr: '52.216.0.0/15' }];
    };

    const both = await Promise.all([answers('pl-1', ask, saved.add), answers('pl-1', ask, saved.add)]);

    expect(both).toEqual([[{ Cidr: '52.216.0.0/15' }], [{ Cidr: '52.216.0.0/15' }]]);
    expect([asked.count(), saved.count()]).toEqual([1, 1]);
  });

  it('that one account is refused is asked for by the next, and fails for none but the first', async () => {
    const { answers } = runWide(awsLimits, 2);
    const saved = counter();
    const refused = answers('pl-1', async () => Promise.reject(new Error('denied')), saved.add);
    const next = answers('pl-1', async () => [{ Cidr: '3.5.0.0/19' }], saved.add);

    await expect(refused).rejects.toThrow('denied');
    expect(await next).toEqual([{ Cidr: '3.5.0.0/19' }]);
    expect(await answers('pl-1', async () => [], saved.add)).toEqual([{ Cidr: '3.5.0.0/19' }]);
    expect(saved.count()).toBe(1);
  });
});

const collectionOf = (sections: Sections): Collection => ({
  collector: {} as Collection['collector'],
  forOthers: false,
  read: async () => sections,
  done: async () => [],
});

const inZone = (name: string, id: string): Sections => ({
  subnets: [{ SubnetId: `subnet-${id}`, VpcId: 'vpc-1', AvailabilityZone: name, AvailabilityZoneId: id }],
  vpcEndpoints: [],
});

const list = [
  { ServiceName: 'com.amazonaws.us-east-1.s3', Owner: 'amazon' },
  { ServiceName: 'com.amazonaws.vpce.us-east-1.vpce-svc-1', Owner: '999988887777' },
];

/** What a second account gets, and whether it asked by itself. */
const secondOf = async (
  first: Sections,
  second: Sections,
  firstAnswer: () => Promise<readonly object[]> = async () => list,
) => {
  const { services } = runWide(awsLimits, 2);
  const asked = counter();
  const others = services.read('us-east-1', collectionOf(first), firstAnswer, () => {});
  const got = await services.read(
    'us-east-1',
    collectionOf(second),
    async () => {
      asked.add();
      return [];
    },
    () => {},
  );
  await others.catch(() => {});

  return { got, hasAsked: asked.count() > 0 };
};

describe('the list of endpoint services', () => {
  const zone = inZone('us-east-1a', 'use1-az1');

  it('is that of another account, without what is offered to that one alone', async () => {
    expect(await secondOf(zone, zone)).toEqual({ got: [list[0]], hasAsked: false });
    expect((await secondOf(zone, { subnets: [], vpcEndpoints: [] })).hasAsked).toBe(false);
  });

  it.each<[string, Sections]>([
    ['means another zone by the same name', inZone('us-east-1a', 'use1-az6')],
    ['has a zone that the other does not use', inZone('us-east-1c', 'use1-az3')],
    [
      'has an endpoint of a service that the list does not name',
      {
        ...zone,
        vpcEndpoints: [
          {
            VpcEndpointId: 'vpce-1',
            VpcEndpointType: 'Interface',
            ServiceName: 'com.amazonaws.vpce.us-east-1.vpce-svc-1',
          },
        ],
      },
    ],
    ['cannot tell its subnets', { vpcEndpoints: [] }],
    ['cannot tell its endpoints', { subnets: [] }],
  ])('is asked for by an account that %s', async (_, second) => {
    expect((await secondOf(zone, second)).hasAsked).toBe(true);
  });

  it('is asked for where the other account was refused', async () => {
    expect((await secondOf(zone, zone, () => Promise.reject(new Error('denied')))).hasAsked).toBe(true);
  });
});
