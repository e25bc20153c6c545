import { describe, expect, it } from 'vitest';
import { identityOf } from '../../src/diff/records-of.ts';
import { isMissed } from '../../src/network/missing-sections.ts';
import { recordField, routeField } from '../../src/snapshot/references.ts';
import type { Section, Sections } from '../../src/snapshot/schema.ts';
import { eachNamed, isForOthersOnly, type SectionSpec, whereNamed } from '../../src/snapshot/section-spec.ts';
import { apiOf, inReadingOrder, operationOf, readBy, sectionNames, sectionSpecs } from '../../src/snapshot/sections.ts';
import { actionsOf } from '../../src/sources/aws/actions.ts';
import { ec2Commands } from '../../src/sources/aws/ec2-commands.generated.ts';
import { resolverCommands } from '../../src/sources/aws/resolver-commands.generated.ts';
import { sectionRequestOf } from '../../src/sources/aws/section-request.ts';
import { collectScript, linesOf } from '../../src/sources/aws-cli/collect-script.ts';
import { commandOf } from '../../src/sources/aws-cli/command.ts';

/** Lists that no code knows: one that routes name, and the entries of each. */
const pools: SectionSpec = {
  action: 'ec2:DescribeWidgetPools',
  why: 'the widget pools that routes use',
  noun: 'widget pool',
  ids: ['WidgetPoolId'],
  member: 'WidgetPools',
  pageSize: 50,
  need: whereNamed(routeField('LocalGatewayId', /^widget-/)),
  decides: 'ways',
};
const entries: SectionSpec = {
  action: 'ec2:GetWidgetPoolEntries',
  why: 'the entries of those pools',
  noun: 'entries',
  ids: ['WidgetPoolId'],
  key: 'WidgetPoolId',
  member: 'Entries',
  pageSize: 10,
  need: eachNamed(recordField('transitGateways', 'TransitGatewayId')),
  decides: 'ways',
};

/** Their names are in no schema, and no derivation asks for one. */
const name = 'widgetPools' as Section;

const routedTo = (LocalGatewayId: string): Sections => ({
  routeTables: [{ RouteTableId: 'rtb-1', Routes: [{ LocalGatewayId }] }],
});

/** A client that gives two pages, and what it was sent. */
const twoPages = (member: string) => {
  const sent: object[] = [];
  const client = {
    async send({ input }: { input: object }) {
      sent.push(input);
      const isLast = sent.length === 2;
      return { [member]: [{ Id: `record-${sent.length}` }], ...(isLast ? {} : { NextToken: 'more' }) };
    },
  };

  return { sent, client };
};
const commandNamed = (operation: string) => ({
  [operation]: class {
    readonly input: object;
    constructor(input: object) {
      this.input = input;
    }
  },
});

describe('one more section needs no code of its own to', () => {
  it('be allowed by the IAM policy', () => {
    expect(actionsOf(pools)).toEqual([{ action: pools.action, why: pools.why, optional: true }]);
  });

  it('be asked for, page after page', async () => {
    const { sent, client } = twoPages('WidgetPools');
    const request = sectionRequestOf(client, commandNamed('DescribeWidgetPools'));

    expect(await request(pools, undefined)).toEqual([{ Id: 'record-1' }, { Id: 'record-2' }]);
    expect(sent).toEqual([
      { MaxResults: 50, NextToken: undefined },
      { MaxResults: 50, NextToken: 'more' },
    ]);
  });

  it('be asked for one resource at a time', async () => {
    const { sent, client } = twoPages('Entries');
    const request = sectionRequestOf(client, commandNamed('GetWidgetPoolEntries'));

    expect(await request(entries, 'pool-1')).toEqual([
      { WidgetPoolId: 'pool-1', Entries: [{ Id: 'record-1' }, { Id: 'record-2' }] },
    ]);
    expect(sent[0]).toEqual({ WidgetPoolId: 'pool-1', MaxResults: 10, NextToken: undefined });
  });

  it('be saved by the collect script, in a file named after its command', () => {
    expect(linesOf(name, pools)).toBe(
      [
        'if [ -n "$(values describe-route-tables LocalGatewayId | grep -E \'^widget-\')" ]; then',
        '  save describe-widget-pools ec2 describe-widget-pools',
        'fi',
      ].join('\n'),
    );
    expect(linesOf(name, entries)).toBe(
      [
        'for id in $(values describe-transit-gateways TransitGatewayId); do',
        '  save "get-widget-pool-entries.$id" \\',
        '    ec2 get-widget-pool-entries --widget-pool-id "$id"',
        'done',
      ].join('\n'),
    );
    const { need: _, ...always } = pools;
    expect(linesOf(name, always)).toBe('save describe-widget-pools ec2 describe-widget-pools');
  });

  it('be missed by a snapshot that leaves it out, where it is needed', () => {
    expect(isMissed(pools, routedTo('widget-1'))).toBe(true);
    expect(isMissed(pools, routedTo('lgw-1'))).toBe(false);
    expect(isMissed(entries, { transitGateways: [{ TransitGatewayId: 'tgw-1' }] })).toBe(true);
    expect(isMissed(entries, { transitGateways: [] })).toBe(false);
    expect(isMissed({ ...pools, missing: 'never' }, routedTo('widget-1'))).toBe(false);
  });

  it('be told apart, record by record, in a diff', () => {
    expect(identityOf({ WidgetPoolId: 'pool-1', Size: 3 }, pools)).toEqual({ key: 'pool-1', resource: 'pool-1' });
  });
});

describe('every section', () => {
  it('says what it is asked about where that is one resource at a time', () => {
    const silent = sectionNames.filter(
      (name) => (sectionSpecs[name].key === undefined) !== (sectionSpecs[name].each === undefined),
    );

    expect(silent).toEqual([]);
  });

  it.each(sectionNames)('has what asking for it takes: %s', (section) => {
    const spec = sectionSpecs[section];
    const commands = apiOf(spec) === 'ec2' ? ec2Commands : resolverCommands;
    const isGenerated = Object.hasOwn(commands, operationOf(spec));

    expect(isGenerated || ['route53', 'route53profiles', 'ram'].includes(apiOf(spec))).toBe(true);
    expect(new RegExp(` ${commandOf(spec)}\\b(?!-)`).test(collectScript())).toBe(!isForOthersOnly(spec));
  });

  it('comes after all that its need reads', () => {
    for (const section of sectionNames) {
      const { need } = sectionSpecs[section];
      for (const other of need === undefined ? [] : readBy(need))
        expect(inReadingOrder.indexOf(other)).toBeLessThan(inReadingOrder.indexOf(section));
    }
  });

  it('reads in its need no section but those that it says', () => {
    const looked = new Set<string>();
    for (const section of sectionNames) {
      const { need, forOthers } = sectionSpecs[section];
      for (const one of [need, forOthers]) {
        if (one === undefined) continue;
        looked.clear();
        const spied: Sections = new Proxy({}, { get: (_, key) => void looked.add(String(key)) });
        one.wanted(spied);

        expect([section, [...looked].filter((key) => !readBy(one).some((name) => name === key))]).toEqual([
          section,
          [],
        ]);
      }
    }
  });
});
