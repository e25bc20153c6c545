import type { Report, ReportEndpoint } from '../../audit.ts';
import { plain } from '../plain-text.ts';
import { columnsOf, type Paint, paintOf, type Style } from '../style.ts';
import { type Cell, grid, shrink, widthsOf } from './grid.ts';

const indent = '  ';

const colorOf = (status: string, paint: Paint): Paint => {
  if (status === 'covered-elsewhere' || status === 'not-offered') return paint.dim;

  return status === 'ineffective' ? paint.red : paint.yellow;
};

const endpointRow = ({ endpointId, service, state, privateDns }: ReportEndpoint, paint: Paint): Cell[][] => {
  if (!privateDns || privateDns.status === 'effective') return [];
  const unavailable = state === 'available' ? [] : [`endpoint ${state}`];

  return [
    [
      { text: plain(endpointId) },
      { text: plain(service) },
      { text: plain(privateDns.status), paint: colorOf(privateDns.status, paint) },
      { text: plain([...privateDns.reasons, ...unavailable].join(', ')), paint: paint.dim },
    ],
  ];
};

/** Interface endpoints whose private names do not lead to them, and why. */
export const endpointLines = ({ endpoints }: Pick<Report, 'endpoints'>, style: Style): string[] => {
  const paint = paintOf(style);
  const rows = endpoints.flatMap((endpoint) => endpointRow(endpoint, paint));
  if (rows.length === 0) return [];
  const natural = widthsOf(rows);
  const [id = 0, service = 0, status = 0] = natural;
  const room = columnsOf(style) - indent.length;
  const least = [Math.min(id, 22), Math.min(service, 8), status, 0];
  const widths = style.endless ? natural : shrink(natural, least, room);

  return [
    paint.bold('interface endpoints whose private DNS is not in effect'),
    ...grid(rows, widths).map((line) => indent + line),
  ];
};
