import { expect, it } from 'vitest';
import { attempt } from '../../src/changes/apply.ts';
import type { Change } from '../../src/changes/change.ts';
import type { Snapshot } from '../../src/snapshot/schema.ts';
import { region } from '../support/world/sections.ts';
import { allChanges, ready } from './one-of-each.ts';
import { one, refused, switchOn } from './refused.ts';

type Net = ReturnType<typeof ready>;

const refusals = (change: Change, net: Net) =>
  attempt(net.snapshot(), [change]).refusals.map(({ statement, isCertain }) =>
    isCertain ? statement : `unread: ${statement}`,
  );

/** Nothing stands in the way of the private names of vpce-ec2. */
const nameless = () => {
  const net = ready();
  for (const zones of net.sections.hostedZones) zones.HostedZoneSummaries = [];

  return net;
};

it('AWS takes each change where nothing stands in the way', () => {
  const net = ready();
  for (const subnet of net.sections.subnets) subnet.AvailableIpAddressCount = 100;
  const said = allChanges()
    .filter(({ kind }) => kind !== 'set-inbound-only')
    .flatMap((change) => refusals(change, net).filter((text) => !text.startsWith('unread')));

  expect(said).toEqual([]);
});

it.each(refused)('%s', (statement, change, prepare) => {
  const net = ready();
  prepare(net);

  expect(refusals(change, net)).toContain(statement);
});

it('private DNS for inbound Resolver endpoints alone asks for a gateway endpoint of the service', () => {
  const serviceName = `com.amazonaws.${region}.ec2`;

  expect(refusals(switchOn({ inboundOnly: true, serviceName }), nameless())).toContain(
    'private DNS for inbound Resolver endpoints alone asks for a gateway endpoint of the service',
  );
});

it('what was not read is no refusal, and is told apart from one', () => {
  const net = ready().unread('vpcEndpointServices').unread('hostedZones');
  const said = refusals(one('create-interface-endpoint'), net);

  expect(said).toContain('unread: the service takes endpoints in the zones of the subnets');
  expect(said).toContain('unread: no hosted zone of the VPC has the domain of its private names');
  expect(said.every((text) => text.startsWith('unread: '))).toBe(true);
});

it('what a change is made to has to be there, or be created beside it', () => {
  const net = ready();
  const create = one('create-gateway-endpoint');
  const associate = { ...one('associate-route-tables'), endpointId: create.id };
  const said = (snapshot: Snapshot, ...changes: readonly Change[]) =>
    attempt(snapshot, changes).refusals.flatMap(({ change, statement }) =>
      statement === 'what is changed has to be there, and no other change creates it' ? change.kind : [],
    );

  expect(said(net.snapshot(), associate)).toEqual(['associate-route-tables']);
  expect(said(net.snapshot(), create, associate)).toEqual([]);
  expect(said(attempt(net.snapshot(), [create]).snapshot, associate)).toEqual([]);
});
