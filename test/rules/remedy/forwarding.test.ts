import { expect, it } from 'vitest';
import { remedyWords } from '../../../src/changes/remedy.ts';
import { networkOf } from '../../../src/network/network.ts';
import { keepLocal } from '../../../src/rules/remedy/forwarding.ts';
import { world } from '../../support/world.ts';

const rule = (domain: string) => ({ kind: 'forwarding-rule', id: 'rslvr-rr-1', domain }) as const;

it.each([
  ['.', 'ec2.us-east-1.amazonaws.com', 'Create a SYSTEM rule for amazonaws.com'],
  ['.', 'ec2.cn-north-1.amazonaws.com.cn', 'Create a SYSTEM rule for amazonaws.com.cn'],
  ['.', 'service.internal', 'Create a SYSTEM rule for service.internal'],
  ['.', 'internal', 'Create a SYSTEM rule for internal'],
  ['us-east-1.amazonaws.com', 'ec2.us-east-1.amazonaws.com', 'Take rslvr-rr-1 off vpc-main'],
])('a rule for %s that forwards %s: %s', (domain, name, words) => {
  const vpc = networkOf(world().snapshot()).vpcs.get('vpc-main');
  if (vpc === undefined) throw new Error('no VPC');

  expect(remedyWords(keepLocal(vpc, rule(domain), name))).toContain(words);
});
