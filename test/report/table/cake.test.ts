import { describe, expect, it } from 'vitest';
import { audit } from '../../../src/audit.ts';
import { table } from '../../../src/report/table.ts';
import { demoSnapshot } from '../../../src/sources/demo.ts';

const cake = audit(demoSnapshot(), { source: 'demo', version: '1.0.0', services: [], vpcs: [], subnets: [] });

describe('the table of the Cake VPC', () => {
  it('fits a terminal of 24 lines', () => {
    expect(table(cake, { columns: 80, color: false }).trimEnd().split('\n').length).toBeLessThanOrEqual(24);
  });

  it('keeps to the findings and the verdict when asked to be quiet', () => {
    const text = table(cake, { columns: 120, color: false, detail: 'quiet' });

    expect(text).toMatch(/^findings\n\n {2}error public-path × 4\n/);
    expect(text).toMatch(/\n {4}\$ aws ec2 create-vpc-endpoint .*\n/);
    expect(text).not.toContain('what to do');
    expect(text.trimEnd()).toMatch(/\n✗ 11 of 12 paths are public, 1 private\. 11 errors, 1 warning, 2 notes\.$/);
  });

  it('speaks ASCII to terminals that know nothing else', () => {
    const text = table(cake, { columns: 80, color: false, ascii: true });

    expect(text).not.toMatch(/[^\n\x20-\x7e]/);
    expect(text).toContain('+ private');
    expect(text).toContain('x Cake-NAT');
  });

  it.each(['normal', 'verbose'] as const)('says the same with colours as without: %s', (detail) => {
    for (const columns of [60, 80, 120]) {
      const coloured = table(cake, { columns, color: true, detail });

      expect(coloured).toMatch(/\u001b\[31m✗/);
      expect(coloured.replace(/\u001b\[\d+m/g, '')).toBe(table(cake, { columns, color: false, detail }));
    }
  });
});
