import type { Finding } from '../audit.ts';

const segment = (text: string): string => text.replace(/[^A-Za-z0-9._-]/g, '_').replace(/^\.*$/, '_');

/**
 * Where code review tools file what concerns a VPC: a relative path, stable from run to run. No such file need exist,
 * but what is one to them must be one: no empty, `.` or `..` segment, nothing that would need escaping in a URI.
 */
export const vpcLocation = ({ account, region, vpcId }: Pick<Finding, 'account' | 'region' | 'vpcId'>): string =>
  ['aws', account ?? 'unknown-account', region, vpcId].map(segment).join('/');
