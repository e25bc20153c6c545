/** As much as anybody reads. */
const mostCharacters = 300;

/** The SDK could not read the answer: what it says of that is for its own users. */
export const isOfUnreadAnswer = (text: string): boolean => text.includes('Deserialization error');

/** EC2 appends kilobytes that only sts:DecodeAuthorizationMessage can read. */
const withoutEncoded = (text: string): string => text.split('Encoded authorization failure message:', 1)[0] ?? '';

/** What an error says, on one line and no longer than anybody reads it. */
export const errorText = (message: string): string => {
  if (isOfUnreadAnswer(message)) return 'the answer cannot be read';
  const text = withoutEncoded(message)
    .trim()
    .replace(/^@smithy\/\S+ - (\[ERROR\] )?/, '')
    .replace(/\s+/g, ' ');

  return text.length > mostCharacters ? `${text.slice(0, mostCharacters)}…` : text;
};
