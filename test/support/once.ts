/** Made when it is first asked for: what runs while tests are collected counts for all of them. */
export const once = <Made extends object>(make: () => Made): (() => Made) => {
  let made: Made | undefined;

  return () => {
    made ??= make();

    return made;
  };
};
