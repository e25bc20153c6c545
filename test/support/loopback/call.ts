import type { Records } from '../../../src/changes/records.ts';
import type { ScopeSnapshot } from '../../../src/snapshot/schema.ts';
import type { Organisation } from './organizations.ts';

export type Json = Record<string, unknown>;

/** One request, whatever its protocol. */
export interface Call {
  readonly service: Service;
  readonly region: string;
  readonly accessKey: string;
  /** The IAM action. */
  readonly action: string;
  readonly operation: string;
  readonly params: Readonly<Record<string, string>>;
  readonly body: string;
}

export type Service = 'ec2' | 'sts' | 'route53' | 'route53resolver' | 'route53profiles' | 'ram' | 'organizations';

export interface Reply {
  readonly status: number;
  readonly type: string;
  readonly body: string;
  /** What the server says that it is. */
  readonly server?: string;
}

/** What the server answers from. */
export interface World {
  readonly account: string;
  readonly scopes: readonly ScopeSnapshot[];
  readonly organisation: Organisation | undefined;
  /** At most so many records a page, however many were asked for. */
  readonly pageSize: number;
  /** Makes a change in a Region; undefined where nobody may change anything. */
  readonly change: ((region: string, write: Write, input: Json) => Json | Refusal) | undefined;
}

/** Where a call that changes something is made. */
export interface WriteContext {
  /** What AWS has in that Region. */
  readonly records: Records;
  readonly region: string;
  readonly account: string;
  /** Hosted zones that their account opened to a VPC of another one, by zone and VPC. */
  readonly opened: Map<string, unknown>;
  /** An id that nothing has yet. */
  readonly mint: (prefix: string) => string;
}

/** Makes the change, and says what AWS answers; or refuses, and then nothing is changed. */
export type Write = (input: Json, context: WriteContext) => Json | Refusal;

/** An answer that is an error, as the AWS API would word it. */
export interface Refusal {
  readonly status: number;
  readonly code: string;
  readonly message: string;
}

export const isRefusal = (answer: unknown): answer is Refusal =>
  typeof answer === 'object' && answer !== null && 'code' in answer && 'status' in answer;

export const refuse = (status: number, code: string, message: string): Refusal => ({ status, code, message });

export const scopeIn = (world: World, region: string): ScopeSnapshot['sections'] =>
  world.scopes.find((scope) => scope.region === region)?.sections ?? {};

export interface Slice<T> {
  readonly items: readonly T[];
  readonly next?: string;
}

/** One page; tokens are opaque to the client, and offsets to us. */
export const sliceOf = <T>(
  all: readonly T[],
  { size, token }: { size: number; token: string | undefined },
): Slice<T> => {
  const from = token === undefined || token === '' ? 0 : Number(token.replace('token-', ''));
  const to = from + size;
  return { items: all.slice(from, to), ...(to < all.length ? { next: `token-${to}` } : {}) };
};
