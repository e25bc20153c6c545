import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { audit, type Report } from '../../src/audit.ts';
import { htmlPage } from '../../src/report/html.ts';
import { demoSnapshot } from '../../src/sources/demo.ts';
import { hostileReport } from '../support/hostile.ts';
import { hub } from '../support/hub.ts';
import { hubReport } from '../support/hub-account.ts';
import { findingOf, pathOf, reportOf } from '../support/report.ts';
import { shownPages } from '../support/shown-pages.ts';
import { world } from '../support/world.ts';

const style = { columns: 100, color: false };
const pageOf = (report: Report): string => htmlPage(report, style);
const cake = (snapshot = demoSnapshot()): Report =>
  audit(snapshot, { source: 'demo', version: '0.0.0', services: [], vpcs: [], subnets: [] });

/** What a reader sees, without tags. */
const textOf = (page: string): string =>
  page
    .replace(/<(style|script)[^>]*>.*?<\/\1>/gs, '')
    .replace(/<[^>]*>/g, '')
    .replaceAll('&#39;', "'");

const idsIn = (page: string): readonly string[] => [...page.matchAll(/ id="([^"]*)"/g)].map(([, id = '']) => id);
const fragmentsIn = (page: string): readonly string[] =>
  [...page.matchAll(/ (?:href|xlink:href)="#([^"]*)"/g)].map(([, id = '']) => decodeURIComponent(id));

