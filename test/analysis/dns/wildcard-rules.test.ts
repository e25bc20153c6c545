import { describe, expect, it } from 'vitest';
import { ownerOf, ownersOf } from '../../../src/analysis/dns/domain.ts';
import { behindNat } from '../../support/world.ts';

const none = 'unreachable (dns-no-answer) ~';

/** @see https://www.rfc-editor.org/rfc/rfc4592#section-2.2.1 */
describe('the zone of RFC 4592', () => {
  const zone = new Set([
    'example',
    '*.example',
    'sub.*.example',
    'host1.example',
    '_ssh._tcp.host1.example',
    '_ssh._tcp.host2.example',
    'subdel.example',
  ]);

  it.each([
    ['host3.example', '*.example', 'the wildcard of its closest encloser'],
    ['foo.bar.example', '*.example', 'the wildcard of an encloser that is not its parent'],
    ['host1.example', 'host1.example', 'its own records alone'],
    ['sub.*.example', 'sub.*.example', 'its own records, though a wildcard is above it'],
    ['_telnet._tcp.host1.example', null, 'nothing below a name that exists without records: _tcp.host1.example'],
    ['host.subdel.example', null, 'nothing below a name that exists'],
    ['ghost.*.example', null, 'nothing below the wildcard itself'],
    ['host2.example', null, 'nothing, as it exists without records'],
    ['_tcp.host2.example', null, 'nothing, as it exists without records'],
    ['other._tcp.host2.example', null, 'nothing below a name that exists without records'],
    ['*.example', '*.example', 'the wildcard, asked for by its own name'],
    ['example', 'example', 'the apex'],
  ])('answers %s from %s: %s', (name, owner, _) => {
    expect(ownerOf(name, ownersOf(zone))).toBe(owner);
  });

  it.each([
    ['a.example', ['*.example', 'a.b.example'], '*.example'],
    ['b.example', ['*.example', 'a.b.example'], null],
    ['c.b.example', ['*.example', 'a.b.example'], null],
    ['c.b.example', ['*.example', '*.b.example'], '*.b.example'],
    ['b.example', ['*.example', '*.b.example'], null],
    ['ab.example', ['*.example', 'b.example'], '*.example'],
    ['x.ab.example', ['*.example', 'b.example'], '*.example'],
    ['a.example', ['*.other'], null],
    ['example', ['*.example'], null],
    ['a', [], null],
  ])('answers %s among %o from %s', (name, owners, owner) => {
    expect(ownerOf(name, ownersOf(owners))).toBe(owner);
  });
});

/** @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/DomainNameFormat.html#domain-name-format-asterisk */
describe('a wildcard of a private hosted zone', () => {
  const domain = 'us-east-1.amazonaws.com';
  const alias = 'ALIAS vpce-ec2-x1.ec2.us-east-1.vpce.amazonaws.com';
  const pathBy = (...records: readonly string[]) =>
    behindNat().endpoint('vpce-ec2', 'ec2', { privateDns: false }).zone(domain, ['main'], records).path('a', 'ec2');

  it.each([
    ['answers a name that has no records', [`*.${domain} ${alias}`], 'private vpce-ec2'],
    [
      'answers by a CNAME as well',
      [`*.${domain} CNAME vpce-ec2-x1.ec2.us-east-1.vpce.amazonaws.com.`],
      'private vpce-ec2',
    ],
    [
      'gives way to records of the name itself',
      [`*.${domain} A 10.9.9.9`, `ec2.${domain} ${alias}`],
      'private vpce-ec2',
    ],
    [
      'gives way to a CNAME of the name itself',
      [`*.${domain} A 10.9.9.9`, `ec2.${domain} CNAME vpce-ec2-x1.ec2.us-east-1.vpce.amazonaws.com.`],
      'private vpce-ec2',
    ],
    [
      'gives way to records of the name itself, of whatever type',
      [`*.${domain} ${alias}`, `ec2.${domain} TXT v=spf1`],
      none,
    ],
    [
      'gives way to a name that exists without records: others lie below it',
      [`*.${domain} ${alias}`, `a.ec2.${domain} A 10.0.9.9`],
      none,
    ],
    [
      'gives way to a name that exists without records, however deep others lie below it',
      [`*.${domain} ${alias}`, `a.b.ec2.${domain} A 10.0.9.9`],
      none,
    ],
    [
      'gives way to a name below which there is a wildcard',
      [`*.${domain} ${alias}`, `*.ec2.${domain} A 10.0.9.9`],
      none,
    ],
    [
      'answers beside names that merely end alike',
      [`*.${domain} ${alias}`, `aec2.${domain} A 10.0.9.9`],
      'private vpce-ec2',
    ],
    ['of another type has no answer', [`*.${domain} TXT v=spf1`], none],
    ['of a name does not answer that name', [`*.ec2.${domain} ${alias}`], none],
  ])('%s', (_, records, path) => {
    expect([pathBy(...records), pathBy(...records.toReversed())]).toEqual([path, path]);
  });

  it('of a shorter zone is not asked where a longer zone holds the name', () => {
    const net = behindNat()
      .endpoint('vpce-ec2', 'ec2', { privateDns: false })
      .zone('amazonaws.com', ['main'], [`*.amazonaws.com ${alias}`])
      .zone(`ec2.${domain}`, ['main'], []);

    expect(net.path('a', 'ec2')).toBe(none);
  });
});
