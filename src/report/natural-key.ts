/** What to compare instead of a text to have it where people look for it: `app-2` before `app-10`, `10.0.2.0` before `10.0.10.0`. */
export const naturalKey = (text: string): string =>
  text.replace(/0*(\d+)/g, (_, digits: string) => digits.padStart(20, '0'));
