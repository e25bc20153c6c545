import { describe, expect, it } from 'vitest';
import { aclAllows, denialOf, isOpenAcl } from '../../../src/analysis/access/network-acl.ts';
import { https } from '../../../src/analysis/access/port.ts';
import { cidrsOf } from '../../../src/net/cidr.ts';
import { type NetworkAcl, networkAcl } from '../../../src/network/access.ts';
import type { RecordOf } from '../../../src/snapshot/schema.ts';
import { https as httpsFrom, withEndpoint } from '../../support/permissions.ts';
import { behindNat } from '../../support/world.ts';

type Line = readonly [action: 'allow' | 'deny', direction: 'in' | 'out', cidr: string, from?: number, to?: number];

const aclOf = (...lines: readonly Line[]): NetworkAcl =>
  networkAcl({
    NetworkAclId: 'acl-1',
    Entries: lines.map(([RuleAction, direction, cidr, From = 0, To = 65_535], i) => ({
      RuleNumber: i + 1,
      Protocol: '6',
      RuleAction,
      Egress: direction === 'out',
      ...(cidr.includes(':') ? { Ipv6CidrBlock: cidr } : { CidrBlock: cidr }),
      PortRange: { From, To },
    })),
  });

const rangesOf = (...cidrs: readonly string[]) =>
  [...cidrsOf(cidrs, 'ipv4'), ...cidrsOf(cidrs, 'ipv6')].map(({ first, last }) => ({ first, last }));

