import type { IncomingMessage } from 'node:http';
import type { Call, Service } from './call.ts';
import { profilesOperation } from './profiles.ts';
import { ramOperation } from './ram.ts';
import { route53Operation } from './route53.ts';

const services: readonly Service[] = [
  'ec2',
  'sts',
  'route53',
  'route53resolver',
  'route53profiles',
  'ram',
  'organizations',
];

/** Who asks which service where: the credential scope of the signature says. */
const signatureOf = ({ headers }: IncomingMessage) => {
  const match = /Credential=([^/]+)\/\d+\/([^/]+)\/([^/]+)\//.exec(headers.authorization ?? '');
  const service = services.find((name) => name === match?.[3]);
  if (!match || !service) throw new Error(`not a signed request: ${headers.authorization}`);

  return { accessKey: match[1] ?? '', region: match[2] ?? '', service };
};

const unsigned = (params: URLSearchParams) => Object.fromEntries(params);

const stringsOf = (json: string): Record<string, string> =>
  Object.fromEntries(Object.entries(JSON.parse(json)).map(([key, value]) => [key, String(value)]));

export const parseCall = (request: IncomingMessage, body: string): Call => {
  const { accessKey, region, service } = signatureOf(request);
  const url = new URL(request.url ?? '/', 'http://loopback');
  const call = (operation: string, params: Record<string, string>): Call => ({
    service,
    region,
    accessKey,
    operation,
    action: `${service}:${operation}`,
    params,
    body,
  });

  switch (service) {
    case 'ec2':
    case 'sts': {
      const params = unsigned(new URLSearchParams(body));
      return call(params.Action ?? '', params);
    }
    case 'organizations':
    case 'route53resolver':
      return call(String(request.headers['x-amz-target']).split('.')[1] ?? '', stringsOf(body));
    case 'ram':
      return call(ramOperation(url.pathname), stringsOf(body));
    case 'route53': {
      const { operation = 'Unknown', ...ids } = route53Operation(url.pathname, request.method) ?? {};
      return call(operation, { ...unsigned(url.searchParams), ...ids });
    }
    case 'route53profiles': {
      const { operation = 'Unknown', ...ids } = profilesOperation(url.pathname) ?? {};
      return call(operation, { ...unsigned(url.searchParams), ...ids });
    }
  }
};
