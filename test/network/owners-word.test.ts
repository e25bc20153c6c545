import { describe, expect, it } from 'vitest';
import { networkOf } from '../../src/network/network.ts';
import { withParticipants } from '../../src/network/owners-word.ts';
import type { ScopeSnapshot, Sections } from '../../src/snapshot/schema.ts';
import { snapshotScope } from '../support/sections.ts';
import { stranger as owner, account as participant } from '../support/world/sections.ts';

const lent = { VpcId: 'vpc-1', OwnerId: owner };
const own = { VpcId: 'vpc-2', OwnerId: participant };

const ownerWith = (sections: Sections, spec: Partial<ScopeSnapshot> = {}) =>
  snapshotScope({ vpcs: [lent], ...sections }, { account: owner, ...spec });
const participantWith = (sections: Sections, spec: Partial<ScopeSnapshot> = {}) =>
  snapshotScope({ vpcs: [lent, own], ...sections }, { account: participant, ...spec });

const eni = (NetworkInterfaceId: string, VpcId?: string, more: object = {}) => ({
  NetworkInterfaceId,
  SubnetId: 'subnet-1',
  ...(VpcId === undefined ? {} : { VpcId }),
  ...more,
});
const sg = (GroupId: string, VpcId?: string) => ({ GroupId, ...(VpcId === undefined ? {} : { VpcId }) });
const instance = (InstanceId: string, VpcId?: string) => ({
  InstanceId,
  ...(VpcId === undefined ? {} : { VpcId }),
  State: { Name: 'running' },
});

/** @see https://docs.aws.amazon.com/vpc/latest/userguide/vpc-sharing.html */
describe('what participants have in a shared VPC', () => {
  it('is known to the owner, as they tell it', () => {
    const [whole] = withParticipants([
      ownerWith({ networkInterfaces: [eni('eni-0', 'vpc-1')], securityGroups: [sg('sg-0', 'vpc-1')], instances: [] }),
      participantWith({
        networkInterfaces: [eni('eni-1', 'vpc-1'), eni('eni-2', 'vpc-2'), eni('eni-3')],
        securityGroups: [sg('sg-1', 'vpc-1'), sg('sg-2', 'vpc-2'), sg('sg-3')],
        instances: [instance('i-1', 'vpc-1'), instance('i-2', 'vpc-2'), instance('i-3')],
      }),
    ]);

    expect(whole?.sections.networkInterfaces?.map((one) => one.NetworkInterfaceId)).toEqual([
      'eni-0',
      'eni-1',
      'eni-3',
    ]);
    expect(whole?.sections.securityGroups?.map((one) => one.GroupId)).toEqual(['sg-0', 'sg-1']);
    expect(whole?.sections.instances?.map((one) => one.InstanceId)).toEqual(['i-1', 'i-3']);
  });

  it('is as the owner tells it where both do, and said once where several tell it', () => {
    const another = snapshotScope(
      { vpcs: [lent], networkInterfaces: [eni('eni-1', 'vpc-1'), eni('eni-9', 'vpc-1')] },
      { account: '222233334444' },
    );
    const scopes = [
      ownerWith({ networkInterfaces: [eni('eni-1', 'vpc-1', { Description: 'owner' })] }),
      participantWith({ networkInterfaces: [eni('eni-1', 'vpc-1'), eni('eni-9', 'vpc-1')] }),
      another,
    ];

    expect(withParticipants(scopes)[0]?.sections.networkInterfaces).toEqual([
      eni('eni-1', 'vpc-1', { Description: 'owner' }),
      eni('eni-9', 'vpc-1'),
    ]);
    expect(withParticipants(scopes).slice(1)).toEqual(scopes.slice(1));
  });

  it('is not added to what the owner could not read, of which it is a part', () => {
    const scopes = [ownerWith({}), participantWith({ networkInterfaces: [eni('eni-1', 'vpc-1')] })];

    expect(withParticipants(scopes)[0]).toBe(scopes[0]);
  });

  it('changes nothing where they have nothing there, or share in another Region', () => {
    const first = ownerWith({ networkInterfaces: [] });
    const idle = participantWith({ networkInterfaces: [eni('eni-2', 'vpc-2')] });
    const west = participantWith({ networkInterfaces: [eni('eni-1', 'vpc-1')] }, { region: 'us-west-2' });

    expect([withParticipants([first, idle])[0], withParticipants([first, west])[0]]).toEqual([first, first]);
    expect(withParticipants([first, idle])[0]).toBe(first);
  });

  it('is none where no VPC is shared', () => {
    const scopes = [
      snapshotScope({ vpcs: [own, { VpcId: 'vpc-3' }], networkInterfaces: [] }, { account: participant }),
      snapshotScope({}, { account: owner }),
    ];

    expect(withParticipants(scopes)).toBe(scopes);
  });
});