/** @see https://docs.aws.amazon.com/vpc/latest/userguide/nacl-rules.html */
describe('the rules of a network ACL', () => {
  const everywhere = '0.0.0.0/0';
  const ten = '10.0.0.0/8';

  it.each<[string, readonly Line[], boolean]>([
    ['for the port alone', [['allow', 'out', everywhere, 443, 443]], true],
    ['from the port on', [['allow', 'out', everywhere, 443, 500]], true],
    ['up to the port', [['allow', 'out', everywhere, 1, 443]], true],
    ['that begin one above', [['allow', 'out', everywhere, 444, 500]], false],
    ['that end one below', [['allow', 'out', everywhere, 1, 442]], false],
    [
      'that begin where others end, below the port',
      [
        ['deny', 'out', everywhere, 1, 80],
        ['allow', 'out', everywhere, 81, 81],
      ],
      false,
    ],
    ['of the other direction', [['allow', 'in', everywhere]], false],
    ['of the other family', [['allow', 'out', '::/0']], false],
    ['none at all', [], false],
    [
      'that allow and later deny',
      [
        ['allow', 'out', ten],
        ['deny', 'out', everywhere],
      ],
      true,
    ],
    [
      'that deny and later allow',
      [
        ['deny', 'out', everywhere],
        ['allow', 'out', everywhere],
      ],
      false,
    ],
    [
      'that deny another port first',
      [
        ['deny', 'out', everywhere, 80, 80],
        ['allow', 'out', everywhere],
      ],
      true,
    ],
  ])('%s', (_, lines, isOpen) => {
    const ranges = rangesOf(ten);
    const { some, all } = aclAllows(aclOf(...lines), 'egress', ranges, https, 'ipv4');

    expect([some, all]).toEqual(isOpen ? [ranges, ranges] : [[], []]);
  });

  it.each<[string, readonly Line[], 'all' | 'some' | 'none']>([
    ['allow them all', [['allow', 'in', everywhere, 1000, 2000]], 'all'],
    ['allow the first', [['allow', 'in', everywhere, 1, 1000]], 'some'],
    ['allow the last', [['allow', 'in', everywhere, 2000, 3000]], 'some'],
    ['allow one in the middle', [['allow', 'in', everywhere, 1500, 1500]], 'some'],
    ['allow all but the first', [['allow', 'in', everywhere, 1001, 2000]], 'some'],
    ['allow all but the last', [['allow', 'in', everywhere, 1000, 1999]], 'some'],
    ['allow those below', [['allow', 'in', everywhere, 1, 999]], 'none'],
    ['allow those above', [['allow', 'in', everywhere, 2001, 3000]], 'none'],
    [
      'deny one and allow the rest',
      [
        ['deny', 'in', everywhere, 1500, 1500],
        ['allow', 'in', everywhere],
      ],
      'some',
    ],
    [
      'deny the last and allow the rest',
      [
        ['deny', 'in', everywhere, 2000, 2000],
        ['allow', 'in', everywhere],
      ],
      'some',
    ],
    [
      'deny one below and allow the rest',
      [
        ['deny', 'in', everywhere, 999, 999],
        ['allow', 'in', everywhere],
      ],
      'all',
    ],
    [
      'allow them in two halves',
      [
        ['allow', 'in', everywhere, 1, 1499],
        ['allow', 'in', everywhere, 1500, 3000],
      ],
      'all',
    ],
  ])('that %s of several ports', (_, lines, open) => {
    const ranges = rangesOf(ten);
    const { some, all } = aclAllows(aclOf(...lines), 'ingress', ranges, { first: 1000, last: 2000 }, 'ipv4');

    expect([some, all]).toEqual({ all: [ranges, ranges], some: [ranges, []], none: [[], []] }[open]);
  });

  it('decide address by address', () => {
    const acl = aclOf(['deny', 'out', '10.0.1.0/24'], ['allow', 'out', '10.0.0.0/23'], ['allow', 'out', '10.0.2.0/24']);

    expect(aclAllows(acl, 'egress', rangesOf('10.0.0.0/16'), https, 'ipv4').all).toEqual(
      rangesOf('10.0.0.0/24', '10.0.2.0/24'),
    );
  });

  it.each<[string, readonly Line[], string]>([
    ['none', [], 'no rule allows it'],
    [
      'rules for other ports',
      [
        ['deny', 'out', everywhere, 80, 442],
        ['deny', 'out', everywhere, 444],
      ],
      'no rule allows it',
    ],
    ['rules of the other direction', [['deny', 'in', everywhere]], 'no rule allows it'],
    ['rules for other addresses', [['deny', 'out', '10.0.1.0/24']], 'no rule allows it'],
    [
      'a denial',
      [
        ['allow', 'in', everywhere],
        ['deny', 'out', ten],
      ],
      'rule 2 denies 10.0.0.0/8',
    ],
    ['a denial from the port on', [['deny', 'out', ten, 443, 500]], 'rule 1 denies 10.0.0.0/8'],
    ['a denial up to the port', [['deny', 'out', ten, 1, 443]], 'rule 1 denies 10.0.0.0/8'],
    ['a denial of the first address', [['deny', 'out', '10.0.0.0/32']], 'rule 1 denies 10.0.0.0/32'],
    ['a permission', [['allow', 'out', ten]], 'rule 1 allows some of the ports'],
    [
      'a denial after a permission',
      [
        ['allow', 'out', '10.0.0.0/9'],
        ['deny', 'out', ten],
      ],
      'rule 1 allows some of the ports',
    ],
  ])('that hold addresses back are named: %s', (_, lines, text) => {
    expect(denialOf(aclOf(...lines), 'egress', rangesOf(ten), https, 'ipv4')).toBe(text);
  });

  it('that hold addresses back are not the last one, which every ACL has', () => {
    const acl = (RuleNumber: number) =>
      networkAcl({
        NetworkAclId: 'acl-1',
        Entries: [{ RuleNumber, Protocol: '-1', RuleAction: 'deny', Egress: true, CidrBlock: everywhere }],
      });
    const said = (number: number) => denialOf(acl(number), 'egress', rangesOf(ten), https, 'ipv4');

    expect([said(32_766), said(32_767), denialOf(acl(1), 'egress', [], https, 'ipv4')]).toEqual([
      'rule 32766 denies 0.0.0.0/0',
      'no rule allows it',
      'no rule allows it',
    ]);
  });

  it('without a CIDR decide nothing', () => {
    const acl = networkAcl({
      NetworkAclId: 'acl-1',
      Entries: [
        { RuleNumber: 1, Protocol: '-1', RuleAction: 'deny', Egress: true },
        { RuleNumber: 2, Protocol: '-1', RuleAction: 'allow', Egress: true, CidrBlock: everywhere },
      ],
    });

    expect(aclAllows(acl, 'egress', rangesOf(ten), https, 'ipv4').all).toEqual(rangesOf(ten));
  });

  it('of IPv6 decide about IPv6', () => {
    const acl = aclOf(['deny', 'out', '0.0.0.0/0'], ['allow', 'out', '2600:1f18::/32']);
    const ranges = rangesOf('2600:1f18:1::/48');

    expect(aclAllows(acl, 'egress', ranges, https, 'ipv6').all).toEqual(ranges);
  });

  it.each<[string, boolean, readonly Line[]]>([
    [
      'both ways',
      true,
      [
        ['allow', 'out', everywhere],
        ['allow', 'in', everywhere],
      ],
    ],
    [
      'both ways, behind rules of the other family',
      true,
      [
        ['deny', 'out', '::/0'],
        ['deny', 'in', '::/0'],
        ['allow', 'out', everywhere],
        ['allow', 'in', everywhere],
      ],
    ],
    ['only out', false, [['allow', 'out', everywhere]]],
    ['only in', false, [['allow', 'in', everywhere]]],
    [
      'to some addresses',
      false,
      [
        ['allow', 'out', ten],
        ['allow', 'in', everywhere],
      ],
    ],
    [
      'from some addresses',
      false,
      [
        ['allow', 'out', everywhere],
        ['allow', 'in', ten],
      ],
    ],
    [
      'from port 1 on',
      false,
      [
        ['allow', 'out', everywhere, 1],
        ['allow', 'in', everywhere],
      ],
    ],
    [
      'up to port 65534',
      false,
      [
        ['allow', 'out', everywhere],
        ['allow', 'in', everywhere, 0, 65_534],
      ],
    ],
    [
      'after a denial',
      false,
      [
        ['deny', 'out', everywhere],
        ['allow', 'out', everywhere],
        ['allow', 'in', everywhere],
      ],
    ],
    [
      'only over IPv6',
      false,
      [
        ['allow', 'out', '::/0'],
        ['allow', 'in', '::/0'],
      ],
    ],
  ])('let everything through %s: %s', (_, isOpen, lines) => {
    expect(isOpenAcl(aclOf(...lines), 'ipv4')).toBe(isOpen);
  });

  it('let everything of IPv6 through by its own rules', () => {
    const acl = aclOf(['allow', 'out', '::/0'], ['allow', 'in', '::/0']);

    expect([isOpenAcl(acl, 'ipv6'), isOpenAcl(acl, 'ipv4')]).toEqual([true, false]);
  });
});

