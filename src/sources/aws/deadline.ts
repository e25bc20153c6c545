/** What an SDK client throws where time runs out: its name makes another attempt worthwhile. */
export const timeoutError = (message: string): Error => Object.assign(new Error(message), { name: 'TimeoutError' });

/** The reason that a signal was given, which is always an error of ours. */
const reasonOf = ({ reason }: AbortSignal): Error => (reason instanceof Error ? reason : new Error(String(reason)));

/** Rejects as soon as the signal says so, whatever the task still waits for; the signal tears that down as well. */
export const until = <T>(signal: AbortSignal, task: Promise<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    const stop = (): void => reject(reasonOf(signal));
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    task.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });

/** Runs a task that has to end within so many milliseconds, and before the run is stopped. */
export const withDeadline = async <T>(
  ms: number,
  stop: AbortSignal,
  task: (signal: AbortSignal) => Promise<T>,
): Promise<T> => {
  const deadline = new AbortController();
  const timer = setTimeout(() => deadline.abort(timeoutError(`no whole answer within ${ms / 1000} s`)), ms);
  const passOn = (): void => deadline.abort(stop.reason);
  stop.addEventListener('abort', passOn, { once: true });
  try {
    if (stop.aborted) throw reasonOf(stop);
    return await until(deadline.signal, task(deadline.signal));
  } finally {
    clearTimeout(timer);
    stop.removeEventListener('abort', passOn);
  }
};
