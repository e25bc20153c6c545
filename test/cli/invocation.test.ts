import { expect, it } from 'vitest';
import { invocationOf } from '../../src/cli/invocation.ts';

const context = { argv: ['--snapshot', 'a b.json', '--service', 'sts', '--summary'] };

it('leads to fix with the same facts, the same part of them and the same settings', () => {
  expect(
    invocationOf(
      { snapshot: ['a b.json'], workList: 'work.json', service: ['sts', '@eks'], vpc: ['prod-*'], config: false },
      context,
    ),
  ).toEqual({
    command: "vpce-audit --snapshot 'a b.json' --service sts",
    facts: "--snapshot 'a b.json' --work-list work.json",
    scope: "--vpc 'prod-*' --service sts,@eks --no-config",
  });
});

it('names a config that was named', () => {
  expect(invocationOf({ demo: true, config: 'strict.yaml' }, context)).toMatchObject({
    facts: '--demo',
    scope: '--config strict.yaml',
  });
});

it('leads to fix with what somebody accepts, which that leaves alone', () => {
  expect(invocationOf({ demo: true, baseline: 'b.json', newSince: 'old.json' }, context)).toMatchObject({
    scope: '--baseline b.json --new-since old.json',
  });
});
