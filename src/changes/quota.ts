/**
 * AWS raises quotas on request: whoever has more than the usual one has a higher one, which nobody read.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html
 */
export const hasRoomFor = (added: number, present: number, quota: number): boolean | null =>
  present > quota ? null : present + added <= quota;
