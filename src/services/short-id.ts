const regionShape = /^[a-z]{2,4}(?:-[a-z]+)+-\d+$/;

/**
 * The name people know a service by: what follows the Region in its PrivateLink name.
 *
 * `com.amazonaws.us-east-1.ecr.api` → `ecr.api`, `cn.com.amazonaws.cn-north-1.s3` → `s3`,
 * `api.aws.us-east-1.cassandra-streams` → `cassandra-streams`. Names without a Region lose
 * `com.amazonaws.` only: `com.amazonaws.s3-global.accesspoint` → `s3-global.accesspoint`.
 * A product before the Region is left out too: `aws.sagemaker.us-east-1.studio` → `studio`.
 * Somebody's own service is its id: `com.amazonaws.vpce.us-east-1.vpce-svc-0a1b` → `vpce-svc-0a1b`.
 */
export const shortIdOf = (serviceName: string, region: string): string => {
  const labels = serviceName.split('.');
  const last = labels.at(-1) ?? '';
  if (last.startsWith('vpce-svc-')) return last;

  const at = labels.findIndex((label) => label === region || regionShape.test(label));
  if (at < 0) return serviceName.replace(/^(?:cn\.)?com\.amazonaws\.(?=.)/, '');

  const tail = labels.slice(at + 1);
  if (tail.length === 0) return serviceName;

  return tail.join('.');
};

/** The full name of a service in another Region. */
export const isElsewhere = (serviceName: string, region: string): boolean => {
  const named = serviceName
    .split('.')
    .slice(1, -1)
    .filter((label) => regionShape.test(label));

  return named.length > 0 && !named.includes(region);
};
