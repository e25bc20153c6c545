import { describe, expect, it } from 'vitest';
import {
  type AddressOutcome,
  addressOutcome,
  dispositionKey,
  outcomeOf,
  withoutAddress,
  withoutNextHop,
} from '../../src/analysis/address-outcome.ts';
import { assume, notListed, notRead } from '../../src/analysis/doubt.ts';
import { hop } from '../../src/analysis/hop.ts';
import type { Disposition } from '../../src/analysis/path.ts';
import { cidrsOf } from '../../src/net/cidr.ts';
import { refusal } from '../support/sections.ts';

const ranges = (...cidrs: readonly string[]) => cidrsOf(cidrs, 'ipv4');
const endpoint: Disposition = {
  verdict: 'private',
  via: { kind: 'gateway-endpoint', id: 'vpce-1' },
  through: [],
  reason: null,
};
const nat: Disposition = {
  verdict: 'public',
  via: { kind: 'nat-gateway', id: 'nat-1' },
  through: [],
  reason: 'no-endpoint',
};
const away: Disposition = {
  verdict: 'transit',
  via: { kind: 'transit-gateway', id: 'tgw-1' },
  through: [],
  reason: 'no-endpoint',
};
const lost = withoutNextHop('unreachable', 'no-route');
const nothing = { hops: [], doubts: [] };
const assumed = assume('member-of-group');
const unread = notListed('securityGroups', 'sg-1', 'it may shut');
const unverified = assume('profile-order');

/** Out by this NAT gateway. */
const leavingBy = (id: string, ...cidrs: readonly string[]): AddressOutcome =>
  addressOutcome({ ...nat, via: { kind: 'nat-gateway', id } }, { ranges: ranges(...cidrs) });

const parts = (...outcomes: readonly AddressOutcome[]) => {
  const { verdict, parts } = outcomeOf(outcomes, nothing);

  return [verdict, ...parts.map((part) => `${part.verdict} ${part.cidrs.join(' ')}`)];
};

