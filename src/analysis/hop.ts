import type { Hop, HopAction } from './path.ts';

/** `at`, a resource, does something with the packet or the query because of a line of its configuration. */
export const hop = (at: string, does: HopAction, because: string): Hop => ({ at, does, because });
