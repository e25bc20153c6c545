import { describe, expect, it } from 'vitest';
import { profilesOf } from '../../src/network/profiles.ts';
import type { RecordOf, Sections } from '../../src/snapshot/schema.ts';
import { refusal, snapshotScope } from '../support/sections.ts';

const ProfileId = 'rp-1';
const association = { ProfileId, ResourceId: 'vpc-1', Status: 'COMPLETE', Priority: 10 };
const profile = { profileId: ProfileId, vpcId: 'vpc-1', priority: 10, isSettled: true, resources: [] };
const read = (sections: Sections) => profilesOf(snapshotScope(sections), refusal);
const none = [{ ProfileId, ProfileResourceAssociations: [] }];
const unclear = (...states: readonly string[]) => ({
  unread: {
    section: 'profileResourceAssociations',
    action: 'route53profiles:ListProfileResourceAssociations',
    reason: `a state that is not known here: ${states.join(', ')}`,
    kind: 'missing',
    resource: ProfileId,
  },
});

/** @see https://docs.aws.amazon.com/Route53/latest/APIReference/API_route53profiles_ProfileAssociation.html */
describe('an association of a Profile', () => {
  it.each([
    ['COMPLETE', [profile]],
    ['complete', [profile]],
    [undefined, [profile]],
    ['UPDATING', [{ ...profile, isSettled: false }]],
    ['updating', [{ ...profile, isSettled: false }]],
    ['CREATING', []],
    ['DELETING', []],
    ['DELETED', []],
    ['FAILED', []],
    ['failed', []],
    ['Paused', [{ ...profile, resources: unclear('Paused') }]],
    ['OVERRIDDEN', [{ ...profile, resources: unclear('OVERRIDDEN') }]],
  ])('in status %s', (Status, found) => {
    expect(read({ profileAssociations: [{ ...association, Status }], profileResourceAssociations: none })).toEqual(
      found,
    );
  });

  /** @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/profiles-vpc-update-priority.html */
  it.each([
    [0, { priority: 0 }],
    [7, { priority: 7 }],
    [undefined, { priority: null, isSettled: false }],
  ])('of priority %s', (Priority, said) => {
    expect(read({ profileAssociations: [{ ...association, Priority }], profileResourceAssociations: none })).toEqual([
      { ...profile, ...said },
    ]);
  });

  it('may say little', () => {
    expect(read({ profileAssociations: [{}] })).toEqual([
      {
        profileId: '',
        vpcId: '',
        priority: null,
        isSettled: false,
        resources: { unread: refusal('profileResourceAssociations', '') },
      },
    ]);
  });

  it('brings nobody knows what where its resources were not read', () => {
    expect(read({ profileAssociations: [association] })).toEqual([
      { ...profile, resources: { unread: refusal('profileResourceAssociations', ProfileId) } },
    ]);
  });

  it('comes in the order of ids', () => {
    const profileAssociations = ['rp-2', 'rp-3', 'rp-1'].map((id) => ({ ...association, ProfileId: id }));

    expect(read({ profileAssociations })).toMatchObject([
      { profileId: 'rp-1' },
      { profileId: 'rp-2' },
      { profileId: 'rp-3' },
    ]);
  });

  it('may be there where they were not read', () => {
    expect(read({})).toEqual({ unread: refusal('profileAssociations') });
  });
});

/** @see https://docs.aws.amazon.com/Route53/latest/APIReference/API_route53profiles_ProfileResourceAssociation.html */
describe('a resource of a Profile', () => {
  const resourcesOf = (
    ...ProfileResourceAssociations: RecordOf<'profileResourceAssociations'>['ProfileResourceAssociations']
  ) =>
    read({
      profileAssociations: [association],
      profileResourceAssociations: [
        { ProfileId, ProfileResourceAssociations },
        { ProfileId: 'rp-2', ProfileResourceAssociations: [{ ResourceArn: 'arn:of-another' }] },
      ],
    });
  const having = (resources: unknown) => [{ ...profile, resources }];

  it.each([
    ['COMPLETE', [{ arn: 'arn:1', properties: null }]],
    ['Complete', [{ arn: 'arn:1', properties: null }]],
    [undefined, [{ arn: 'arn:1', properties: null }]],
    ['UPDATING', [{ arn: 'arn:1', properties: null }]],
    ['CREATING', []],
    ['DELETING', []],
    ['DELETED', []],
    ['FAILED', []],
    ['failed', []],
    ['paused', unclear('paused')],
  ])('in status %s', (Status, resources) => {
    expect(resourcesOf({ ResourceArn: 'arn:1', Status })).toEqual(having(resources));
  });

  it('in a state that is not known makes the others unclear too', () => {
    expect(
      resourcesOf(
        { ResourceArn: 'arn:1', Status: 'COMPLETE' },
        { ResourceArn: 'arn:2', Status: 'paused' },
        { ResourceArn: 'arn:3', Status: 'napping' },
      ),
    ).toEqual(having(unclear('paused', 'napping')));
  });

  it('carries its properties, and comes in the order of ARNs', () => {
    expect(
      resourcesOf({ ResourceArn: 'arn:2', ResourceProperties: '{"priority":102}' }, { ResourceArn: 'arn:1' }, {}),
    ).toEqual(
      having([
        { arn: '', properties: null },
        { arn: 'arn:1', properties: null },
        { arn: 'arn:2', properties: '{"priority":102}' },
      ]),
    );
  });
});
