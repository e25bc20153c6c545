import { expect, it } from 'vitest';
import { lineOfKeyIn } from '../../src/config/yaml.ts';

const yaml = '# settings\nrules:\n  nat-toll: "off"\nscope:\n  vpcs:\n    - a\n';
const json = '{\n\t"scope": {\n\t\t"vpcs": ["a"]\n\t},\n\t"rules": { "nat-toll": "off" }\n}\n';

it.each([
  ['YAML', yaml, { 'rules.nat-toll': 3, 'scope.vpcs': 5, scope: 4 }],
  ['JSON', json, { 'rules.nat-toll': 5, 'scope.vpcs': 3, scope: 2 }],
])('finds the line of a key in %s', (_title, text, lines) => {
  for (const [key, line] of Object.entries(lines)) expect(lineOfKeyIn(text)(key.split('.'))).toBe(line);
});

it.each(['failOn', 'rules.absent', 'rules.nat-toll.deeper'])('finds no line where there is no key: %s', (key) => {
  expect(lineOfKeyIn(yaml)(key.split('.'))).toBeUndefined();
});
