import type { Command } from '../shell.ts';
import type { Change } from './change.ts';
import type { CloudFormationResource, TerraformResource } from './infrastructure.ts';
import type { Records } from './records.ts';

/** The order that is safe: who gets in comes before who is led there, and what is let go comes last. */
export const stages = ['attributes', 'conflicts', 'groups', 'endpoints', 'names', 'tables', 'release'] as const;

type Stage = (typeof stages)[number];

/** One call of AWS's API. */
export interface AwsCall {
  /** For the AWS CLI. Ids that stand for what other changes create are words by themselves. */
  readonly command: Command;
  /** What it creates: the id that stands for it, and where AWS's answer has the real one (`--query`). */
  readonly creates?: { readonly id: string; readonly query: string };
  /** What a script says besides, for people who find what it made: a name. */
  readonly naming?: readonly string[];
}

/** What AWS asks for before it makes a change. */
export interface Precondition<C> {
  /** As AWS states it. Starts in lower case, no full stop. */
  readonly statement: string;
  readonly page: string;
  /** Null: what would tell was not read. */
  holds(change: C, records: Records): boolean | null;
}

/** All that there is to know of one kind of change. */
export interface ChangeKind<C extends Change> {
  stage(change: C): Stage;
  /** One imperative, with real ids, that could be a ticket's title. */
  words(change: C): string;
  /** In order; none where no command can. */
  calls(change: C): readonly AwsCall[];
  /** What undoes it. */
  reverse(change: C): readonly Change[];
  readonly preconditions: readonly Precondition<C>[];
  /** What the model cannot see, a line each. Starts in upper case, no full stop. */
  consequences?(change: C): readonly string[];
  /** What AWS would list afterwards. Nothing of a section that was not read. */
  effect(change: C, records: Records): void;
  /** Absent, or none: only the AWS CLI can say it. */
  terraform?(change: C): readonly TerraformResource[];
  /** Absent, or none: only the AWS CLI can say it. CDK prints the same resources as constructs. */
  cloudformation?(change: C): readonly CloudFormationResource[];
}
