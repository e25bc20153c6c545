import { Readable, Writable } from 'node:stream';
import type { Streams } from '../../src/cli/context.ts';

export interface Terminal {
  readonly isTTY?: boolean;
  readonly columns?: number;
}

export interface FakeStreams {
  readonly streams: Streams;
  readonly stdout: () => string;
  readonly stderr: () => string;
}

const capturing = (terminal: Terminal) => {
  const written: string[] = [];
  const stream = new Writable({
    decodeStrings: false,
    write(chunk, _encoding, done) {
      written.push(String(chunk));
      done();
    },
  });
  return { stream: Object.assign(stream, terminal), text: () => written.join('') };
};

/** Streams that remember. Standard input ends after `stdin`; the outputs are pipes unless said otherwise. */
export const fakeStreams = ({
  stdin = '',
  stdout = {},
  stderr = {},
}: {
  readonly stdin?: string | Terminal;
  readonly stdout?: Terminal;
  readonly stderr?: Terminal;
} = {}): FakeStreams => {
  const out = capturing(stdout);
  const err = capturing(stderr);
  const input = typeof stdin === 'string' ? Readable.from([stdin]) : Object.assign(Readable.from([]), stdin);
  return {
    streams: { stdin: input, stdout: out.stream, stderr: err.stream },
    stdout: out.text,
    stderr: err.text,
  };
};
