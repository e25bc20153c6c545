import type { Gap, Section } from '../snapshot/schema.ts';
import { missingGap } from './missing-gap.ts';

/**
 * A fact that AWS was asked for and did not give. It is not "none": what depends on it is
 * inconclusive. Carries the gap, so that whoever meets it can name the IAM action.
 */
export interface Unread {
  readonly unread: Gap;
}

export type Known<T> = T | Unread;

const gapIn = ({ unread }: { readonly unread?: unknown }): unknown => unread;

/** Read, not looked for with `in`: asked of objects of every shape, a million times in a large account. */
export const isUnread = <T>(fact: Known<T>): fact is Unread =>
  typeof fact === 'object' && fact !== null && gapIn(fact) !== undefined;

/** Looks up why a section, or one request of it, is not there. */
export type GapOf = (section: Section, resource?: string) => Gap | undefined;

export const unread = (gapOf: GapOf, section: Section, resource?: string): Unread => ({
  unread: gapOf(section, resource) ?? gapOf(section) ?? missingGap(section, 'the snapshot does not hold it', resource),
});
