import type { Task } from '../context.ts';

/** Receives what the arguments ask for. Implementations load when they run: help must cost next to nothing. */
export type Choose = (task: Task) => void;
