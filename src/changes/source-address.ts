/**
 * To policies an endpoint's callers come from their private addresses.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-sourceip
 */
export const sourceAddress =
  'Bucket, key and role policies that name public addresses (aws:SourceIp) stop matching; aws:SourceVpce takes their place';
