import { describe, expect, it } from 'vitest';
import { type Answer, answerText, severalOf } from '../../../src/analysis/dns/answer.ts';
import { networkFrom } from '../../support/step.ts';
import { behindNat } from '../../support/world.ts';

const { endpoints } = networkFrom(behindNat().endpoint('vpce-one', 'ec2').endpoint('vpce-two', 'ec2'));
const leadingTo = (...ids: readonly string[]): Answer => ({
  kind: 'endpoints',
  endpoints: ids.flatMap((id) => endpoints.get(id) ?? []),
});
const at = (...addresses: readonly string[]): Answer => ({ kind: 'addresses', addresses });
const nothing: Answer = { kind: 'none', reason: 'dns-no-answer' };
const publicly: Answer = { kind: 'public' };

/** @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/routing-policy.html */
describe('several answers', () => {
  it.each<[string, readonly Answer[], Answer]>([
    ['that are one are one', [publicly], publicly],
    ['that say the same are one', [leadingTo('vpce-one'), leadingTo('vpce-one')], leadingTo('vpce-one')],
    [
      'are each of them once',
      [nothing, leadingTo('vpce-one'), nothing, leadingTo('vpce-two')],
      { kind: 'several', answers: [nothing, leadingTo('vpce-one'), leadingTo('vpce-two')] },
    ],
    [
      'of which one is several are one list',
      [{ kind: 'several', answers: [at('10.0.0.1'), at('10.0.0.2')] }, at('10.0.0.2'), publicly],
      { kind: 'several', answers: [at('10.0.0.1'), at('10.0.0.2'), publicly] },
    ],
    ['that are none are none', [], { kind: 'several', answers: [] }],
  ])('%s', (_, answers, answer) => {
    expect(severalOf(answers)).toEqual(answer);
  });

  it('are too many to tell beyond a thousand', () => {
    const many = (count: number) =>
      severalOf(Array.from({ length: count }, (__, i) => at(`10.0.${i >> 8}.${i & 255}`)));

    expect([many(1_000).kind, many(1_001)]).toEqual(['several', { kind: 'unknown', reason: 'unrecognised' }]);
  });

  it('are told apart by what they say', () => {
    expect(
      [
        leadingTo('vpce-one', 'vpce-two'),
        { kind: 'several' as const, answers: [leadingTo('vpce-one'), nothing] },
        publicly,
      ].map(answerText),
    ).toEqual(['vpce-one vpce-two', 'vpce-one or {"kind":"none","reason":"dns-no-answer"}', '{"kind":"public"}']);
  });
});