/** @see https://docs.aws.amazon.com/vpc/latest/userguide/vpc-sharing.html */
describe('a VPC that one account shares with another', () => {
  const subnet = (SubnetId: string, VpcId = 'vpc-1') => ({ SubnetId, VpcId, CidrBlock: '10.0.1.0/24' });
  const read = (...scopes: readonly ScopeSnapshot[]) => {
    const network = networkOf({ schemaVersion: 1, scopes: [...scopes] });

    return Object.fromEntries(
      network.scopes.map(({ account, region, vpcs, borrowedSubnets }) => [
        `${account} ${region}`,
        {
          vpcs: vpcs.map(({ id, isShared }) => `${id}${isShared ? ' shared' : ''}`),
          borrowed: borrowedSubnets.map(({ id, vpc }) => `${id} of ${vpc.isShared ? 'a participant' : 'the owner'}`),
        },
      ]),
    );
  };
  const ownerScope = (spec: Partial<ScopeSnapshot> = {}) =>
    ownerWith({ subnets: [subnet('subnet-1'), subnet('subnet-x')] }, spec);
  const participantScope = () =>
    participantWith({ subnets: [subnet('subnet-1'), subnet('subnet-y'), subnet('subnet-2', 'vpc-2')] });

  it('is the owner’s, whose subnets the participant borrows as far as it sees them', () => {
    expect(read(ownerScope(), participantScope())).toEqual({
      [`${owner} us-east-1`]: { vpcs: ['vpc-1'], borrowed: [] },
      [`${participant} us-east-1`]: { vpcs: ['vpc-2'], borrowed: ['subnet-1 of the owner'] },
    });
  });

  it('is the participant’s to tell where the owner does not, or only of another Region', () => {
    const alone = { vpcs: ['vpc-1 shared', 'vpc-2'], borrowed: [] };

    expect(read(participantScope())).toEqual({ [`${participant} us-east-1`]: alone });
    expect(read(ownerScope({ region: 'us-west-2' }), participantScope())[`${participant} us-east-1`]).toEqual(alone);
    expect(read(ownerScope({ account: '222233334444' }), participantScope())[`${participant} us-east-1`]).toEqual(
      alone,
    );
  });

  /** AWS shows an owner all of its VPCs: what it leaves out was cut away, or is gone. */
  it('is not to be relied on where its owner’s facts are here and do not hold it', () => {
    const untold = (...scopes: readonly ScopeSnapshot[]) =>
      networkOf({ schemaVersion: 1, scopes: [...scopes] })
        .scopes.filter(({ account }) => account === participant)
        .map(({ untoldVpcIds }) => [...untoldVpcIds].join(' '))
        .join();
    const elsewhere = { VpcId: 'vpc-9', OwnerId: owner };

    expect(untold(ownerWith({ vpcs: [elsewhere] }), participantScope())).toBe('vpc-1');
    expect(untold(snapshotScope({}, { account: owner }), participantScope())).toBe('vpc-1');
    expect(untold(ownerWith({ vpcs: [elsewhere] }, { region: 'us-west-2' }), participantScope())).toBe('');
    expect(untold(ownerScope(), participantScope())).toBe('');
    expect(untold(participantScope())).toBe('');
  });

  it('is no other account’s that nobody can name', () => {
    const nameless = ownerWith({ subnets: [subnet('subnet-1')] }, { account: null });

    expect(read(nameless, participantScope())[`${participant} us-east-1`]).toEqual({
      vpcs: ['vpc-1 shared', 'vpc-2'],
      borrowed: [],
    });
  });
});
