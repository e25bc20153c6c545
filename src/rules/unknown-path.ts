import type { Hop, Outcome } from '../analysis/path.ts';
import { advise, type Remedy } from './remedy/remedy.ts';
import type { Rule } from './rule.ts';
import { pathSections } from './sections.ts';
import { inEach, namesIn, type ServiceFault, serviceFaults } from './service-faults.ts';
import { named, serviceTitle } from './wording.ts';

const why = ({ reason, doubts, hops }: Outcome): string => {
  switch (reason) {
    case 'custom-dns-server':
      return 'its clients ask DNS servers whose answers these facts do not show';
    case 'no-dns-server':
      return 'DHCP gives its clients no DNS server';
    case 'forwarded-dns':
      return 'the name is forwarded to servers whose answers these facts do not show';
    case 'zone-unreadable':
      return 'a private hosted zone whose records are not readable answers the name';
    case 'ambiguous-route':
      return 'prefix lists overlap, and AWS does not say which route it picked';
    case 'unread-facts':
      return doubts.find(({ kind }) => kind === 'unread')?.text ?? 'facts were not read';
    case 'endpoint-not-visible':
      return `${hops.at(-1)?.at} answers with an endpoint that is not among these facts`;
    case 'endpoint-not-available':
      return `${hops.at(-1)?.at} is being made or changed: it may take traffic or not`;
    default:
      return lastStep(hops.at(-1));
  }
};

const lastStep = (hop: Hop | undefined): string => {
  if (hop === undefined) return 'the facts cannot say';

  return hop.does === 'answers'
    ? `${hop.at} answers with what these facts cannot place (${hop.because})`
    : `${hop.at}: ${hop.because}`;
};

const remedyOf = ({ vpc, path }: ServiceFault): Remedy => {
  const { reason, doubts } = path.outcome;
  const missing = doubts.flatMap((doubt) => (doubt.kind === 'unread' ? [doubt.gap.action] : []));
  if (reason === 'unread-facts' && missing.length > 0)
    return advise(`Allow ${[...new Set(missing)].sort().join(', ')} and audit again`);
  if (reason === 'custom-dns-server')
    return advise(
      `Look the name up on an instance of ${vpc.id}; its DNS servers must forward AWS names to the resolver of the VPC`,
    );
  if (reason === 'forwarded-dns')
    return advise(`Keep AWS names from being forwarded in ${vpc.id}, or look this one up on an instance there`);

  return advise(
    `Look at ${path.outcome.hops.at(-1)?.at ?? vpc.id} in the console; vpce-audit explain says what the verdict rests on`,
  );
};

/**
 * Nothing that was not seen is reported as fine: a path that the facts cannot decide keeps the audit
 * from being complete until somebody looks.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/VPC_DHCP_Options.html
 */
export const unknownPath: Rule = {
  id: 'unknown-path',
  title: 'The facts cannot say how a subnet reaches an AWS service',
  severity: 'warning',
  category: 'completeness',
  needs: pathSections,

  *check(audited) {
    for (const fault of serviceFaults(audited, 'unknown', ({ reason }) => reason !== 'not-visible-to-participant')) {
      const { service, path } = fault;

      yield* inEach(fault, {
        message: (subnet) =>
          `How ${named(subnet)} reaches ${serviceTitle(service)} is not known${namesIn(fault)}: ${why(path.outcome)}`,
        remedy: remedyOf(fault),
      });
    }
  },
};
