import { describe, expect, it } from 'vitest';
import { remedyText } from '../../src/report/remedy-text.ts';
import { everyFault, everyService } from '../support/every-fault.ts';
import { hub } from '../support/hub.ts';
import { pasted } from '../support/pasted.ts';
import { behindNat, world } from '../support/world.ts';

type Value = 'none' | 'one' | 'some';

/**
 * The options of the AWS CLI that remedies use, and how many values each takes.
 *
 * @see https://docs.aws.amazon.com/cli/latest/reference/ec2/
 */
const operations: Readonly<Record<string, Readonly<Record<string, Value>>>> = {
  'create-vpc-endpoint': {
    '--vpc-id': 'one',
    '--vpc-endpoint-type': 'one',
    '--service-name': 'one',
    '--subnet-ids': 'some',
    '--security-group-ids': 'some',
    '--route-table-ids': 'some',
    '--ip-address-type': 'one',
    '--private-dns-enabled': 'none',
    '--dns-options': 'one',
  },
  'modify-vpc-endpoint': {
    '--vpc-endpoint-id': 'one',
    '--add-route-table-ids': 'some',
    '--add-subnet-ids': 'some',
    '--remove-route-table-ids': 'some',
    '--private-dns-enabled': 'none',
    '--dns-options': 'one',
    '--ip-address-type': 'one',
    '--policy-document': 'one',
  },
  'modify-vpc-attribute': { '--vpc-id': 'one', '--enable-dns-support': 'none', '--enable-dns-hostnames': 'none' },
  'delete-vpc-endpoints': { '--vpc-endpoint-ids': 'some' },
  'authorize-security-group-ingress': { '--group-id': 'one', '--ip-permissions': 'one' },
  'delete-route': {
    '--route-table-id': 'one',
    '--destination-prefix-list-id': 'one',
    '--destination-cidr-block': 'one',
  },
  'create-resolver-rule': { '--rule-type': 'one', '--domain-name': 'one', '--creator-request-id': 'one' },
  'associate-resolver-rule': { '--resolver-rule-id': 'one', '--vpc-id': 'one' },
  'associate-vpc-with-hosted-zone': { '--hosted-zone-id': 'one', '--vpc': 'one' },
  'change-resource-record-sets': { '--hosted-zone-id': 'one', '--change-batch': 'one' },
};

/** Of other APIs than EC2; Route 53 is asked in no Region. */
const apiOf = (operation: string): string => {
  if (operation.includes('resolver')) return 'route53resolver';

  return operation.includes('hosted-zone') || operation.includes('record-sets') ? 'route53' : 'ec2';
};

/** What AWS asks for. */
const required: Readonly<Record<string, readonly string[]>> = {
  'create-vpc-endpoint': ['--vpc-id', '--service-name'],
  'modify-vpc-endpoint': ['--vpc-endpoint-id'],
  'modify-vpc-attribute': ['--vpc-id'],
  'delete-vpc-endpoints': ['--vpc-endpoint-ids'],
  'authorize-security-group-ingress': ['--group-id', '--ip-permissions'],
  'delete-route': ['--route-table-id'],
  'create-resolver-rule': ['--rule-type', '--creator-request-id'],
  'associate-resolver-rule': ['--resolver-rule-id', '--vpc-id'],
  'associate-vpc-with-hosted-zone': ['--hosted-zone-id', '--vpc'],
  'change-resource-record-sets': ['--hosted-zone-id', '--change-batch'],
};

/** Without the variables that keep what a command creates. */
const commandsIn = (command: string | null): readonly string[] =>
  command?.split(' && ').map((one) => one.replace(/^\w+=\$\((.*) --query \S+ --output text\)$/, '$1')) ?? [];

const optionsOf = (words: readonly string[]): ReadonlyMap<string, readonly string[]> => {
  const options = new Map<string, string[]>();
  let last: string[] = [];
  for (const word of words) {
    if (word.startsWith('--')) {
      last = [];
      expect(options.has(word), `${word} twice`).toBe(false);
      options.set(word, last);
    } else last.push(word);
  }

  return options;
};