describe('what addresses come to', () => {
  it('is one verdict where all come to the same', () => {
    const one = addressOutcome(nat, {
      ranges: ranges('1.0.0.0/8'),
      hops: [hop('nat-1', 'routes', 'x')],
      doubts: [assumed],
    });
    const two = addressOutcome(nat, {
      ranges: ranges('2.0.0.0/8'),
      hops: [hop('nat-1', 'routes', 'y')],
      doubts: [assumed],
    });

    expect(outcomeOf([one, two], nothing)).toEqual({
      ...nat,
      parts: [],
      hops: one.hops,
      doubts: [assumed],
      cause: null,
    });
  });

  it('is told after what came before', () => {
    const before = { hops: [hop('Z1', 'answers', 'x')], doubts: [unread] };
    const outcome = outcomeOf(
      [
        addressOutcome(nat, {
          ranges: ranges('1.0.0.0/8'),
          hops: [hop('nat-1', 'routes', 'x')],
          doubts: [assumed, assumed],
        }),
      ],
      before,
    );

    expect([outcome.hops.map(({ at }) => at), outcome.doubts]).toEqual([
      ['Z1', 'nat-1'],
      [unread, assumed],
    ]);
  });

  it.each<[string, Partial<Disposition>]>([
    ['another verdict', { verdict: 'transit' }],
    ['another next hop', { via: { kind: 'nat-gateway', id: 'nat-2' } }],
    ['another kind of next hop', { via: { kind: 'nat-instance', id: 'nat-1' } }],
    ['no next hop', { via: null }],
    ['another reason', { reason: 'private-dns-off' }],
  ])('is split by %s', (_, other) => {
    expect(dispositionKey({ ...nat, ...other })).not.toBe(dispositionKey(nat));
    expect(
      outcomeOf(
        [
          addressOutcome(nat, { ranges: ranges('1.0.0.0/8') }),
          addressOutcome({ ...nat, ...other }, { ranges: ranges('2.0.0.0/8') }),
        ],
        nothing,
      ).verdict,
    ).toBe('split');
  });

  it('is one where only the way there differs, told by the way of most addresses, and by all that any crosses', () => {
    const tgw = { kind: 'transit-gateway', id: 'tgw-1' } as const;
    const fw = { kind: 'firewall-endpoint', id: 'vpce-fw' } as const;
    const few = { ...nat, through: [tgw, fw] };
    const many = { ...nat, through: [tgw] };

    expect(dispositionKey(few)).not.toBe(dispositionKey(many));
    expect(
      outcomeOf(
        [
          addressOutcome(few, { ranges: ranges('1.0.0.0/9'), hops: [hop('few', 'routes', 'x')], doubts: [assumed] }),
          addressOutcome(many, { ranges: ranges('2.0.0.0/8'), hops: [hop('many', 'routes', 'x')], doubts: [unread] }),
        ],
        nothing,
      ),
    ).toMatchObject({ verdict: 'public', through: [tgw, fw], hops: [{ at: 'many' }], doubts: [unread, assumed] });
  });

  it('is split with the worst first, and among equals by address', () => {
    expect(
      parts(
        addressOutcome(endpoint, { ranges: ranges('1.0.0.0/8') }),
        addressOutcome(lost, { ranges: ranges('2.0.0.0/8') }),
        addressOutcome(withoutNextHop('unknown', 'unrecognised'), { ranges: ranges('3.0.0.0/8') }),
        addressOutcome(withoutNextHop('unknown', 'unread-facts'), { ranges: ranges('2.0.0.0/9') }),
        addressOutcome(away, { ranges: ranges('4.0.0.0/8') }),
        addressOutcome(nat, { ranges: ranges('5.0.0.0/8') }),
      ),
    ).toEqual([
      'split',
      'public 5.0.0.0/8',
      'transit 4.0.0.0/8',
      'unknown 2.0.0.0/9',
      'unknown 3.0.0.0/8',
      'unreachable 2.0.0.0/8',
      'private 1.0.0.0/8',
    ]);
    expect(
      parts(
        addressOutcome(lost, {}),
        addressOutcome(withoutNextHop('unreachable', 'blackhole'), { ranges: ranges('2.0.0.0/8') }),
      ),
    ).toEqual(['split', 'unreachable ', 'unreachable 2.0.0.0/8']);
  });

  it('has the addresses of all parts that come to the same', () => {
    expect(
      parts(
        addressOutcome(nat, { ranges: ranges('1.0.0.0/9') }),
        addressOutcome(endpoint, { ranges: ranges('3.0.0.0/8') }),
        addressOutcome(nat, { ranges: ranges('1.128.0.0/9') }),
      ),
    ).toEqual(['split', 'public 1.0.0.0/8', 'private 3.0.0.0/8']);
  });

  it('has each hop and doubt of its parts once, and the cause of the worst that has one', () => {
    const cause = { reason: 'no-endpoint', endpointId: null, routeTableId: 'rtb-1', detail: null } as const;
    const other = { ...cause, routeTableId: 'rtb-2' } as const;
    const outcome = outcomeOf(
      [
        addressOutcome(endpoint, {
          ranges: ranges('1.0.0.0/8'),
          hops: [hop('rtb', 'routes', 'x'), hop('vpce-1', 'delivers', 'y')],
          doubts: [assumed],
        }),
        addressOutcome(nat, {
          ranges: ranges('2.0.0.0/8'),
          hops: [hop('rtb', 'routes', 'x'), hop('rtb', 'drops', 'x')],
          doubts: [assumed],
          cause,
        }),
        addressOutcome(lost, { ranges: ranges('3.0.0.0/8'), cause: other }),
      ],
      { hops: [hop('Z1', 'answers', 'x')], doubts: [] },
    );

    expect(outcome).toMatchObject({ via: null, through: [], reason: null, cause, doubts: [assumed] });
    expect(outcome.hops.map(({ at, does, because }) => `${at} ${does} ${because}`)).toEqual([
      'Z1 answers x',
      'rtb routes x',
      'rtb drops x',
      'vpce-1 delivers y',
    ]);
  });

  it('has no cause where no part has one', () => {
    expect(
      outcomeOf(
        [
          addressOutcome(endpoint, { ranges: ranges('1.0.0.0/8') }),
          addressOutcome(lost, { ranges: ranges('2.0.0.0/8') }),
        ],
        nothing,
      ).cause,
    ).toBeNull();
  });

  it.each<[string, Disposition, AddressOutcome['doubts'], string]>([
    ['a fact that was not read', endpoint, [unread], 'unknown unread-facts'],
    ['a fact that nobody vouches for', endpoint, [unverified], 'unknown unrecognised'],
    ['a likely fact', endpoint, [assumed], 'private null'],
    ['a fact that was not read, of a public path', nat, [unread], 'public no-endpoint'],
  ])('is not private on %s', (_, disposition, doubts, line) => {
    const { verdict, reason } = outcomeOf(
      [addressOutcome(disposition, { ranges: ranges('1.0.0.0/8'), doubts })],
      nothing,
    );
    const before = outcomeOf([addressOutcome(disposition, { ranges: ranges('1.0.0.0/8') })], { hops: [], doubts });

    expect([`${verdict} ${reason}`, `${before.verdict} ${before.reason}`]).toEqual([line, line]);
  });

  it('is told by name where there is none', () => {
    expect(
      withoutAddress('unreachable', 'dns-blocked', { hops: [hop('Z1', 'drops', 'x')], doubts: [assumed] }),
    ).toEqual({
      ...withoutNextHop('unreachable', 'dns-blocked'),
      parts: [],
      hops: [hop('Z1', 'drops', 'x')],
      doubts: [assumed],
      cause: null,
    });
  });
});

