import { describe, expect, it } from 'vitest';
import { encryptionControls } from '../../src/network/encryption-controls.ts';

/** @see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_VpcEncryptionControl.html */
describe('encryption controls of a VPC', () => {
  const controlled = (EncryptionControl: Parameters<typeof encryptionControls>[0]['EncryptionControl']) =>
    encryptionControls({ VpcId: 'vpc-1', EncryptionControl });
  const enforced = { excluded: new Set() };

  it.each([
    ['enforce', enforced],
    ['monitor', null],
    [undefined, null],
    ['Enforce', null],
  ])('of mode %s', (Mode, found) => {
    expect(controlled({ Mode, State: 'available' })).toEqual(found);
  });

  it.each([
    ['available', enforced],
    [undefined, enforced],
    ['creating', null],
    ['enforce-in-progress', null],
    ['monitor-in-progress', null],
    ['enforce-failed', null],
    ['monitor-failed', null],
    ['deleting', null],
    ['deleted', null],
    ['delete-failed', null],
    ['paused', null],
  ])('in state %s', (State, found) => {
    expect(controlled({ Mode: 'enforce', State })).toEqual(found);
  });

  it('are not there in a VPC that has none', () => {
    expect(encryptionControls({ VpcId: 'vpc-1' })).toBeNull();
  });

  /** @see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_VpcEncryptionControlExclusion.html */
  it('exempt what is excluded now', () => {
    const ResourceExclusions = {
      NatGateway: { State: 'enabled' },
      InternetGateway: { State: 'enabling' },
      EgressOnlyInternetGateway: { State: 'disabling' },
      VirtualPrivateGateway: { State: 'disabled' },
      VpcPeering: {},
      Lambda: { State: 'enabled' },
    };

    expect(controlled({ Mode: 'enforce', ResourceExclusions })).toEqual({
      excluded: new Set(['NatGateway', 'Lambda']),
    });
  });
});
