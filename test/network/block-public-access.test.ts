import { describe, expect, it } from 'vitest';
import { blockMode, exclusions } from '../../src/network/block-public-access.ts';
import type { RecordOf } from '../../src/snapshot/schema.ts';
import { refusal, snapshotScope } from '../support/sections.ts';

/** @see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_VpcBlockPublicAccessOptions.html */
describe('the mode of VPC Block Public Access', () => {
  const modeOf = (...blockPublicAccessOptions: RecordOf<'blockPublicAccessOptions'>[]) =>
    blockMode(snapshotScope({ blockPublicAccessOptions }), refusal);

  it.each([
    ['off', 'off'],
    ['block-bidirectional', 'block-bidirectional'],
    ['block-ingress', 'block-ingress'],
    [undefined, 'off'],
    ['block-egress', 'unrecognised'],
    ['Off', 'unrecognised'],
  ] as const)('%s', (InternetGatewayBlockMode, mode) => {
    expect(modeOf({ InternetGatewayBlockMode, State: 'update-complete' })).toBe(mode);
  });

  it.each([
    [undefined, 'block-ingress'],
    ['default-state', 'block-ingress'],
    ['update-complete', 'block-ingress'],
    ['update-in-progress', 'unrecognised'],
    ['update-failed', 'unrecognised'],
  ] as const)('in state %s', (State, mode) => {
    expect(modeOf({ InternetGatewayBlockMode: 'block-ingress', State })).toBe(mode);
  });

  it('is off in an account that has never set it', () => {
    expect(modeOf()).toBe('off');
  });

  it('is not known where it was not read', () => {
    expect(blockMode(snapshotScope({}), refusal)).toEqual({ unread: refusal('blockPublicAccessOptions') });
  });
});

/** @see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_VpcBlockPublicAccessExclusion.html */
describe('an exclusion from Block Public Access', () => {
  const ResourceArn = 'arn:aws:ec2:us-east-1:111122223333:subnet/subnet-1';
  const exclusionsOf = (record: RecordOf<'blockPublicAccessExclusions'>) =>
    exclusions(snapshotScope({ blockPublicAccessExclusions: [record] }), refusal);
  const excluded = (mode: string) => [{ mode, resourceId: 'subnet-1' }];

  it.each([
    [undefined, excluded('allow-egress')],
    ['create-complete', excluded('allow-egress')],
    ['update-complete', excluded('allow-egress')],
    ['create-in-progress', excluded('unrecognised')],
    ['update-in-progress', excluded('unrecognised')],
    ['update-failed', excluded('unrecognised')],
    ['delete-in-progress', excluded('unrecognised')],
    ['disable-in-progress', excluded('unrecognised')],
    ['suspended', excluded('unrecognised')],
    ['create-failed', []],
    ['delete-complete', []],
    ['disable-complete', []],
  ])('in state %s', (State, found) => {
    expect(exclusionsOf({ InternetGatewayExclusionMode: 'allow-egress', ResourceArn, State })).toEqual(found);
  });

  it.each([
    ['allow-egress', 'allow-egress'],
    ['allow-bidirectional', 'allow-bidirectional'],
    ['allow-ingress', 'unrecognised'],
    [undefined, 'unrecognised'],
  ])('of mode %s', (InternetGatewayExclusionMode, mode) => {
    expect(exclusionsOf({ InternetGatewayExclusionMode, ResourceArn, State: 'create-complete' })).toEqual(
      excluded(mode),
    );
  });

  it('of nothing that is named is of nothing', () => {
    expect(exclusionsOf({ InternetGatewayExclusionMode: 'allow-egress' })).toEqual([
      { mode: 'allow-egress', resourceId: '' },
    ]);
  });

  it('may be there where they were not read', () => {
    expect(exclusions(snapshotScope({}), refusal)).toEqual({ unread: refusal('blockPublicAccessExclusions') });
  });
});
