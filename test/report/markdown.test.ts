import fc from 'fast-check';
import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';
import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/audit.ts';
import { githubStepSummary } from '../../src/report/github.ts';
import { markdown } from '../../src/report/markdown.ts';
import { hostileReport, hostileText } from '../support/hostile.ts';
import { gatewayEndpoint, reportOf } from '../support/report.ts';

const textOf = (report: Report): string => markdown(report, { columns: 80, color: true });

const render = (text: string): string =>
  micromark(text, { extensions: [gfm()], htmlExtensions: [gfmHtml()], allowDangerousHtml: true });

const withoutCode = (html: string): string => html.replace(/<code[^>]*>.*?<\/code>/gs, '');
const tagsOf = (html: string): Set<string> => new Set(html.match(/<[^>]*>/g));

const ourTags = [
  ...['h2', 'h3', 'p', 'strong', 'ul', 'li', 'code', 'pre', 'details', 'summary'].flatMap((tag) => [
    `<${tag}>`,
    `</${tag}>`,
  ]),
  '<code class="language-sh">',
];

describe('markdown', () => {
  it('says the verdict first, then what to do, and folds where', () => {
    const report = reportOf({
      paths: [{}, { service: 'dynamodb', verdict: 'private', via: gatewayEndpoint('vpce-1') }],
      findings: [{}, { resource: 'subnet-b', message: 'subnet-b reaches s3 publicly', confidence: 'likely' }],
      rules: [{ title: 'Leaves publicly', page: 'https://example.com/public-path' }],
    });

    expect(textOf(report)).toBe(`<!-- vpce-audit -->

## ❌ vpce-audit: 1 of 2 paths is public, 1 private; 2 errors

### 🔴 Create a gateway endpoint for \`s3\` in vpc-main

[\`public-path\`](https://example.com/public-path) (error) — Leaves publicly

<details><summary>2 findings</summary>

- \`subnet-app\` (\`111122223333\` \`ap-northeast-2\`), 1 client: subnet-app reaches \`s3\` publicly through nat-main
- \`subnet-b\` (\`111122223333\` \`ap-northeast-2\`), likely, 1 client: subnet-b reaches \`s3\` publicly

</details>


vpce-audit 1.0.0 · \`111122223333\` \`ap-northeast-2\` \`2026-11-02T03:04:05Z\`
`);
  });

  it('keeps what is accepted in sight, with the reason', () => {
    const text = textOf(
      reportOf({ findings: [{ accepted: { by: 'baseline', reason: 'legacy', expires: '2027-01-31' } }] }),
    );

    expect(text).toContain('## ✅ vpce-audit: there are no paths to check; 1 accepted\n');
    expect(text).toContain('<details><summary>1 accepted</summary>');
    expect(text).toContain(' — legacy (baseline, until `2027-01-31`)');
  });

  it('gives no all-clear for an audit that is incomplete', () => {
    const text = textOf(reportOf({ paths: [{ verdict: 'unknown' }], gaps: [{}] }));

    expect(text).toContain('## ⚠️ vpce-audit: of what could be read, 1 of 1 path is unknown; the audit is incomplete\n');
    expect(text).toContain('1 request for facts went unanswered, and what becomes of 1 path is unknown');
    expect(text).toContain('- `ec2:DescribeNatGateways` (`111122223333` `ap-northeast-2`): You are not authorized');
    expect(text).not.toMatch(/✅|nothing was found/);
  });

  it('fits into a comment, and says what it leaves out', () => {
    const findings = Array.from({ length: 3_000 }, (_, index) => ({
      remedy: `Mend ${index % 500}`,
      fingerprint: `${index}`,
      accepted: undefined,
    }));
    const text = textOf(reportOf({ findings, gaps: Array.from({ length: 1_000 }, () => ({})) }));

    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(65_536);
    expect(text).toMatch(
      /There is no room here for \d+ more causes with [\d,]+ findings\.\*\* The JSON report has them all\./,
    );
    expect(text).toMatch(/- … and \d+ more, not shown here\n/);
  });

  it('leaves room for other causes beside one with very many findings', () => {
    const many = Array.from({ length: 2_000 }, (_, index) => ({ fingerprint: `${index}` }));
    const text = textOf(reportOf({ findings: [...many, { remedy: 'Mend the other one', fingerprint: 'x' }] }));

    expect(text).toContain('### 🔴 Mend the other one');
  });

  it('renders to our own elements and no others, whatever the names: no link, image, HTML, mention, issue or table', () => {
    fc.assert(
      fc.property(hostileReport, (report) => {
        for (const text of [textOf(report), githubStepSummary(report)]) {
          const html = render(text).replace('<!-- vpce-audit -->', '');

          expect([...tagsOf(html)].filter((tag) => !ourTags.includes(tag))).toEqual([]);
          expect(withoutCode(html)).not.toMatch(/[@#`]\w|https?:|www\.|\.example/);
          expect(text).not.toMatch(/[^\P{Cc}\n]|[\p{Cs}\p{Zl}\p{Zp}\u202e\u200b]/u);
        }
      }),
    );
  });

  it('fits into a comment however long the names', () => {
    fc.assert(
      fc.property(hostileText, fc.integer({ min: 1, max: 5_000 }), (text, times) => {
        const name = text.repeat(times);
        const findings = [
          { message: name, remedy: name },
          { accepted: { by: name, reason: name }, fingerprint: 'b' },
        ];
        const report = reportOf({ findings, gaps: [{ reason: name }], scopes: [{ region: name }] });

        expect(Buffer.byteLength(textOf(report))).toBeLessThanOrEqual(65_536);
      }),
      { numRuns: 30 },
    );
  });
});
