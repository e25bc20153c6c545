import type { RefusedAcceptance } from '../acceptance/sighting.ts';

const shown = 20;

/** The line of a file that says what was accepted of a finding; empty where it says nothing so plainly. */
const placeOf = (fingerprint: string, text: string): string => {
  const quoted = JSON.stringify(fingerprint);
  const offset = ['', ' '].map((blank) => text.indexOf(`"fingerprint":${blank}${quoted}`)).find((at) => at >= 0);

  return offset === undefined ? '' : `line ${text.slice(0, offset).split('\n').length}: `;
};

/** `text` is that of the file that was to accept the findings. */
export const refusalNotices = (refused: readonly RefusedAcceptance[], text: string): readonly string[] => {
  const lines = refused.slice(0, shown).map(({ finding: { rule, resource, service, fingerprint }, because }) => {
    const named = [rule, resource, service ?? []].flat().join(' ');

    return `${placeOf(fingerprint, text)}${named} is not accepted: ${because}`;
  });

  return refused.length > shown ? [...lines, `${refused.length - shown} more are not accepted`] : lines;
};