describe('doubts', () => {
  const decisive = notRead({ unread: refusal('routeTables') }, 'where it leads is not known');
  const first = notListed('securityGroups', 'sg-0', 'it may shut');
  const told = (disposition: Disposition, ...doubts: AddressOutcome['doubts']) => {
    const found = outcomeOf(
      [addressOutcome(disposition, { ranges: ranges('1.0.0.0/8'), doubts, cause: lack })],
      nothing,
    );

    return [`${found.verdict} ${found.reason}`, found.doubts, found.cause] as const;
  };
  const lack = { reason: 'no-endpoint', endpointId: null, routeTableId: 'rtb-1', detail: null } as const;
  const unreadFacts = withoutNextHop('unknown', 'unread-facts');

  it('that decide overturn any verdict, its cause too', () => {
    expect(told(nat, assumed, decisive)).toEqual(['unknown unread-facts', [decisive, assumed], null]);
    expect(told(lost, decisive)).toEqual(['unknown unread-facts', [decisive], null]);
    expect(told(endpoint, unread, decisive, assumed)).toEqual([
      'unknown unread-facts',
      [decisive, unread, assumed],
      null,
    ]);
  });

  it('that do not leave a public path as it is', () => {
    expect(told(nat, assumed, unread)).toEqual(['public no-endpoint', [assumed, unread], lack]);
  });

  it('leave what is not known as it is', () => {
    expect(told(withoutNextHop('unknown', 'unrecognised'), assumed, decisive)).toEqual([
      'unknown unrecognised',
      [assumed, decisive],
      lack,
    ]);
  });

  it('begin with the one that takes a private path away', () => {
    expect(told(endpoint, assumed, unread)).toEqual(['unknown unread-facts', [unread, assumed], null]);
    expect(told(endpoint, assumed, unverified)).toEqual(['unknown unrecognised', [unverified, assumed], null]);
    expect(told(endpoint, unverified, unread)).toEqual(['unknown unread-facts', [unread, unverified], null]);
  });

  it('begin with the last fact that the way asked for, where it could not be followed', () => {
    expect(told(unreadFacts, first, assumed, unread)).toEqual(['unknown unread-facts', [unread, first, assumed], lack]);
    expect(told(unreadFacts, assumed)).toEqual(['unknown unread-facts', [assumed], lack]);
    expect(told(withoutNextHop('unknown', 'ambiguous-route'), first, unread)[1]).toEqual([first, unread]);
    expect(told(nat, first, unread)[1]).toEqual([first, unread]);
  });
});