const check = (command: string): void => {
  const [aws, api, operation = '', ...words] = command.split(' ');
  const allowed = operations[operation] ?? {};
  const options = optionsOf(words);

  expect([aws, Object.keys(operations).includes(operation)]).toEqual(['aws', true]);
  expect(api).toBe(apiOf(operation));
  const asked = [...(required[operation] ?? []), ...(api === 'route53' ? [] : ['--region'])];
  expect([...options.keys()]).toEqual(expect.arrayContaining(asked));
  if (operation === 'delete-route')
    expect([...options.keys()].filter((option) => option.startsWith('--destination-'))).toHaveLength(1);
  for (const [option, values] of options) {
    const takes = option === '--region' ? 'one' : allowed[option];
    const isRight = takes === 'none' ? values.length === 0 : takes === 'one' ? values.length === 1 : values.length > 0;

    expect(takes, `${option} of ${operation}`).toBeDefined();
    expect(isRight, `${command}: ${option} takes ${takes}`).toBe(true);
  }
};

const s3 = 's3.us-east-1.amazonaws.com';
const ec2 = 'ec2.us-east-1.amazonaws.com';

/** Worlds that between them ask for each kind of act. */
const worlds: Readonly<Record<string, () => ReturnType<typeof world>>> = {
  'every fault': everyFault,
  'no endpoint': behindNat,
  'an endpoint of another family': () =>
    world()
      .subnet('a', { ipv6: '2600:1f18:1:1::/64', routes: { '::/0': 'eigw-1' } })
      .gateway('vpce-s3', 's3', ['a'])
      .endpoint('vpce-ec2', 'ec2'),
  'IPv6 without an endpoint': () => world().subnet('a', { ipv6: '2600:1f18:1:1::/64', routes: { '::/0': 'eigw-1' } }),
  'each family with a cause of its own': () =>
    world()
      .subnet('a', { ipv6: '2600:1f18:1:1::/64', routes: { '0.0.0.0/0': 'nat-main', '::/0': 'eigw-1' } })
      .subnet('b')
      .gateway('vpce-s3', 's3', ['b']),
  'both DNS attributes off': () =>
    behindNat().endpoint('vpce-ec2', 'ec2').attribute('EnableDnsSupport', false).attribute('EnableDnsHostnames', false),
  'an endpoint that was rejected': () => behindNat().endpoint('vpce-ec2', 'ec2', { state: 'rejected' }),
  'S3 for inbound Resolver endpoints alone': () =>
    behindNat().gateway('vpce-gw', 's3', ['public']).endpoint('vpce-s3', 's3', { inboundOnly: true }),
  'S3 without private DNS': () => behindNat().endpoint('vpce-s3', 's3', { privateDns: false }),
  'a gateway endpoint that is gone': () => behindNat().route('a', 'pl-s3', 'vpce-s3 blackhole'),
  'S3 without private DNS beside a gateway endpoint': () =>
    behindNat().gateway('vpce-gw', 's3', ['a']).endpoint('vpce-s3', 's3', { privateDns: false }),
  'private DNS off behind a group that lets part of the VPC in': () => {
    const net = behindNat().endpoint('vpce-ec2', 'ec2', { privateDns: false, groups: ['sg-part'] });
    net.sections.securityGroups.push({
      GroupId: 'sg-part',
      VpcId: 'vpc-main',
      IpPermissions: [{ IpProtocol: 'tcp', FromPort: 443, ToPort: 443, IpRanges: [{ CidrIp: '10.0.9.0/24' }] }],
    });

    return net;
  },
  'a route by the prefix list of S3 to a NAT gateway': () =>
    behindNat().gateway('vpce-gw', 's3', ['public']).route('a', 'pl-s3', 'nat-main'),
  'a spoke without the zone of its hub': () =>
    hub()
      .interface('app', 'a')
      .interface('nat', 'public', { InterfaceType: 'nat_gateway' })
      .endpoint('vpce-hub', 'ec2', { vpc: 'hub', subnets: ['h'], privateDns: false })
      .zone(ec2, ['hub'], [`${ec2} ALIAS vpce-hub-x1.ec2.us-east-1.vpce.amazonaws.com`]),
  'a zone that leads past the gateway endpoint': () =>
    behindNat()
      .gateway('vpce-gw', 's3', ['a'])
      .endpoint('vpce-s3', 's3', { privateDns: false })
      .zone(s3, ['main'], [`${s3} ALIAS vpce-s3-x1.s3.us-east-1.vpce.amazonaws.com`]),
};

