import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { environment } from './account.ts';

/** What became of a call of the AWS CLI. */
export interface Taken {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly asked: readonly { readonly operation: string; readonly params: Readonly<Record<string, unknown>> }[];
  /** Words that are none of an enumeration of AWS's. */
  readonly strays: readonly string[];
}

export interface AwsCli {
  /** Without an endpoint the call is looked at, and not sent. */
  call(argv: readonly string[], endpoint?: string): Promise<Taken>;
  close(): void;
}

/** The AWS CLI in one process for many calls, which it takes one by one. */
export const startAwsCli = (env: Readonly<Record<string, string>> = {}): AwsCli => {
  const child: ChildProcessWithoutNullStreams = spawn('.venv/bin/python', ['test/moto/aws_cli.py'], {
    env: { ...environment(), AWS_ENDPOINT_URL: '', ...env },
  });
  const answers = createInterface(child.stdout)[Symbol.asyncIterator]();
  child.stderr.pipe(process.stderr);
  let last: Promise<unknown> = Promise.resolve();

  const ask = async (argv: readonly string[], endpoint: string | undefined): Promise<Taken> => {
    child.stdin.write(`${JSON.stringify({ argv, endpoint: endpoint ?? null })}\n`);
    const { value } = await answers.next();

    return JSON.parse(value);
  };

  return {
    call: (argv, endpoint) => {
      const taken = last.then(() => ask(argv, endpoint));
      last = taken;

      return taken;
    },
    close: () => child.stdin.end(),
  };
};
