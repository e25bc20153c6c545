import type { Readable, Writable } from 'node:stream';

export interface OutputStream extends Writable {
  readonly isTTY?: boolean;
  readonly columns?: number;
}

export interface Streams {
  readonly stdin: Readable & { readonly isTTY?: boolean };
  readonly stdout: OutputStream;
  readonly stderr: OutputStream;
}

export type Environment = Readonly<Record<string, string | undefined>>;

/** Everything of the outside world that a command may touch, so that a test can stand in for it. */
export interface Context {
  /** The command line, without the name of the program. */
  readonly argv: readonly string[];
  readonly streams: Streams;
  readonly env: Environment;
}

/** A command with its arguments; resolves to the exit code. */
export type Task = (context: Context) => Promise<number>;
