/** Where AWS services have their names, in every partition. */
export const serviceDomains = [
  'amazonaws.com',
  'amazonaws.com.cn',
  'amazonwebservices.com.cn',
  'amazonaws.eu',
  'amazonwebservices.eu',
  'aws',
  'aws.amazon.com',
  'aws.dev',
  'c2s.ic.gov',
  'aws.ic.gov',
  'hci.ic.gov',
  'sc2s.sgov.gov',
  'aws.scloud',
  'cloud.adc-e.uk',
];

const isWithin = (name: string, domain: string): boolean =>
  domain === '' || name === domain || name.endsWith(`.${domain}`);

/** Whether a zone can answer the name of an AWS service: it lies under a service domain, or above one. */
export const mayAnswerAwsNames = (zone: string): boolean => {
  const name = zone.toLowerCase().replace(/\.$/, '');

  return serviceDomains.some((domain) => isWithin(name, domain) || isWithin(domain, name));
};
