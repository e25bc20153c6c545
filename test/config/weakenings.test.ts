import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { audit } from '../../src/audit.ts';
import { auditOptionsOf } from '../../src/cli/settings.ts';
import { occupancyLevels, ruleLevels } from '../../src/config/config.ts';
import { type EffectiveConfig, effectiveConfig, type GivenFlags } from '../../src/config/effective.ts';
import { parseConfig } from '../../src/config/parse.ts';
import { weakeningsOf } from '../../src/config/weakenings.ts';
import { rules } from '../../src/rules/all.ts';
import type { Snapshot } from '../../src/snapshot/schema.ts';
import { networkSpec, worldOf } from '../support/network-spec.ts';

const ids = rules.map(({ id }) => id);

const weakened = (value: object, flags: GivenFlags = {}) =>
  weakeningsOf(
    effectiveConfig(flags, { path: 'c.json', config: parseConfig(value, 'c.json', ids) }, rules),
    'c.json',
    rules,
  );

describe('a config that lets an audit find or fail for less', () => {
  it.each([
    [{ rules: { 'nat-toll': 'off' } }, 'rules.nat-toll', 'rule-off', 'the rule is off'],
    [
      { rules: { 'public-path': 'note' } },
      'rules.public-path',
      'severity',
      'its findings are of severity note instead of error',
    ],
    [
      { rules: { 'split-path': 'warning' } },
      'rules.split-path',
      'severity',
      'its findings are of severity warning instead of error',
    ],
    [{ occupancy: { unused: 'off' } }, 'occupancy.unused', 'severity', 'what is found there is left out'],
    [
      { occupancy: { empty: 'note' } },
      'occupancy.empty',
      'severity',
      'what is found there is of severity note at most',
    ],
    [{ services: ['s3', '@eks'] }, 'services', 'scope', 'dynamodb is not looked at'],
    [{ services: ['sns'] }, 'services', 'scope', 's3, dynamodb, ec2 are not looked at'],
    [{ scope: { regions: ['eu-west-1'] } }, 'scope.regions', 'scope', 'nothing but eu-west-1 is looked at'],
    [
      { scope: { vpcs: ['a', 'b', 'c', 'd', 'e'] } },
      'scope.vpcs',
      'scope',
      'nothing but a, b, c and 2 more is looked at',
    ],
    [{ scope: { subnets: ['a'] } }, 'scope.subnets', 'scope', 'nothing but a is looked at'],
    [{ scope: { subnets: ['all'] } }, 'scope.subnets', 'scope', 'nothing but all is looked at'],
    [{ failOn: 'never' }, 'failOn', 'gate', 'no finding fails'],
  ])('is told of: %j', (config, setting, kind, effect) => {
    expect(weakened(config)).toEqual([{ setting, kind, effect, file: 'c.json' }]);
  });

  it.each([
    [{}],
    [
      {
        rules: { 'public-path': 'on', 'nat-toll': 'error', 'open-endpoint-policy': 'note', 'transit-path': 'warning' },
      },
    ],
    [{ occupancy: { unused: 'error', equipment: 'note', empty: 'error' } }],
    [{ services: ['all'] }],
    [{ services: ['com.amazonaws.eu-west-1.s3', 'dynamodb', 'ec2', 'sts'] }],
    [{ scope: { regions: ['all'] } }],
    [{ failOn: 'warning', tags: true, accept: [{ rule: '*', reason: 'counted as accepted' }] }],
  ])('is not one that leaves all as it is, or asks for more: %j', (config) => {
    expect(weakened(config)).toEqual([]);
  });

  it('is not what a flag outranks', () => {
    const config = { services: ['sns'], failOn: 'never', scope: { regions: ['a'], vpcs: ['b'], subnets: ['c'] } };
    const flags = { services: ['s3'], failOn: 'error', regions: ['x'], vpcs: ['y'], subnets: ['z'] } as const;

    expect(weakened(config, flags)).toEqual([]);
  });
});

describe('no config', () => {
  const level = fc.constantFrom(...ruleLevels);
  const most = fc.constantFrom(...occupancyLevels);
  const anyConfig = fc.record(
    {
      rules: fc.dictionary(fc.constantFrom(...ids), level, { maxKeys: 4 }),
      occupancy: fc.record({ unused: most, equipment: most, empty: most }, { requiredKeys: [] }),
      services: fc.subarray(['s3', 'dynamodb', 'ec2', '@eks', 'sts'], { minLength: 1 }),
    },
    { requiredKeys: [] },
  );

  const severitiesOf = (snapshot: Snapshot, effective: EffectiveConfig): ReadonlyMap<string, string> => {
    const options = auditOptionsOf({ effective, configFile: null, weakenings: [] }, { source: 'snapshot' });

    return new Map(audit(snapshot, options).findings.map(({ fingerprint, severity }) => [fingerprint, severity]));
  };
  const weight = (severity: string | undefined): number => ['error', 'warning', 'note', undefined].indexOf(severity);

  it('makes a finding lighter, or go away, without being told of', () => {
    fc.assert(
      fc.property(networkSpec, anyConfig, (spec, value) => {
        const snapshot = worldOf(spec).snapshot();
        const file = { path: 'c.json', config: parseConfig(value, 'c.json', ids) };
        const configured = effectiveConfig({}, file, rules);
        const [usual, now] = [
          severitiesOf(snapshot, effectiveConfig({}, null, rules)),
          severitiesOf(snapshot, configured),
        ];
        const isLess = [...usual].some(([fingerprint, severity]) => weight(now.get(fingerprint)) > weight(severity));

        if (isLess) expect(weakeningsOf(configured, 'c.json', rules)).not.toEqual([]);
      }),
      { numRuns: 40 },
    );
  });
});