describe('the page', () => {
  it('says first how many paths are public, from where, through what, and what mends it', () => {
    const text = textOf(pageOf(cake()));

    expect(text).toContain('11 of 12 paths are public.');
    expect(text).toContain(
      'All 4 subnets of Cake-VPC, with all 3 clients, reach at least one of S3, DynamoDB and the EC2 API at public addresses, through Cake-NAT and Cake-IGW. Three changes turn all 11 private.',
    );
  });

  it('says what a month costs, today and of what is to do', () => {
    const text = textOf(pageOf(cake()));

    expect(text).toContain('A monthThe NAT gateway costs about $33 a month (us-east-1), plus each gigabyte.');
    expect(text).toContain('7 public paths left, $0 a month');
    expect(text).not.toContain('it costs nothing');
  });

  it('calls things by their names, and tells their ids once', () => {
    const text = textOf(pageOf(cake()));

    expect(text).toContain('Associate route tables Cake-Private-2, Cake-Public with gateway endpoint Cake-S3');
    expect(text).not.toContain('Cake-EC2 (Cake-EC2)');
    expect(textOf(pageOf(hubReport()))).toContain('App-c in us-east-1c routes to ');
  });

  it('asks for nothing, and allows only its own style and script', () => {
    const page = pageOf(cake());
    const [, policy = ''] = page.match(/<meta http-equiv="Content-Security-Policy" content="([^"]*)">/) ?? [];
    const hashed = (tag: string): string => {
      const [, text = ''] = page.match(new RegExp(`<${tag}[^>]*>(.*?)</${tag}>`, 's')) ?? [];

      return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
    };

    expect(policy.split('; ')).toEqual([
      "default-src 'none'",
      `style-src ${hashed('style')}`,
      `script-src ${hashed('script')}`,
      "base-uri 'none'",
      "form-action 'none'",
    ]);
    expect(page).not.toMatch(
      / (src|srcset|action|style|on[a-z]+)=|<(link|img|iframe|object|embed|base)\b|@import|url\((?!#)/,
    );
  });

  it('gives the same bytes in whatever order AWS lists things', () => {
    const [scope] = demoSnapshot().scopes;
    const reversed = Object.fromEntries(
      Object.entries(scope?.sections ?? {}).map(([name, records]) => [
        name,
        Array.isArray(records) ? records.toReversed() : records,
      ]),
    );
    const other = { ...demoSnapshot(), scopes: scope === undefined ? [] : [{ ...scope, sections: reversed }] };

    expect(pageOf(cake(other))).toBe(pageOf(cake()));
  });

  it.each([
    ['the demo', cake()],
    ['a hub', hub().endpoint('vpce-ec2', 'ec2', { vpc: 'hub' }).report(['s3', 'ec2'])],
    ['a report that no audit made', reportOf({ paths: [{}], findings: [{}] })],
    ['nothing at all', reportOf({})],
  ])('gives no id twice, and links to nothing that is not there: %s', (_title, report) => {
    const page = pageOf(report);
    const ids = idsIn(page);
    // A subnet that shares a panel is found in it by the script.
    const known = new Set(ids);

    expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([]);
    expect(fragmentsIn(page).filter((id) => !known.has(id))).toEqual([]);
  });

  it('draws alike subnets once: it grows with distinct ways, not with subnets', () => {
    const sized = (count: number): number => {
      const network = world().subnet('app', { routes: { '0.0.0.0/0': 'igw-main' } });
      for (let n = 0; n < count; n += 1)
        network.subnet(`db-${n}`, { cidr: `10.0.${100 + (n >> 4)}.${(n & 15) * 16}/28`, routes: null });

      return pageOf(network.report(['s3', 'dynamodb', 'ec2'])).length;
    };

    expect((sized(200) - sized(20)) / 180).toBeLessThan(200);
  });

  it('weighs 230 kB for three VPCs on a transit gateway, 40 kB of them where they are compressed', () => {
    const page = pageOf(hubReport());

    expect(Buffer.byteLength(page)).toBeLessThan(230_000);
    expect(gzipSync(page).length).toBeLessThan(40_000);
  });

  it('says of each change how many public paths are left once it and all before it are made', () => {
    const network = world();
    for (let n = 0; n < 9; n += 1)
      network
        .vpc(`v${n}`, `10.${n + 1}.0.0/16`)
        .subnet(`p${n}`, { vpc: `v${n}`, cidr: `10.${n + 1}.0.0/24`, routes: { '0.0.0.0/0': `igw-${n}` } })
        .nat(`n${n}`, `p${n}`)
        .subnet(`s${n}`, { vpc: `v${n}`, cidr: `10.${n + 1}.1.0/24`, routes: { '0.0.0.0/0': `nat-n${n}` } })
        .interface(`eni${n}`, `s${n}`);
    const text = textOf(pageOf(network.report(['s3'])));
    const left = [...text.matchAll(/(\d+) public paths? left/g)].map(([, count]) => Number(count));

    expect(left).toEqual([8, 7, 6, 5, 4, 3, 2, 1, 0]);
  });

  it('tells what differs in ids alone once, with every command, as the terminal does', () => {
    const page = shownPages.thousand();
    const text = textOf(page);

    expect(text).toMatch(
      /Switch on private DNS of vpce-[0-9a-f]{17}, and 24 alike900 public paths of 5,475 clients turn private/,
    );
    expect(new Set(page.match(/<code>aws ec2 modify-vpc-endpoint [^<]* --private-dns-enabled /g)).size).toBe(25);
    expect(text).toContain('through 75 NAT gateways and 25 internet gateways.');
  });

  it('tells findings that somebody answers for apart, with the reason', () => {
    const accepted = { by: 'baseline', reason: 'until the move', expires: '2027-01-31' };
    const text = textOf(pageOf(reportOf({ paths: [{}], findings: [{ accepted }] })));

    expect(text).toContain('accepted by baseline: until the move, until 2027-01-31');
    expect(text).toContain('There is nothing to do.');
  });

  it('never says that all is private where something was not read', () => {
    const page = textOf(pageOf(reportOf({ paths: [{ verdict: 'private' }], complete: false })));

    expect(page).toContain('No path is public, as far as was read.');
    expect(page).toContain('The audit is incomplete.');
  });

  it('says who read the facts, and what changed since an earlier run', () => {
    const since = { file: 'monday.json', primary: { public: 3, private: 1 }, gone: 2, known: 1 };
    const scopes = [{ readBy: 'arn:aws:sts::111122223333:assumed-role/vpce-audit' }];
    const text = textOf(pageOf({ ...reportOf({ scopes, paths: [{}], findings: [{}] }), since }));

    expect(text).toContain('Read byarn:aws:sts::111122223333:assumed-role/vpce-audit');
    expect(text).toContain('Since monday.jsonpublic paths 3 → 1, 1 new finding, 1 known already, 2 gone');
  });

  it('tells paths over IPv6 beside those over IPv4', () => {
    const paths = [pathOf({}), pathOf({ family: 'ipv6', verdict: 'unreachable', reason: 'no-route' })];
    const text = textOf(pageOf(reportOf({ paths })));

    expect(text).toContain('S3 over IPv6');
  });

  it('shares lines between services that fare alike where there are many', () => {
    const services = ['s3', 'dynamodb', 'ec2', 'sts', 'kms', 'sqs', 'sns', 'logs', 'monitoring'];
    const text = textOf(pageOf(reportOf({ paths: services.map((service) => pathOf({ service })) })));

    expect(text).toContain('S3, DDB, EC2, STS');
  });

  it('obeys nothing that somebody called a resource', () => {
    fc.assert(
      fc.property(hostileReport, (report) => {
        const page = pageOf(report);

        expect(page.match(/<script/g)).toHaveLength(1);
        expect(page).not.toMatch(/<img|<!-- |javascript:/);
        expect(page).not.toMatch(
          /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u200b\ufeff\ud800-\udbff](?![\udc00-\udfff])/,
        );
      }),
      { numRuns: 60 },
    );
  });

  it('names the rule of a finding that the report says nothing of', () => {
    const text = textOf(pageOf(reportOf({ paths: [{}], findings: [findingOf({ rule: 'new-rule' })], rules: [] })));

    expect(text).toContain('What new-rule means');
  });
});
