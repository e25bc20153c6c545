import { afterEach, expect, it } from 'vitest';
import type { ScopeSnapshot } from '../../../src/snapshot/schema.ts';
import { awsLimits, type Pace } from '../../../src/sources/aws/limits.ts';
import { collectFrom, impatient } from '../../support/loopback/live-run.ts';
import { type Loopback, startLoopback } from '../../support/loopback/loopback.ts';
import type { Quota } from '../../support/loopback/quota.ts';

let loopback: Loopback;
afterEach(() => loopback.close());

/** Many calls of EC2 and Route 53: each VPC takes two of the one, and one of the other. */
const manyVpcs = (count: number): ScopeSnapshot => ({
  account: '111122223333',
  region: 'us-east-1',
  takenAt: null,
  gaps: [],
  sections: {
    vpcs: Array.from({ length: count }, (_, n) => ({ VpcId: `vpc-${n}`, OwnerId: '111122223333' })),
    subnets: Array.from({ length: count }, (_, n) => ({ VpcId: `vpc-${n}`, SubnetId: `subnet-${n}` })),
  },
});

/** Minutes pass in seconds, on either side of the wire. */
const haste = 25;
const hastened = (pace: Pace): Pace => ({ ...pace, perSecond: pace.perSecond * haste });
const partOf = ({ burst, perSecond }: Pace, share: number): Quota => ({
  burst: Math.max(1, burst * share),
  perSecond: perSecond * share * haste,
});

it.each([1, 0.5, 0.2])(
  'completes at %d of the usual quota, with one answer in twenty throttled at most',
  async (share) => {
    const { ec2, route53, resolver, profiles } = awsLimits;
    loopback = await startLoopback({
      scopes: [manyVpcs(150)],
      quotas: { ec2: partOf(ec2, share), route53: partOf(route53, share) },
    });
    const limits = {
      ...impatient,
      firstDelayMs: 4,
      longestDelayMs: 400,
      ec2: hastened(ec2),
      route53: hastened(route53),
      resolver: hastened(resolver),
      profiles: hastened(profiles),
    };
    const { scopes } = await collectFrom(loopback, { limits });

    expect(scopes[0]?.gaps).toEqual([]);
    expect(loopback.calls.length).toBeGreaterThan(450);
    expect(loopback.throttled() / loopback.calls.length).toBeLessThanOrEqual(1 / 20);
  },
  60_000,
);

it('reads many accounts of an organisation whose one quota for PrivateLink lets a fifth of the usual pass', async () => {
  const ids = Array.from({ length: 20 }, (_, n) => String(100_000_000_000 + n));
  loopback = await startLoopback({
    scopes: ids.map((account) => ({ ...manyVpcs(1), account })),
    organisation: { members: ids.map((id) => ({ id })), units: {} },
    quotas: { privateLink: partOf(awsLimits.privateLink, 0.2) },
  });
  const { ec2, privateLink } = awsLimits;
  const { scopes } = await collectFrom(loopback, {
    callers: ids.map((id) => ({ role: { arn: `arn:aws:iam::${id}:role/vpce-audit`, sessionName: 'audit', tags: {} } })),
    limits: {
      ...impatient,
      firstDelayMs: 4,
      longestDelayMs: 400,
      ec2: hastened(ec2),
      privateLink: hastened(privateLink),
    },
  });

  expect(scopes.flatMap(({ gaps }) => gaps)).toEqual([]);
  expect(scopes).toHaveLength(20);
  expect(loopback.throttled() / loopback.calls.length).toBeLessThanOrEqual(1 / 20);
}, 60_000);
