/** Results in the order of the items, while some of the tasks run side by side. */
export async function* eachInOrder<T, R>(
  items: readonly T[],
  atOnce: number,
  task: (item: T) => Promise<R>,
): AsyncGenerator<R, void, undefined> {
  const underWay: Promise<R>[] = [];
  const start = (item: T): void => {
    const result = task(item);
    // Whoever waits for it gets the error; until then nobody does.
    result.catch(() => {});
    underWay.push(result);
  };
  for (const item of items) {
    const [first] = underWay;
    if (first !== undefined && underWay.length >= atOnce) {
      yield await first;
      underWay.shift();
    }
    start(item);
  }
  for (const result of underWay) yield await result;
}
