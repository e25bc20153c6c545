import type { ApiCalls } from './api-calls.ts';
import type { Rank } from './turn-queue.ts';

interface Sender {
  // biome-ignore lint/suspicious/noExplicitAny: the SDK's own overloads decide what a client takes and gives
  send(command: any, options?: any): Promise<any>;
}

export type Paced<C extends Sender> = Pick<C, 'send'> & Pick<ApiCalls, 'waitMs'>;

/** A client's `send`, at the pace of its API, and where ranks are given in their order. */
export const paced = <C extends Sender>(client: C, calls: ApiCalls, rank?: Rank): Paced<C> => ({
  send: (command: unknown) => calls.run((abortSignal) => client.send(command, { abortSignal }), rank),
  waitMs: calls.waitMs,
});
