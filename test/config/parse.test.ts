import { describe, expect, it } from 'vitest';
import { parseConfig } from '../../src/config/parse.ts';
import { parseYaml } from '../../src/config/yaml.ts';

const ruleIds = ['public-path', 'nat-toll'];
const read = (value: unknown) => parseConfig(value, 'c.json', ruleIds);

const faultOf = (act: () => unknown): unknown => {
  try {
    return act();
  } catch (error) {
    return error;
  }
};

const everything = `
services: [s3, ecr.api]
scope:
  regions: [eu-west-1]
  vpcs: [vpc-a]
  subnets: [subnet-a]
rules:
  nat-toll: off
  public-path: warning
failOn: warning
occupancy:
  unused: error
  equipment: off
tags: true
accept:
  - account: 012345678901
    subnet: [subnet-a, "subnet-b*"]
    tag: team=data
    reason: moves in spring
    expires: 2027-01-31
    owner: data team
`;

describe('a config', () => {
  it('may say nothing', () => {
    expect(read({})).toEqual({ scope: {}, rules: {}, accept: [] });
  });

  it('may be an empty YAML file', () => {
    expect(read(parseYaml('# nothing yet\n', 'c.yaml'))).toEqual({ scope: {}, rules: {}, accept: [] });
  });

  it('says everything in YAML as in JSON, where account ids keep their zeros and days stay text', () => {
    expect(read(parseYaml(everything, 'c.yaml'))).toEqual({
      services: ['s3', 'ecr.api'],
      scope: { regions: ['eu-west-1'], vpcs: ['vpc-a'], subnets: ['subnet-a'] },
      rules: { 'nat-toll': 'off', 'public-path': 'warning' },
      failOn: 'warning',
      occupancy: { unused: 'error', equipment: 'off' },
      tags: true,
      accept: [
        {
          match: { account: ['012345678901'], subnet: ['subnet-a', 'subnet-b*'], tag: ['team=data'] },
          reason: 'moves in spring',
          expires: '2027-01-31',
          owner: 'data team',
        },
      ],
    });
  });

  it.each([
    ['an unknown key', { servcies: ['s3'] }, 'servcies is not known', 'Did you mean services?'],
    ['an unknown key that is like none', { zebra: 1 }, 'zebra is not known', 'There are: '],
    ['an unknown key of the scope', { scope: { vpc: ['vpc-a'] } }, 'scope.vpc is not known', 'Did you mean vpcs?'],
    ['an unknown rule', { rules: { 'public-paths': 'off' } }, 'rules.public-paths is not known', 'public-path?'],
    ['a level that there is not', { rules: { 'nat-toll': 'warn' } }, 'rules.nat-toll cannot be "warn"', 'There are'],
    ['a severity that there is not', { failOn: 'errors' }, 'failOn cannot be "errors"', 'Did you mean error?'],
    ['text for a list', { services: 's3' }, 'services must be a list, not text', 'Mend'],
    ['a blank service', { services: ['s3', ''] }, 'services[1] is empty', 'Fill it in'],
    ['text for a flag', { tags: 'yes' }, 'tags must be true or false, not text', 'Mend'],
    ['no reason', { accept: [{ rule: '*' }] }, 'accept[0].reason is missing', 'text'],
    ['nothing accepted', { accept: [{ reason: 'x' }] }, 'accept[0] does not say what it accepts', 'rule: "*"'],
    ['a mistyped expiry', { accept: [{ rule: '*', reason: 'x', expire: 'y' }] }, 'accept[0].expire is', 'expires?'],
    ['an empty list', { accept: [{ subnet: [], reason: 'x' }] }, 'accept[0].subnet is an empty list', 'leave it out'],
    ['a tag without a value', { accept: [{ tag: 'legacy', reason: 'x' }] }, 'accept[0].tag names no value', 'legacy=*'],
    [
      'a number',
      { accept: [{ account: [1], reason: 'x' }] },
      'accept[0].account[0] must be text, not a number',
      'quotes',
    ],
    ['a list for the file', [], 'the file must be an object, not a list', 'Mend'],
    ['a prototype', JSON.parse('{"__proto__": {"tags": true}}'), '__proto__ is not known', 'There are'],
    ['a rule of Object', { rules: { constructor: 'off' } }, 'rules.constructor is not known', 'There are'],
  ])('says where %s is', (_title, value, message, hint) => {
    expect(faultOf(() => read(value))).toMatchObject({
      name: 'Failure',
      message: expect.stringContaining(`c.json: ${message}`),
      hint: expect.stringContaining(hint),
    });
  });
});

it('refuses more entries than can be held against every finding', () => {
  const accept = Array.from({ length: 10_001 }, () => ({ rule: '*', reason: 'x' }));

  expect(faultOf(() => read({ accept }))).toMatchObject({
    message: 'c.json: accept has 10001 entries, and 10000 are the most that are read',
    hint: expect.stringContaining('vpce-audit baseline'),
  });
});

describe('YAML', () => {
  it.each([
    ['no end', 'a: [1, 2', 'line 1, column 9'],
    ['a key twice', 'tags: true\ntags: false', 'line 2, column 1'],
    ['a tag of its own', 'a: !js x', 'line 1, column 4'],
    ['a key twice in a map of its own', 'a: {b: 1, c: 2, b: 3}', 'line 1, column 17'],
    ['more brackets than anybody closes', '['.repeat(50_000), 'c.yaml'],
    ['brackets nested too deeply', `${'['.repeat(200_000)}${']'.repeat(200_000)}`, 'nested too deeply'],
    ['dashes nested too deeply', `${'- '.repeat(50_000)}x`, 'nested too deeply'],
    ['question marks nested too deeply', `${'? '.repeat(50_000)}x`, 'nested too deeply'],
    ['two documents', 'a: 1\n---\nb: 1', 'line 2, column 1'],
    ['a key that is a list', '? [a]\n: 1', 'line 1, column 3'],
    ['an alias of nothing', 'a: *x', 'Unresolved alias'],
  ])('with %s is refused', (_title, text, place) => {
    expect(faultOf(() => parseYaml(text, 'c.yaml'))).toMatchObject({
      name: 'Failure',
      message: expect.stringMatching(/^c\.yaml is not YAML: /),
      hint: 'Mend it there.',
    });
    expect(String(faultOf(() => parseYaml(text, 'c.yaml')))).toContain(place);
  });

  it('that multiplies itself is refused', () => {
    const lines = ['a: &a [x, x, x, x, x, x, x, x, x]'];
    for (const [from, to] of ['ab', 'bc', 'cd', 'de', 'ef', 'fg', 'gh']) {
      lines.push(`${to}: &${to} [*${from},*${from},*${from},*${from},*${from},*${from},*${from},*${from},*${from}]`);
    }

    expect(String(faultOf(() => parseYaml(lines.join('\n'), 'c.yaml')))).toContain('Excessive alias count');
  });
});
