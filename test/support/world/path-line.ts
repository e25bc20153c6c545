import type { ReportPath } from '../../../src/audit.ts';

/** `verdict via-id <through (reason) ~`: the tilde says that the verdict is less than certain. */
export const pathLine = ({
  verdict,
  via,
  through,
  reason,
  parts,
  confidence,
}: Pick<ReportPath, 'verdict' | 'via' | 'through' | 'reason' | 'parts' | 'confidence'>): string =>
  [
    verdict,
    via?.id,
    ...through.map(({ id }) => `<${id}`),
    reason === null ? undefined : `(${reason})`,
    ...parts.map(
      (part) =>
        `[${part.verdict}${part.via === null ? '' : ` ${part.via.id}`}: ${part.cidrs.slice(0, 2).join(' ')}${part.cidrs.length > 2 ? ' …' : ''}]`,
    ),
    confidence === 'likely' ? '~' : undefined,
  ]
    .filter((word) => word !== undefined)
    .join(' ');
