import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { everyFault, everyService } from '../support/every-fault.ts';
import { auditedServices, networkSpec, worldOf } from '../support/network-spec.ts';
import { world } from '../support/world.ts';

/** Lists whose order means something: DNS servers are asked in turn. */
const ordered = new Set(['Values']);

/** A source of numbers that is the same for the same seed. */
const numbersFrom = (seed: number) => {
  let state = seed;

  return (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;

    return state / 2 ** 32;
  };
};

const shuffle = (value: unknown, next: () => number): void => {
  if (typeof value !== 'object' || value === null) return;
  if (Array.isArray(value))
    for (let i = value.length - 1; i > 0; i -= 1) {
      const j = Math.floor(next() * (i + 1));
      [value[i], value[j]] = [value[j], value[i]];
    }
  for (const [key, child] of Object.entries(value)) if (!ordered.has(key)) shuffle(child, next);
};

/** Where two reports first differ: reports are too long to read side by side. */
const firstDifference = (a: string, b: string): string | null => {
  if (a === b) return null;
  const at = [...a].findIndex((letter, i) => letter !== b[i]);

  return [a, b].map((text) => text.slice(Math.max(0, at - 300), at + 200)).join('\n≠ ');
};

const ec2 = 'ec2.us-east-1.amazonaws.com';
const sts = 'sts.us-east-1.amazonaws.com';
const arn = (rest: string): string => `arn:aws:route53:us-east-1:111122223333:${rest}`;

/** Several of everything that may come in several. */
const crossroads = () => {
  const net = world()
    .subnet('a', { cidr: '10.0.1.0/24', routes: { '10.0.0.0/8': 'tgw-1', '0.0.0.0/0': 'eni-box' } })
    .subnet('b', {
      cidr: '10.0.2.0/24',
      zone: 'b',
      routes: { '10.2.0.0/16': 'pcx-1', 'pl-one': 'nat-main', 'pl-two': 'tgw-1' },
    })
    .list('pl-one', '52.216.0.0/16', '3.5.0.0/20')
    .list('pl-two', '52.216.0.0/17', '54.231.0.0/16')
    .vpc('hub', '10.1.0.0/16')
    .subnet('h1', { vpc: 'hub', cidr: '10.1.1.0/24', routes: { '10.0.0.0/16': 'tgw-1' } })
    .subnet('h2', { vpc: 'hub', cidr: '10.1.2.0/24', zone: 'b', routes: { '10.0.0.0/16': 'tgw-1' } })
    .vpc('spoke', '10.2.0.0/16')
    .subnet('s', { vpc: 'spoke', cidr: '10.2.1.0/24', routes: { '10.0.0.0/16': 'pcx-1' } })
    .endpoint('vpce-one', 'ec2', { vpc: 'hub', subnets: ['h2', 'h1'], privateDns: false })
    .endpoint('vpce-two', 'ec2', { vpc: 'spoke', subnets: ['s'], privateDns: false })
    .endpoint('vpce-sts', 'sts', { vpc: 'hub', subnets: ['h1', 'h2'], groups: ['sg-hub', 'sg-one'] })
    .zone(
      ec2,
      ['main', 'spoke'],
      ['vpce-one', 'vpce-two'].map((id) => `${ec2} ALIAS ${id}-x1.ec2.us-east-1.vpce.amazonaws.com`),
    )
    .zone(
      's3.us-east-1.amazonaws.com',
      ['spoke'],
      ['10.9.0.1', '10.9.0.2'].map((ip) => `s3.us-east-1.amazonaws.com A ${ip}`),
    )
    .transit(
      { main: ['b', 'a'], hub: ['h1', 'h2'] },
      { '10.0.0.0/16': 'main', '10.1.0.0/16': 'hub', '10.1.2.0/24': 'blackhole' },
    )
    .peering('pcx-1', 'main', 'spoke')
    .interface('box', 'public', { SourceDestCheck: false, Association: { PublicIp: '198.51.100.7' } })
    .interface('client', 'a', { Groups: [{ GroupId: 'sg-one' }, { GroupId: 'sg-main' }] })
    .profile('rp-2', [arn('vpc-endpoint/vpce-sts'), arn('vpc-endpoint/vpce-two')])
    .profile('rp-1', [arn('vpc-endpoint/vpce-one'), arn('vpc-endpoint/vpce-sts')])
    .firewall('ALERT *.amazonaws.com *', `ALLOW ${sts} *.us-east-1.amazonaws.com`);
  net.sections.securityGroups.push({
    GroupId: 'sg-one',
    VpcId: 'vpc-hub',
    IpPermissions: ['10.0.1.0/25', '10.0.2.0/24'].map((CidrIp) => ({
      IpProtocol: '6',
      FromPort: 443,
      ToPort: 443,
      IpRanges: [{ CidrIp }],
    })),
  });

  return net;
};

describe('the order in which AWS lists things', () => {
  it('changes no byte of a report', () => {
    fc.assert(
      fc.property(networkSpec, fc.nat(), (spec, seed) => {
        const net = worldOf(spec);
        const expected = JSON.stringify(net.report(auditedServices));
        shuffle(net.sections, numbersFrom(seed));

        expect(firstDifference(expected, JSON.stringify(net.report(auditedServices)))).toBeNull();
      }),
      { numRuns: 120 },
    );
  });

  it('changes no byte where hubs, Profiles, weighted records, appliances and groups have a say', () => {
    const expected = JSON.stringify(crossroads().report(auditedServices));
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const net = crossroads();
        shuffle(net.sections, numbersFrom(seed));

        expect(firstDifference(expected, JSON.stringify(net.report(auditedServices)))).toBeNull();
      }),
      { numRuns: 40 },
    );
  });

  it('changes no byte where every rule fires', () => {
    const expected = JSON.stringify(everyFault().report(everyService));
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const net = everyFault();
        shuffle(net.sections, numbersFrom(seed));

        expect(firstDifference(expected, JSON.stringify(net.report(everyService)))).toBeNull();
      }),
      { numRuns: 25 },
    );
  });
});
