import type { UnknownRecord } from '../../is-record.ts';
import { apiError, assertJson, membersIn } from './api-answer.ts';
import type { ApiAnswer } from './signed-request.ts';

/** The members of an answer of an API that speaks JSON over REST; an error of it is thrown under its own name. */
export const jsonAnswerIn = ({ status, headers, body, text }: ApiAnswer): UnknownRecord => {
  assertJson(body, status, headers['x-amzn-errortype']);
  const members = membersIn(text, status);
  if (status < 300) return members;

  const type = headers['x-amzn-errortype'] ?? members.__type ?? members.code ?? `Http${status}`;
  const name = String(type).split(':')[0]?.split('#').at(-1) ?? '';
  throw apiError(name, String(members.message ?? members.Message ?? 'no message'), status);
};