/** @see https://docs.aws.amazon.com/vpc/latest/userguide/nacl-rules.html */
describe('a network ACL', () => {
  const entry = (
    RuleNumber: number,
    Egress: boolean,
    RuleAction: string,
    CidrBlock: string,
    From = 0,
    To = 65_535,
  ) => ({
    RuleNumber,
    Egress,
    RuleAction,
    CidrBlock,
    Protocol: '6',
    PortRange: { From, To },
  });
  const acl = (subnet: string, ...Entries: readonly ReturnType<typeof entry>[]): RecordOf<'networkAcls'> => ({
    NetworkAclId: `acl-${subnet}`,
    VpcId: 'vpc-main',
    Associations: [{ SubnetId: `subnet-${subnet}` }],
    Entries: [...Entries],
  });
  const everything = [entry(100, true, 'allow', '0.0.0.0/0'), entry(100, false, 'allow', '0.0.0.0/0')];

  /** @see https://docs.aws.amazon.com/vpc/latest/userguide/nacl-rules.html */
  it.each([
    ['a denial', entry(90, true, 'deny', '0.0.0.0/0', 443, 443), 'unreachable (network-acl)'],
    ['a permission', entry(110, true, 'deny', '0.0.0.0/0', 443, 443), 'private vpce-s3'],
  ])('applies the lowest rule number first, whatever order AWS lists them in: %s', (_, denial, path) => {
    for (const entries of [
      [denial, ...everything],
      [...everything, denial],
    ]) {
      const net = behindNat().gateway('vpce-s3', 's3', ['a']);
      net.sections.networkAcls.push(acl('a', ...entries));

      expect(net.path('a', 's3')).toBe(path);
    }
  });

  it('that denies some addresses splits the path', () => {
    const net = behindNat().gateway('vpce-s3', 's3', ['a']);
    net.sections.networkAcls.push(acl('a', entry(90, true, 'deny', '52.216.0.0/15'), ...everything));

    expect(net.path('a', 's3')).toBe(
      'split [unreachable: 52.216.0.0/15] [private vpce-s3: 3.5.0.0/19 16.15.176.0/20 …]',
    );
  });

  it('is stateless: replies need a rule of their own', () => {
    const net = behindNat().gateway('vpce-s3', 's3', ['a']);
    net.sections.networkAcls.push(
      acl('a', entry(100, true, 'allow', '0.0.0.0/0'), entry(100, false, 'allow', '0.0.0.0/0', 443, 443)),
    );

    expect(net.path('a', 's3')).toBe('unreachable (network-acl)');
  });

  it('with some ephemeral ports open leaves a doubt', () => {
    const net = behindNat().gateway('vpce-s3', 's3', ['a']);
    net.sections.networkAcls.push(
      acl('a', entry(100, true, 'allow', '0.0.0.0/0'), entry(100, false, 'allow', '0.0.0.0/0', 32_768, 50_000)),
    );

    expect(net.path('a', 's3')).toBe('private vpce-s3 ~');
  });

  it.each([
    ['lets no call in', entry(100, true, 'allow', '0.0.0.0/0'), entry(100, false, 'allow', '10.9.0.0/16')],
    ['lets no reply out', entry(100, true, 'allow', '10.9.0.0/16'), entry(100, false, 'allow', '0.0.0.0/0')],
  ])('of the endpoint’s subnet that %s blocks other subnets, not its own', (_, ...entries) => {
    const net = withEndpoint(httpsFrom('0.0.0.0/0'));
    net.sections.networkAcls.push(acl('e', ...entries));

    expect([net.path('a', 'ec2'), net.path('e', 'ec2')]).toEqual(['unreachable (network-acl)', 'private vpce-ec2']);
  });

  it('of a subnet that no ACL lists is the default one of the VPC', () => {
    const net = behindNat().gateway('vpce-s3', 's3', ['a']);
    for (const one of net.sections.networkAcls) one.Entries = [];

    expect(net.path('a', 's3')).toBe('unreachable (network-acl)');
  });
});