describe('the cause of a split path', () => {
  const cause = (reason: 'no-endpoint' | 'security-group' | 'no-route') => ({
    reason,
    endpointId: null,
    routeTableId: reason,
    detail: null,
  });
  const causeOf = (...outcomes: readonly AddressOutcome[]) =>
    outcomeOf([...outcomes, addressOutcome(endpoint, { ranges: ranges('9.0.0.0/8') })], nothing).cause?.reason ?? null;
  const shut = withoutNextHop('unreachable', 'security-group');

  it('is that of a part that leaves, or that an endpoint keeps out', () => {
    expect(causeOf(addressOutcome(nat, { ranges: ranges('1.0.0.0/8'), cause: cause('no-endpoint') }))).toBe(
      'no-endpoint',
    );
    expect(causeOf(addressOutcome(shut, { ranges: ranges('1.0.0.0/8'), cause: cause('security-group') }))).toBe(
      'security-group',
    );
  });

  it('is none of a part that gets nowhere anyhow', () => {
    expect(causeOf(addressOutcome(lost, { ranges: ranges('1.0.0.0/8'), cause: cause('no-endpoint') }))).toBeNull();
    expect(causeOf(addressOutcome(lost, { ranges: ranges('1.0.0.0/8') }))).toBeNull();
  });
});

describe('addresses of one verdict', () => {
  const one = (cidr: string, ...through: Disposition['through']) =>
    addressOutcome({ ...nat, through }, { ranges: ranges(cidr), hops: [hop(cidr, 'routes', '')] });
  const crossed = (...ids: readonly string[]) => ids.map((id) => ({ kind: 'appliance', id }) as const);

  it('are told by the way that most of them go, and by all that any of them cross', () => {
    const { through, hops } = outcomeOf(
      [
        one('1.0.0.0/16', ...crossed('eni-1')),
        one('2.0.0.0/8', ...crossed('eni-2')),
        one('3.0.0.0/16', ...crossed('eni-1')),
      ],
      nothing,
    );

    expect([through.map(({ id }) => id), hops.map(({ at }) => at)]).toEqual([['eni-2', 'eni-1'], ['2.0.0.0/8']]);
  });

  it('are counted one by one', () => {
    const { hops } = outcomeOf(
      [
        addressOutcome(nat, {
          ranges: ranges('1.0.0.0/32', '1.0.0.2/32', '1.0.0.4/32'),
          hops: [hop('three', 'routes', '')],
        }),
        addressOutcome(nat, { ranges: ranges('2.0.0.0/31'), hops: [hop('two', 'routes', '')] }),
      ],
      nothing,
    );

    expect(hops.map(({ at }) => at)).toEqual(['three']);
  });

  it('are parts in order of address', () => {
    expect(
      parts(leavingBy('nat-3', '3.0.0.0/8'), leavingBy('nat-1', '1.0.0.0/8'), leavingBy('nat-2', '2.0.0.0/8')),
    ).toEqual(['split', 'public 1.0.0.0/8', 'public 2.0.0.0/8', 'public 3.0.0.0/8']);
  });

  it('are parts, though one has no address', () => {
    expect(parts(leavingBy('nat-2', '1.0.0.0/8'), leavingBy('nat-1'))).toEqual([
      'split',
      'public ',
      'public 1.0.0.0/8',
    ]);
  });
});

describe('what is told first of what was not read', () => {
  const why = (outcome: AddressOutcome) => outcomeOf([outcome], nothing).doubts;
  const stop = notRead({ unread: refusal('natGateways') }, 'where it leads is not known');

  it('is what stopped the way, where it could not be followed', () => {
    const unknown = withoutNextHop('unknown', 'unread-facts');

    expect(why(addressOutcome(unknown, { doubts: [unread, assumed, stop, unverified] }))).toEqual([
      stop,
      unread,
      assumed,
      unverified,
    ]);
    expect(why(addressOutcome(unknown, { doubts: [stop, assumed] }))).toEqual([stop, assumed]);
    expect(why(addressOutcome(unknown, { doubts: [assumed] }))).toEqual([assumed]);
  });

  it('is as it came otherwise', () => {
    expect(why(addressOutcome(withoutNextHop('unknown', 'unrecognised'), { doubts: [assumed, stop] }))).toEqual([
      assumed,
      stop,
    ]);
    expect(why(addressOutcome(lost, { doubts: [assumed, stop] }))).toEqual([assumed, stop]);
  });
});