const findingsIn = (build: () => ReturnType<typeof world>) => build().report(everyService).findings;

const id =
  /(?<![\w-])(?:vpc|vpce|subnet|rtb|sg|acl|tgw-attach|rslvr-rr|rslvr-frg)-(?!audit)(?![a-z0-9-]+\.[a-z])[a-z0-9-]+/g;

describe.each(Object.entries(worlds))('the remedies for %s', (_, build) => {
  it('are commands that the AWS CLI takes', () => {
    for (const finding of findingsIn(build)) for (const command of commandsIn(finding.command)) check(command);
  });

  it('reach the AWS CLI word by word when they are pasted', () => {
    const lines = new Set(findingsIn(build).map(({ command }) => command ?? 'true'));
    // What keeps an id asks AWS for it.
    for (const line of [...lines].filter((one) => !one.includes('=$(')))
      expect(pasted(line)).toEqual(
        commandsIn(line === 'true' ? null : line).map((command) => command.replaceAll("'", '').split(' ').slice(1)),
      );
  });

  it('speak of ids that these facts hold', () => {
    const facts = JSON.stringify(build().sections);
    const ids = findingsIn(build).flatMap((finding) => [...remedyText(finding).matchAll(id)].map(([one]) => one));

    expect(ids.filter((one) => !facts.includes(`"${one}"`))).toEqual([]);
  });

  it('are the same for all that one act mends, and no two acts have one fingerprint', () => {
    const findings = findingsIn(build);
    const byAct = new Map<string, Set<string>>();
    for (const finding of findings) {
      const { rule, vpcId, service, message } = finding;
      if (rule !== 'public-path') continue;
      const key = `${vpcId} ${service} ${message
        .split(': ')
        .at(-1)
        ?.replace(/rtb-[a-z0-9-]+/, '')}`;
      byAct.set(key, (byAct.get(key) ?? new Set()).add(remedyText(finding)));
    }

    expect([...byAct.values()].filter(({ size }) => size > 1)).toEqual([]);
    expect(new Set(findings.map(({ fingerprint }) => fingerprint)).size).toBe(findings.length);
  });
});

it('asks for each operation somewhere', () => {
  const asked = Object.values(worlds)
    .flatMap(findingsIn)
    .flatMap(({ command }) => commandsIn(command))
    .map((command) => command.split(' ')[2]);

  expect([...new Set(asked)].sort()).toEqual(Object.keys(operations).sort());
});

/** No id of AWS looks like this; a file of facts that somebody wrote may. */
const hostile = 'a b\'"$(echo x)`echo x`;\necho x';

it('quotes ids for the shell that a command is pasted into', () => {
  const net = world().subnet(hostile, { routes: { '0.0.0.0/0': 'nat-main' } });
  const commands = ['s3', 'ec2'].map(
    (service) =>
      net.report().findings.find((one) => one.service === service && one.resource === `subnet-${hostile}`)?.command,
  );

  expect(commands.map((command) => pasted(command ?? ''))).toEqual([
    [
      [
        ...['ec2', 'create-vpc-endpoint', '--vpc-id', 'vpc-main', '--service-name', 'com.amazonaws.us-east-1.s3'],
        ...['--route-table-ids', `rtb-${hostile}`, '--region', 'us-east-1'],
      ],
    ],
    [
      [
        ...['ec2', 'create-vpc-endpoint', '--vpc-endpoint-type', 'Interface', '--vpc-id', 'vpc-main'],
        ...['--service-name', 'com.amazonaws.us-east-1.ec2', '--subnet-ids', `subnet-${hostile}`],
        ...['--security-group-ids', 'sg-main', '--private-dns-enabled', '--region', 'us-east-1'],
      ],
    ],
  ]);
});
