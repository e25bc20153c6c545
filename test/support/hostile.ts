import fc from 'fast-check';
import type { Report } from '../../src/audit.ts';
import { obeyed } from './ci-agents.ts';
import { reportOf } from './report.ts';

const attacks = [
  '\u001b[31mred\u001b[0m',
  '\u009b2J',
  '\u001b]8;;https://evil.example\u0007click\u001b]8;;\u0007',
  '\r\n::error title=pwned::gone',
  '::add-mask::secret',
  '##[add-mask]secret',
  '##vso[task.setvariable variable=PATH]/tmp',
  'x ###VSO[task.prependpath]/tmp',
  "##teamcity[setParameter name='env.PATH' value='/tmp']",
  '\u3000 ::set-env name=PATH::/tmp',
  `${'x'.repeat(57)}::stop-commands::x`,
  '%0A::error::percent',
  '=HYPERLINK("https://evil.example","x")',
  '+1+1',
  '-2+3',
  '@SUM(A1)',
  '\t=1',
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '</details>',
  '<!-- ',
  ']]>',
  '&lt;b&gt;',
  '[link](https://evil.example)',
  '![image](https://evil.example/x.png)',
  '[ref]: https://evil.example',
  'https://evil.example',
  'www.evil.example',
  'me@evil.example',
  '@octocat',
  'octo/cat#1',
  '#1',
  'GH-1',
  '`code',
  '``` fence',
  '| cell |',
  '---',
  '* item',
  '1. item',
  '{0}',
  '"quoted",\'too\'',
  '\u0000\u0008\u000b\u000c\ufffe\uffff',
  '\ud800',
  'x\udc00y',
  '\u2028\u2029\u0085',
  '\u202egnp.exe',
  '\u200b\ufeff',
  '이름 🏳️‍🌈',
];

/** What somebody may call a resource who wants to harm whoever reads the report. */
export const hostileText: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(fc.constantFrom(...attacks), fc.constantFrom(...attacks), fc.string({ unit: 'binary', maxLength: 8 })),
    {
      minLength: 1,
      maxLength: 6,
    },
  )
  .chain((parts) => fc.constantFrom('', ' ', '\n').map((glue) => parts.join(glue)));

/** Any of these would be obeyed if it stood in a line as it is. */
export const ciCommands: readonly string[] = attacks.filter((text) => obeyed(text).length > 0);

/** A report in which all that comes from outside is hostile, ids too. */
export const hostileReport: fc.Arbitrary<Report> = fc
  .array(hostileText, { minLength: 12, maxLength: 12 })
  .map((texts) => {
    const [
      name = '',
      id = '',
      message = '',
      remedy = '',
      reason = '',
      why = '',
      by = '',
      doubt = '',
      vpc = '',
      a = '',
      r = '',
      n = '',
    ] = texts;
    const place = { account: a, region: r, vpcId: vpc };
    const report = reportOf({
      scopes: [{ account: a, region: r, takenAt: n }],
      paths: [
        {
          ...place,
          vpcName: name,
          subnetId: id,
          subnetName: n,
          name: n,
          reason,
          doubts: [doubt],
          via: { kind: 'nat-gateway', id: n },
        },
        { ...place, vpcName: name, subnetId: n, verdict: 'unknown', reason },
      ],
      endpoints: [{ ...place, endpointId: n, serviceName: name, state: reason }],
      findings: [
        { ...place, resource: id, message, remedy, command: name, fingerprint: `1f:${id}` },
        {
          ...place,
          resource: n,
          message: name,
          remedy,
          rule: 'nat-detour',
          severity: 'warning',
          fingerprint: `2e:${n}`,
        },
        {
          ...place,
          resource: name,
          message: n,
          remedy: name,
          accepted: { by, reason: why },
          fingerprint: `3d:${name}`,
        },
      ],
      gaps: [{ account: a, region: r, reason, resource: n }],
    });

    return { ...report, accounts: [{ account: a, name, team: why, email: by, unit: doubt }] };
  });
