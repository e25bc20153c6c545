/** Makes it at the first call, and hands the same to every later one. */
export const once = <A extends readonly unknown[], T>(
  make: (...args: A) => Promise<T>,
): ((...args: A) => Promise<T>) => {
  let made: Promise<T> | undefined;

  return (...args) => {
    made ??= make(...args);

    return made;
  };
};
