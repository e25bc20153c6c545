import type { ReportEndpoint } from '../../audit.ts';
import { displayWidth, plain, truncate } from '../plain-text.ts';
import { columnsOf, type Paint, paintOf, type Style } from '../style.ts';
import { type Cell, grid, shrink, widthsOf } from './grid.ts';
import { matrixOf } from './matrix.ts';
import { margin, matrixLines } from './matrix-lines.ts';
import type { ReportedVpc } from './vpcs.ts';

const colorOf = (status: string, paint: Paint): Paint => {
  if (status === 'covered-elsewhere' || status === 'not-offered') return paint.dim;

  return status === 'ineffective' ? paint.red : paint.yellow;
};

const endpointRow = (endpoint: ReportEndpoint, paint: Paint): Cell[][] => {
  const { privateDns } = endpoint;
  if (!privateDns || privateDns.status === 'effective') return [];
  const color = colorOf(privateDns.status, paint);
  const state = endpoint.state === 'available' ? [] : [`endpoint ${endpoint.state}`];

  return [
    [
      { text: plain(endpoint.endpointId) },
      { text: plain(endpoint.service) },
      { text: plain(privateDns.status), paint: color },
      { text: plain([...privateDns.reasons, ...state].join(', ')), paint: paint.dim },
    ],
  ];
};

const endpointLines = (endpoints: readonly ReportEndpoint[], style: Style): string[] => {
  const paint = paintOf(style);
  const rows = endpoints.flatMap((endpoint) => endpointRow(endpoint, paint));
  if (rows.length === 0) return [];
  const natural = widthsOf(rows);
  const [id = 0, service = 0, status = 0] = natural;
  const room = columnsOf(style) - 2 * margin;
  const widths = shrink(natural, [Math.min(id, 22), Math.min(service, 8), status, 0], room);

  return [
    `${' '.repeat(margin)}${paint.bold('interface endpoints whose private DNS is not in effect')}`,
    ...grid(rows, widths).map((line) => ' '.repeat(2 * margin) + line),
  ];
};

const headerOf = (vpc: ReportedVpc, style: Style): string => {
  const paint = paintOf(style);
  const columns = columnsOf(style);
  const name = truncate(vpc.vpcName ? `${vpc.vpcId}  ${plain(vpc.vpcName)}` : vpc.vpcId, columns);
  const places = [[vpc.region, vpc.account ?? []].flat(), [vpc.region], []].map((place) =>
    place.map((part) => ` · ${plain(part)}`).join(''),
  );
  const place = places.find((text) => displayWidth(name + text) <= columns) ?? '';

  return paint.bold(name) + paint.dim(place);
};

const spaced = (lines: readonly string[]): string[] => (lines.length > 0 ? ['', ...lines] : []);

/** A VPC: its header, subnet × service, and the interface endpoints whose private names do not lead to them. */
export const vpcLines = (vpc: ReportedVpc, style: Style): string[] => {
  const matrix = vpc.subnets.length > 0 ? matrixLines(matrixOf(vpc, style), style) : [];
  const endpoints = endpointLines(vpc.endpoints, style);

  return [headerOf(vpc, style), ...spaced(matrix), ...spaced(endpoints)];
};
