import { forbidsPrivate } from '../analysis/doubt.ts';
import type { Outcome } from '../analysis/path.ts';
import type { Reason, UnknownReason } from '../analysis/reason.ts';
import { advise, type Remedy } from '../changes/remedy.ts';
import type { Network } from '../network/network.ts';
import { named, serviceTitle } from '../wording.ts';
import { absentOwnerText } from './absent-owner-text.ts';
import { readMore } from './remedy/read-more.ts';
import type { Rule } from './rule.ts';
import { pathSections } from './sections.ts';
import { inEach, namesSuffix, type ServiceFault, serviceFaults } from './service-faults.ts';

const lastStep = ({ hops }: Outcome): string => {
  const hop = hops.at(-1);
  if (hop === undefined) return 'the facts cannot say';

  return hop.does === 'answers'
    ? `${hop.at} answers with what these facts cannot place (${hop.because})`
    : `${hop.at}: ${hop.because}`;
};

/** What would make the path private, and nobody vouches for. */
const unverified = ({ doubts }: Outcome): string | null =>
  doubts.find((doubt) => doubt.kind === 'assumed' && forbidsPrivate(doubt))?.text ?? null;

const explanations: Readonly<Record<UnknownReason, (outcome: Outcome) => string>> = {
  'custom-dns-server': () => 'its clients ask DNS servers whose answers these facts do not show',
  'no-dns-server': () => 'DHCP gives its clients no DNS server',
  'forwarded-dns': () => 'the name is forwarded to servers whose answers these facts do not show',
  'zone-unreadable': () => 'a private hosted zone whose records are not readable answers the name',
  'ambiguous-route': (outcome) => `AWS does not say which way its packets take (${lastStep(outcome)})`,
  'unread-facts': ({ doubts }) => doubts.find(({ kind }) => kind === 'unread')?.text ?? 'facts were not read',
  unrecognised: (outcome) => unverified(outcome) ?? lastStep(outcome),
  'endpoint-not-visible': ({ hops }) => `${hops.at(-1)?.at} answers with an endpoint that is not among these facts`,
  'endpoint-not-available': ({ hops }) => `${hops.at(-1)?.at} is being made or changed: it may take traffic or not`,
  'not-visible-to-participant': lastStep,
};

/** Whose facts would tell what answers the name, or where the packets go. */
const absenceText = ({ hops }: Outcome, network: Network): string => {
  for (const { at } of hops.toReversed()) {
    const owner = network.absentOwnerOf(at);
    if (owner !== null) return `; ${absentOwnerText(at, owner)}`;
  }

  return '';
};

const isUnknownReason = (reason: Reason | null): reason is UnknownReason =>
  reason !== null && Object.hasOwn(explanations, reason);

const explanationOf = (outcome: Outcome): string =>
  isUnknownReason(outcome.reason) ? explanations[outcome.reason](outcome) : lastStep(outcome);

const remedyOf = ({ vpc, path }: ServiceFault): Remedy => {
  const { reason, doubts } = path.outcome;
  const unread = reason === 'unread-facts' ? readMore(doubts) : null;
  if (unread !== null) return unread;
  if (reason === 'no-dns-server')
    return advise(
      `Give ${vpc.id} DHCP options with domain-name-servers = AmazonProvidedDNS (moto's default VPCs have none)`,
    );
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

  *check(audited, network) {
    for (const fault of serviceFaults(audited, 'unknown', ({ reason }) => reason !== 'not-visible-to-participant')) {
      const { service, path } = fault;

      yield* inEach(fault, {
        message: (subnet) =>
          `How ${named(subnet)} reaches ${serviceTitle(service)} is not known${namesSuffix(fault)}: ${explanationOf(path.outcome)}${absenceText(path.outcome, network)}`,
        remedy: remedyOf(fault),
      });
    }
  },
};
