import { expect, it } from 'vitest';
import { failureOf, gapCauseOf } from '../../../src/sources/aws/errors.ts';

const errorOf = (fields: Record<string, unknown>): Error => Object.assign(new Error('it broke'), fields);

it('blames the Region where its host does not exist', () => {
  const asked = { action: 'ec2:DescribeVpcs', region: 'us-esat-1' };
  const failure = failureOf(errorOf({ code: 'ENOTFOUND' }), asked);

  expect(failure?.message).toContain('us-esat-1');
  expect(failure?.hint).toContain('--region');
});

it.each(['sts:GetCallerIdentity', 'route53:ListHostedZonesByVPC', 'route53resolver:ListResolverRules'])(
  'goes on without %s where its host does not exist',
  (action) => {
    const error = errorOf({ code: 'ENOTFOUND' });

    expect(failureOf(error, { action, region: 'us-east-1' })).toBeUndefined();
    expect(gapCauseOf(error)?.kind).toBe('failed');
  },
);

it.each([
  ['AccessDenied', 403, 'denied'],
  ['UnauthorizedOperation', 403, 'denied'],
  ['NoSuchHostedZone', 404, 'denied'],
  ['SomethingNew', 403, 'denied'],
  ['InvalidAction', 400, 'unsupported'],
  ['UnknownOperationException', 400, 'unsupported'],
  ['InternalFailure', 501, 'unsupported'],
  ['NotFound', 404, 'unsupported'],
  ['RequestLimitExceeded', 503, 'failed'],
  ['InternalError', 500, 'failed'],
])('takes %s with status %i for %s', (name, httpStatusCode, kind) => {
  expect(gapCauseOf(errorOf({ name, $metadata: { httpStatusCode } }))?.kind).toBe(kind);
});

it('takes an answer that the SDK cannot parse for one that was not read, and not for one of the API', () => {
  const hint =
    'Deserialization error: to see the raw response, inspect the hidden field {error}.$response on this object.';
  const error = errorOf({
    name: 'Error',
    message: `Unexpected end of JSON input\n  ${hint}`,
    $metadata: { httpStatusCode: 404 },
    $responseBodyText: '<!doctype html>',
  });

  expect(gapCauseOf(error)).toEqual({ kind: 'failed', reason: 'the answer cannot be read (HTTP 404)' });
});

it('does not take a bug for a gap', () => {
  expect(gapCauseOf(new TypeError('undefined is not a function'))).toBeUndefined();
});

it('keeps a reason short and on one line', () => {
  const { reason } = gapCauseOf(Object.assign(new Error(`a\n\tb${'c'.repeat(900)}`), { code: 'E' })) ?? {};

  expect(reason).toMatch(/^E: a b/);
  expect(reason?.length).toBeLessThan(320);
});

it('tells of an error that is mostly blanks in no time', () => {
  const { reason } = gapCauseOf(Object.assign(new Error(`a${' '.repeat(200_000)}b`), { code: 'E' })) ?? {};

  expect(reason).toBe('E: a b');
});

it('leaves out what only sts:DecodeAuthorizationMessage can read', () => {
  const message = `not authorized. Encoded authorization failure message: ${'x'.repeat(800)}`;

  expect(gapCauseOf(Object.assign(new Error(message), { code: 'E' }))?.reason).toBe('E: not authorized.');
});
