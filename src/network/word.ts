/** AWS writes one word in several ways: `PendingAcceptance`, `pendingAcceptance`, `pending-acceptance`. */
const plain = (word: string): string => word.toLowerCase().replaceAll(/[-_]/g, '');

/** Reads a word of AWS's as one of ours; what AWS has added since is `unrecognised`, and never guessed. */
export const wordReader = <const W extends string>(...words: readonly W[]) => {
  const byPlain = new Map<string, W>(words.map((word) => [plain(word), word]));

  return (raw: string): W | 'unrecognised' => byPlain.get(plain(raw)) ?? 'unrecognised';
};
