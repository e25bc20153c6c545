import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ScopeSnapshot, Snapshot } from '../../src/snapshot/schema.ts';
import { demoSnapshot } from '../../src/sources/demo.ts';
import { apart } from '../support/apart.ts';
import { everyFault } from '../support/every-fault.ts';
import { hub } from '../support/hub.ts';
import { startLoopback } from '../support/loopback/loopback.ts';
import { account, stranger } from '../support/world/sections.ts';
import { behindNat, world } from '../support/world.ts';
import { bundle, collectLive, fixLive, planLive, predicted, runScript } from './live-fix.ts';
import { told } from './told.ts';

/** No way in, no private DNS, and no attribute for it: the first plan that AWS would refuse as a whole if its order were wrong. */
const shut = () => {
  const net = behindNat()
    .subnet('b', { zone: 'b', routes: { '0.0.0.0/0': 'nat-main', 'pl-s3': 'nat-main' } })
    .interface('client', 'a')
    .interface('other', 'b')
    .attribute('EnableDnsHostnames', false);
  for (const group of net.sections.securityGroups) group.IpPermissions = [];

  return net;
};

/** An endpoint that is off, with a group that lets one subnet in, and a table that a gateway endpoint lacks. */
const halfDone = () => {
  const net = behindNat()
    .subnet('b', { zone: 'b', routes: { '0.0.0.0/0': 'nat-main' } })
    .gateway('vpce-s3', 's3', ['a'])
    .endpoint('vpce-ec2', 'ec2', { privateDns: false, groups: ['sg-part'] });
  net.sections.securityGroups.push({
    GroupId: 'sg-part',
    GroupName: 'part',
    VpcId: 'vpc-main',
    IpPermissions: [{ IpProtocol: 'tcp', FromPort: 443, ToPort: 443, IpRanges: [{ CidrIp: '10.0.1.0/24' }] }],
  });

  return net;
};

/** Subnets of both families, of which the gateway endpoint serves one, and an endpoint without IPv6. */
const dual = () =>
  world()
    .subnet('a', { ipv6: '2600:1f18:1:1::/64', routes: { '0.0.0.0/0': 'nat-main', '::/0': 'eigw-1' } })
    .gateway('vpce-s3', 's3', ['a'])
    .endpoint('vpce-ec2', 'ec2', { groups: ['sg-main'] })
    .interface('client', 'a');

/** A spoke without the zone of the hub, whose endpoint lets nobody in but the hub itself. */
const spoke = () => {
  const name = 'ec2.us-east-1.amazonaws.com';
  const net = hub()
    .interface('app', 'a')
    .interface('nat', 'public', { InterfaceType: 'nat_gateway' })
    .endpoint('vpce-hub', 'ec2', { vpc: 'hub', subnets: ['h'], privateDns: false })
    .zone(name, ['hub'], [`${name} ALIAS vpce-hub-x1.ec2.us-east-1.vpce.amazonaws.com`]);
  for (const group of net.sections.securityGroups)
    if (group.GroupId === 'sg-hub')
      group.IpPermissions = [
        { IpProtocol: 'tcp', FromPort: 443, ToPort: 443, IpRanges: [{ CidrIp: '10.1.0.0/16' }], Ipv6Ranges: [] },
      ];

  return net;
};

/** One zone hides the host of a service, another one leads it to public addresses, and endpoints stand beside both. */
const hidden = () => {
  const name = (service: string) => `${service}.us-east-1.amazonaws.com`;

  return behindNat()
    .interface('app', 'a')
    .endpoint('vpce-ec2', 'ec2', { privateDns: false })
    .endpoint('vpce-sts', 'sts', { privateDns: false })
    .zone(name('ec2'), ['main'], [])
    .zone(name('sts'), ['main'], [`${name('sts')} A 52.95.1.1`]);
};

const scopesOf = ({ scopes }: Snapshot): readonly ScopeSnapshot[] => scopes;

