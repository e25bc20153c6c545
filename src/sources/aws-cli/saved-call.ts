import type { Section } from '../../snapshot/schema.ts';
import type { Action } from '../aws/actions.ts';

/** A call of the AWS CLI whose output stands in a file. */
export interface SavedCall {
  readonly action: Action;
  readonly section: Section;
  /** The member of the response that holds the records. */
  readonly member: string;
}

/** The command of the AWS CLI behind an IAM action, which also names the file. */
export const commandOf = (action: Action): string =>
  action
    .slice(action.indexOf(':') + 1)
    .replace(/(?<=[a-z])(?=[A-Z])/g, '-')
    .toLowerCase();
