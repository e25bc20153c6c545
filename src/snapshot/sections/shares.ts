import type { Section } from '../schema.ts';
import { nobodysNeed, type SectionSpec, wherePresent } from '../section-spec.ts';

export const shareSections = {
  /** What the account shares with others by AWS RAM, and in which nobody needs to see it. */
  sharedResources: {
    action: 'ram:ListResources',
    why: 'what an account shares with others, whose facts may rest on it',
    noun: 'shared resource',
    ids: ['arn', 'resourceShareArn'],
    member: 'resources',
    pageSize: 500,
    need: nobodysNeed,
    forOthers: wherePresent,
    missing: 'never',
  },
} satisfies Partial<Record<Section, SectionSpec>>;
