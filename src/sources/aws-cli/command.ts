import type { SectionSpec } from '../../snapshot/section-spec.ts';
import { operationOf } from '../../snapshot/sections.ts';

/** `DescribeVpcs` as the AWS CLI writes it. */
export const kebabCase = (name: string): string => name.replace(/(?<=[a-z])(?=[A-Z])/g, '-').toLowerCase();

/** The command of the AWS CLI behind an IAM action, which also names the file. */
export const commandOf = (permission: Pick<SectionSpec, 'action'>): string => kebabCase(operationOf(permission));

/** What the file's name has after the id, where one resource takes several calls. */
export const suffixOf = ({ member }: SectionSpec, one: string): string =>
  typeof member === 'string' ? '' : `.${one.charAt(0).toLowerCase()}${one.slice(1)}`;
