import type { Finding } from '../../../audit.ts';
import { counted } from '../../counted.ts';
import type { Picture } from '../../picture/picture.ts';
import { serviceLabelOf } from '../../picture/service-labels.ts';
import { namedText } from './naming.ts';
import { capitalized } from './wording.ts';

/** What follows the first colon of a message is why. */
const causeOf = (message: string): string => message.split(': ').slice(1).join(': ');

/** The cause that all have; route tables differ where nothing else does. */
const commonCause = (findings: readonly Finding[]): string => {
  const causes = new Set(findings.map(({ message }) => causeOf(message)));
  const [only = ''] = causes;
  if (causes.size === 1) return only;
  const alike = new Set([...causes].map((cause) => cause.replace(/^rtb-\S+ is /, 'their route tables are ')));
  const [shared = ''] = alike;

  return alike.size === 1 ? shared : '';
};

const serviceText = ({ service }: Finding): string => {
  if (service === null) return 'what it calls';
  const { name, inSentence = name } = serviceLabelOf(service);

  return inSentence;
};

type Title = (finding: Finding, subnets: string, cause: string) => string;

/** For rules that find the same of many subnets. */
const titles: Readonly<Record<string, Title>> = {
  'public-path': (finding, subnets, cause) =>
    `${serviceText(finding)} is public from ${subnets}${cause && `: ${cause}`}`,
  'split-path': (finding, subnets) => `${serviceText(finding)} goes different ways from ${subnets}`,
  'transit-path': (finding, subnets, cause) =>
    `${serviceText(finding)} leaves ${subnets} for a network that was not read${cause && `: ${cause}`}`,
  'unknown-path': (finding, subnets, cause) =>
    `How ${subnets} reach ${serviceText(finding)} is not known${cause && `: ${cause}`}`,
  'unreachable-path': (finding, subnets, cause) =>
    `${serviceText(finding)} is out of reach from ${subnets}${cause && `: ${cause}`}`,
};

/** What was found, of all at once. */
export const findingTitle = (picture: Picture, findings: readonly [Finding, ...Finding[]]): string => {
  const [first] = findings;
  const title = Object.hasOwn(titles, first.rule) ? titles[first.rule] : undefined;
  if (title !== undefined) {
    const subnets = `${counted(findings.length, 'subnet')} of ${picture.nameOf(first.vpcId)}`;

    return capitalized(title(first, subnets, namedText(picture, commonCause(findings))));
  }
  if (findings.length === 1) return capitalized(namedText(picture, first.message));
  const rule = picture.report.rules.find(({ id }) => id === first.rule);

  return rule?.title ?? capitalized(namedText(picture, first.message));
};
