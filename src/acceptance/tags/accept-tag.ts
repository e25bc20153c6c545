import { isDay } from '../../day.ts';

export const acceptKey = 'vpce-audit:accept';

/** What a tag `vpce-audit:accept` says. */
export interface AcceptTag {
  /** Ids of services; `*` is all findings, also those of no service. */
  readonly services: readonly string[];
  readonly reason: string;
  /** The first day (UTC) on which the findings count again. */
  readonly expires?: string;
}

/** Why a tag accepts nothing. */
export interface MalformedTag {
  readonly malformed: string;
}

const service = /^(?:\*|[a-z0-9][a-z0-9._-]*)$/;
const grammar = /^(\S+)(?:\s+until=(\S*))?(?:\s+(.*))?$/s;

/** Reads `s3,dynamodb until=2027-01-31 why this is fine`; the day may be left out, the reason may not. */
export const parseAcceptTag = (value: string): AcceptTag | MalformedTag => {
  const [, names = '', expires, reason = ''] = grammar.exec(value.trim()) ?? [];
  const services = names.split(',');
  const odd = services.find((name) => !service.test(name));
  if (names === '') return { malformed: 'it is empty' };
  if (odd !== undefined) return { malformed: `${JSON.stringify(odd)} is no service: write s3,dynamodb or *` };
  if (expires !== undefined && !isDay(expires))
    return { malformed: `until=${expires} is no day: write until=2027-01-31` };
  if (reason.trim() === '') return { malformed: 'it gives no reason' };
  if (/(?:^|\s)until=/.test(reason)) return { malformed: 'until= stands once, right after the services' };

  return { services, reason: reason.trim(), ...(expires === undefined ? {} : { expires }) };
};
