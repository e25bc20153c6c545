import { describe, expect, it } from 'vitest';
import { describeConfig } from '../../src/config/describe.ts';
import { effectiveConfig } from '../../src/config/effective.ts';
import { parseConfig } from '../../src/config/parse.ts';

const rules = [
  { id: 'public-path', severity: 'error' },
  { id: 'nat-toll', severity: 'warning' },
] as const;
const fileOf = (value: unknown) => ({
  path: 'c.json',
  config: parseConfig(value, 'c.json', ['public-path', 'nat-toll']),
});

describe('what is in force', () => {
  it('without a config is what the tool does by default', () => {
    expect(describeConfig(effectiveConfig({}, null, rules), null, rules)).toEqual({
      config: null,
      services: { value: ['s3', 'dynamodb', 'ec2'], from: 'default' },
      scope: {
        regions: { value: [], from: 'default' },
        vpcs: { value: [], from: 'default' },
        subnets: { value: [], from: 'default' },
      },
      failOn: { value: 'error', from: 'default' },
      rules: {
        'public-path': { value: 'error', from: 'default' },
        'nat-toll': { value: 'warning', from: 'default' },
      },
      occupancy: {
        unused: { value: 'note', from: 'default' },
        equipment: { value: 'note', from: 'default' },
        empty: { value: 'error', from: 'default' },
      },
      tags: { value: false, from: 'default' },
      accept: { value: [], from: 'default' },
    });
  });

  it('is told by the flag first, then by the file', () => {
    const file = fileOf({
      services: ['ec2'],
      scope: { regions: ['eu-west-1'], vpcs: ['vpc-a'] },
      failOn: 'note',
      occupancy: { unused: 'error', empty: 'off' },
      rules: { 'nat-toll': 'off', 'public-path': 'on' },
      tags: true,
      accept: [{ vpc: 'vpc-a', reason: 'x', owner: 'us' }],
    });
    const settings = effectiveConfig({ services: ['s3'], failOn: 'never' }, file, rules);

    expect(describeConfig(settings, 'c.json', rules)).toEqual({
      config: 'c.json',
      services: { value: ['s3'], from: '--service' },
      scope: {
        regions: { value: ['eu-west-1'], from: 'c.json' },
        vpcs: { value: ['vpc-a'], from: 'c.json' },
        subnets: { value: [], from: 'default' },
      },
      failOn: { value: 'never', from: '--fail-on' },
      rules: { 'public-path': { value: 'error', from: 'c.json' }, 'nat-toll': { value: 'off', from: 'c.json' } },
      occupancy: {
        unused: { value: 'error', from: 'c.json' },
        equipment: { value: 'note', from: 'default' },
        empty: { value: 'off', from: 'c.json' },
      },
      tags: { value: true, from: 'c.json' },
      accept: { value: [{ vpc: ['vpc-a'], reason: 'x', owner: 'us' }], from: 'c.json' },
    });
  });
});