describe.each<[string, () => Snapshot]>([
  ['the Cake VPC', demoSnapshot],
  ['a VPC that lets nobody in', () => shut().snapshot()],
  ['a VPC whose endpoints are half done', () => halfDone().snapshot()],
  ['a VPC of both families', () => dual().snapshot()],
  ['a spoke that lacks the zone of its hub', () => spoke().snapshot()],
  ['zones that answer for endpoints', () => hidden().snapshot()],
  ['every fault', () => everyFault().snapshot()],
])('the script that fix prints for %s', (_, facts) => {
  it('does on a live account what was proven on a copy, and is undone by its comments', async () => {
    const loopback = await startLoopback({ scopes: scopesOf(facts()), isWritable: true });
    try {
      const before = await collectLive(loopback.environment);
      const fix = await fixLive(loopback.environment);
      expect(fix.changes.length).toBeGreaterThan(0);

      const ran = await fix.run();
      expect(ran).toMatchObject({ code: 0, stderr: '' });
      expect(told(await collectLive(loopback.environment))).toEqual(told(predicted(before, fix, ran)));
      expect((await planLive(loopback.environment)).changes).toEqual([]);

      expect(await fix.undo(ran)).toMatchObject({ code: 0, stderr: '' });
      // A route to what is gone comes back as a route: AWS takes none that leads nowhere.
      expect(told(await collectLive(loopback.environment)).paths).toEqual(told(before).paths);
    } finally {
      await loopback.close();
    }
  }, 300_000);
});

it('with --dry-run the script only asks whether it may', async () => {
  const loopback = await startLoopback({ scopes: scopesOf(halfDone().snapshot()), isWritable: true });
  try {
    const fix = await fixLive(loopback.environment);
    const asked = loopback.calls.length;

    expect(await fix.try()).toMatchObject({ code: 0, stderr: '' });
    const tried = loopback.calls.slice(asked);
    expect(tried.map(({ operation }) => operation)).toEqual(expect.arrayContaining(['ModifyVpcEndpoint']));
    expect(tried.filter(({ params }) => params.DryRun !== 'true').map(({ operation }) => operation)).toEqual([
      'GetCallerIdentity',
    ]);
  } finally {
    await loopback.close();
  }
}, 300_000);

it('the script for a hub of another account opens its zone there, and associates it here', async () => {
  const facts = apart(spoke().snapshot());
  const folder = await mkdtemp(join(tmpdir(), 'across-'));
  const [snapshot, profiles] = [join(folder, 'facts.json'), join(folder, 'config')];
  await writeFile(snapshot, JSON.stringify(facts));
  const profile = (name: string, key: string) =>
    `[profile ${name}]\naws_access_key_id = ASIA${key}\naws_secret_access_key = secret\n`;
  await writeFile(profiles, profile('spoke', account) + profile('hub', stranger));
  const loopback = await startLoopback({ scopes: scopesOf(facts), isWritable: true });
  try {
    const { AWS_ACCESS_KEY_ID: _key, AWS_SECRET_ACCESS_KEY: _secret, ...environment } = loopback.environment;
    const env = { ...environment, AWS_CONFIG_FILE: profiles };
    const asked = ['--snapshot', snapshot, '--service', 'ec2', '--vpc', 'vpc-main', '--format', 'cli'];
    const { stdout: script } = await bundle(env, 'fix', ...asked);

    const alone = await runScript(script, { ...env, AWS_PROFILE: 'spoke' });
    expect(alone).toMatchObject({ code: 1, stderr: expect.stringContaining(`for account ${stranger}`) });
    expect(loopback.calls.filter(({ operation }) => operation !== 'GetCallerIdentity')).toEqual([]);

    const both = { ...env, [`PROFILE_${account}`]: 'spoke', [`PROFILE_${stranger}`]: 'hub' };
    expect(await runScript(script, both)).toMatchObject({ code: 0, stderr: '' });
    const made = loopback.calls.filter(({ operation }) => operation !== 'GetCallerIdentity');
    expect(made.map(({ operation, accessKey }) => [operation, accessKey.slice(4)])).toEqual([
      ['AuthorizeSecurityGroupIngress', stranger],
      ['CreateVPCAssociationAuthorization', stranger],
      ['AssociateVPCWithHostedZone', account],
    ]);
  } finally {
    await loopback.close();
  }
}, 300_000);
