/** Of a line: a hair where nobody calls, then with the clients, ever slower. */
export const thicknessOf = (clients: number): number =>
  clients === 0 ? 1.5 : Math.min(7, Math.round(1.8 + 0.95 * Math.log2(1 + clients)));
