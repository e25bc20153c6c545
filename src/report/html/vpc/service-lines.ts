import type { Pin } from '../../picture/pin.ts';
import { fitted, wrapped } from '../svg/text.ts';
import { measures } from './measures.ts';

const room = measures.serviceWidth - 28;
const mostLines = 4;

export const nameSize = ({ destinations }: Pin): number => (destinations.length > 1 ? 12.5 : 14);

/** The name of a service; of several that share a line, their short names. */
export const serviceLines = (pin: Pin): readonly string[] => {
  const look = { size: nameSize(pin), bold: true } as const;
  if (pin.destinations.length === 1) return [fitted(pin.label, { ...look, room })];
  const lines = wrapped(pin.destinations.map(({ short }) => short).join(', '), room, look);
  const shown = lines.slice(0, mostLines).map((line) => fitted(line, { ...look, room }));

  return lines.length > mostLines ? [...shown.slice(0, -1), `of ${pin.destinations.length} in all`] : shown;
};
