/** Facts and remedies come without a full stop; together they need one each. */
export const sentences = (...texts: readonly string[]): string =>
  texts.map((text) => (/[.!?]$/.test(text) ? text : `${text}.`)).join(' ');
