import type { Readable } from 'node:stream';
import { timeoutError } from './deadline.ts';
import type { Limits } from './limits.ts';

const tooLarge = (bytes: number): Error =>
  Object.assign(new Error(`the answer is larger than ${bytes / 1_000_000} MB`), {
    name: 'AnswerTooLarge',
    code: 'AnswerTooLarge',
  });

const cutOff = (): Error => Object.assign(new Error('the answer ends too early'), { code: 'ECONNRESET' });

/** The whole body of an answer. The timeouts of the SDK's handler end where the headers do. */
export const wholeBody = (
  body: Readable,
  { stallTimeoutMs, largestAnswerBytes }: Pick<Limits, 'stallTimeoutMs' | 'largestAnswerBytes'>,
): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const fail = (error: Error): void => {
      clearTimeout(timer);
      reject(error);
      body.destroy();
    };
    const timer = setTimeout(
      () => fail(timeoutError(`the answer stops in its middle for ${stallTimeoutMs / 1000} s`)),
      stallTimeoutMs,
    );

    body.on('data', (chunk: Buffer) => {
      timer.refresh();
      size += chunk.length;
      if (size > largestAnswerBytes) fail(tooLarge(largestAnswerBytes));
      else chunks.push(chunk);
    });
    body.on('end', () => {
      clearTimeout(timer);
      resolve(Buffer.concat(chunks));
    });
    body.on('error', fail);
    body.on('close', () => fail(cutOff()));
  });
