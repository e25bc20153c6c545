import { apiOf, operationOf, sectionNames, sectionSpecs } from '../../src/snapshot/sections.ts';
import type { Output } from './output.ts';

const tables = [
  { api: 'ec2', client: '@aws-sdk/client-ec2', name: 'ec2Commands', file: 'ec2-commands' },
  {
    api: 'route53resolver',
    client: '@aws-sdk/client-route53resolver',
    name: 'resolverCommands',
    file: 'resolver-commands',
  },
] as const;

/** By the API's own names: of the SDK, only what is imported gets into the bundle. */
export const outputs = (): readonly Output[] =>
  tables.map(({ api, client, name, file }) => {
    const specs = sectionNames.map((section) => sectionSpecs[section]).filter((spec) => apiOf(spec) === api);
    const operations = specs.map(operationOf).toSorted();

    return {
      path: `src/sources/aws/${file}.generated.ts`,
      text: `${[
        '// Written by npm run generate, from src/snapshot/sections.ts.',
        'import {',
        ...operations.map((operation) => `  ${operation}Command,`),
        `} from '${client}';`,
        '',
        '/** The command of each operation that a section takes. */',
        `export const ${name} = {`,
        ...operations.map((operation) => `  ${operation}: ${operation}Command,`),
        '};',
      ].join('\n')}\n`,
    };
  });
