import { type Call, type Refusal, refuse, type Service } from './call.ts';

/** How one IAM action misbehaves. */
export type Fault =
  | { readonly kind: 'denied' }
  | { readonly kind: 'throttled'; readonly times: number }
  | { readonly kind: 'html'; readonly status: number }
  /** The right answer under the wrong type, as moto gives it. */
  | { readonly kind: 'mislabelled' }
  | { readonly kind: 'hang' }
  | { readonly kind: 'repeating-token' }
  | { readonly kind: 'error'; readonly status: number; readonly code: string; readonly message?: string };

const denials: Record<Service, readonly [status: number, code: string]> = {
  ec2: [403, 'UnauthorizedOperation'],
  sts: [403, 'AccessDenied'],
  route53: [403, 'AccessDenied'],
  route53resolver: [400, 'AccessDeniedException'],
  route53profiles: [403, 'AccessDeniedException'],
};

const throttles: Record<Service, readonly [status: number, code: string]> = {
  ec2: [503, 'RequestLimitExceeded'],
  sts: [400, 'Throttling'],
  route53: [400, 'Throttling'],
  route53resolver: [400, 'ThrottlingException'],
  route53profiles: [429, 'ThrottlingException'],
};

export const denialOf = ({ service, action }: Call): Refusal => {
  const [status, code] = denials[service];
  const encoded = service === 'ec2' ? ` Encoded authorization failure message: ${'x'.repeat(800)}` : '';
  return refuse(status, code, `You are not authorized to perform ${action}.${encoded}`);
};

export const throttleReplyOf = ({ service }: Call): Refusal => {
  const [status, code] = throttles[service];
  return refuse(status, code, 'Rate exceeded');
};
