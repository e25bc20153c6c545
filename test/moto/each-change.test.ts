import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { apply, reverseOf } from '../../src/changes/apply.ts';
import type { Change, ChangeKindName } from '../../src/changes/change.ts';
import { kindOf } from '../../src/changes/kinds.ts';
import { allChanges, oneOfEach, ready } from '../changes/one-of-each.ts';
import { collectFrom } from '../support/loopback/live-run.ts';
import { type Loopback, startLoopback } from '../support/loopback/loopback.ts';
import { type AwsCli, startAwsCli } from './aws-cli.ts';
import { told, withIds } from './told.ts';

let cli: AwsCli;
beforeAll(() => {
  cli = startAwsCli({ AWS_DEFAULT_REGION: 'us-east-1' });
});
afterAll(() => cli.close());

const make = async (changes: readonly Change[], loopback: Loopback, ids: Map<string, string>): Promise<void> => {
  for (const { command, creates } of changes.flatMap((change) => kindOf(change).calls(change))) {
    const [, ...argv] = withIds(command, ids);
    const query = creates === undefined ? [] : ['--query', creates.query, '--output', 'text'];
    const { code, stdout, stderr } = await cli.call([...argv, ...query], loopback.url);
    expect({ code, stderr }, argv.join(' ')).toEqual({ code: 0, stderr: '' });
    if (creates !== undefined) ids.set(creates.id, stdout.trim());
  }
};

const each = oneOfEach();

/** Without what answers names in the place of endpoints, so that each change shows in verdicts. */
const usual = () => {
  const net = ready();
  net.sections.resolverRuleAssociations = [];
  for (const one of net.sections.hostedZones) one.HostedZoneSummaries = [];

  return net;
};

const withZone = () => {
  const net = ready();
  net.sections.resolverRuleAssociations = [];

  return net;
};

/** With a VPC that holds both zones, too. */
const withOtherVpc = () => {
  const { 'associate-zone': added, 'disassociate-zone': removed } = each;
  const net = withZone().vpc('other', '10.9.0.0/16');
  net.sections.resourceRecordSets.push({
    HostedZoneId: added.zone.HostedZoneId,
    ResourceRecordSets: [{ Name: added.zone.Name ?? '', Type: 'A', ResourceRecords: [{ Value: '10.0.1.8' }] }],
  });
  for (const one of net.sections.hostedZones)
    if (one.VPCId === 'vpc-other') one.HostedZoneSummaries = [added.zone, removed.zone];

  return net;
};

interface Special {
  readonly net: () => ReturnType<typeof ready>;
  readonly change?: Change;
  /** What has to be done before, and is not to be seen. */
  readonly first?: Change;
}

/** What some kinds take besides the facts that all the others share. */
const special: Partial<Record<ChangeKindName, Special>> = {
  'set-inbound-only': {
    net: () => usual().endpoint('vpce-paid', 's3'),
    change: { ...each['set-inbound-only'], endpointId: 'vpce-paid' },
  },
  'set-zone-record': { net: withZone },
  'delete-zone-record': { net: withZone },
  'associate-zone': { net: withOtherVpc },
  'disassociate-zone': { net: withOtherVpc },
  'authorize-zone': { net: withZone },
  'revoke-zone': { net: withZone, first: each['authorize-zone'] },
  'associate-resolver-rule': { net: ready },
  'disassociate-resolver-rule': { net: ready },
};

const cases = allChanges()
  .filter(({ kind }) => kind !== 'by-hand')
  .map((one) => {
    const { net = usual, change = one, first } = special[one.kind] ?? {};

    return [one.kind, change, net, first === undefined ? [] : [first]] as const;
  });

describe.each(cases)('%s on a live account', (_, change, net, first) => {
  it('does what it does to a copy, and so does its reverse', async () => {
    const before = net().snapshot();
    const loopback = await startLoopback({ scopes: before.scopes, isWritable: true });
    try {
      const ids = new Map<string, string>();
      await make([...first, change], loopback, ids);
      expect(told(await collectFrom(loopback))).toEqual(told(withIds(apply(before, [change]), ids)));

      const back = reverseOf([change]);
      await make(back, loopback, ids);
      expect(told(await collectFrom(loopback))).toEqual(told(withIds(apply(before, [change, ...back]), ids)));
    } finally {
      await loopback.close();
    }
  });
});

it('shows in what is told wherever a change decides over a path', () => {
  const seen = cases.filter(([, change, net]) => {
    const before = net().snapshot();

    return JSON.stringify(told(apply(before, [change]))) !== JSON.stringify(told(before));
  });

  expect(seen.map(([kind]) => kind)).toEqual(
    expect.arrayContaining([
      ...['create-gateway-endpoint', 'associate-route-tables', 'disassociate-route-tables', 'set-private-dns'],
      ...[
        'create-interface-endpoint',
        'set-inbound-only',
        'set-dns-attribute',
        'delete-zone-record',
        'delete-endpoint',
      ],
      ...['associate-zone', 'disassociate-zone', 'disassociate-resolver-rule', 'delete-nat-gateway', 'replace-route'],
    ]),
  );
});
