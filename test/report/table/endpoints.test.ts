import { describe, expect, it } from 'vitest';
import { draw } from '../../support/drawn-table.ts';
import { reportOf } from '../../support/report.ts';

describe('interface endpoints', () => {
  it('are listed where their private DNS is not in effect, with the reasons, if all is asked for', () => {
    const dns = { names: [], reasons: [] };
    const endpoints = [
      { service: 'ec2', privateDns: { ...dns, status: 'effective' as const } },
      { service: 'sts', privateDns: { ...dns, status: 'ineffective' as const, reasons: ['dns-hostnames-off'] } },
      { service: 's3', type: 'gateway' },
      { service: 'logs', state: 'pending', privateDns: { ...dns, status: 'off' as const } },
    ];

    expect(draw(reportOf({ endpoints }))).not.toContain('dns-hostnames-off');
    expect(draw(reportOf({ endpoints }), { detail: 'verbose' })).toContain(`
interface endpoints whose private DNS is not in effect
  vpce-sts   sts   ineffective  dns-hostnames-off
  vpce-logs  logs  off          endpoint pending
`);
  });
});
