import type { Report } from '../../audit.ts';
import { groupBy } from '../../group-by.ts';
import { counted } from '../counted.ts';
import { accountOwnerOf } from '../owner.ts';
import { plain } from '../plain-text.ts';
import { placedLabel, subnetsLabel, vpcsLabel, wholeLabels } from './row-label.ts';
import { type Likeness, type MatrixCell, rowsBy, sortedVpcs, subnetRows, vpcRows } from './rows.ts';
import type { ReportedVpc } from './vpcs.ts';

/** A row as it is drawn. */
export interface LabelledRow {
  readonly label: string;
  readonly clients: number | null;
  /** In the order of the matrix's services; null where the VPC's Region has no such service. */
  readonly cells: readonly (MatrixCell | null)[];
}

/** Rows under a title; null where the head of the table is title enough. */
export interface MatrixBlock {
  readonly title: string | null;
  readonly rows: readonly LabelledRow[];
}

export interface Matrix {
  /** What stands over the labels. */
  readonly head: string;
  readonly services: readonly string[];
  readonly blocks: readonly MatrixBlock[];
}

interface Unlabelled<Subject> {
  readonly subjects: readonly Subject[];
  readonly clients: number | null;
  readonly cells: readonly MatrixCell[];
}

const aligned = (cells: readonly MatrixCell[], services: readonly string[]): (MatrixCell | null)[] => {
  const byService = new Map(cells.map((cell) => [cell.service, cell]));

  return services.map((service) => byService.get(service) ?? null);
};

const labelled = <Subject>(
  rows: readonly Unlabelled<Subject>[],
  labels: readonly string[],
  services: readonly string[],
): LabelledRow[] =>
  rows.map(({ clients, cells }, index) => ({ label: labels[index] ?? '', clients, cells: aligned(cells, services) }));

const distinctLabels = <Subject>(
  rows: readonly Unlabelled<Subject>[],
  label: (subjects: readonly Subject[]) => string,
  placed: (subjects: readonly Subject[]) => string,
): string[] => {
  const labels = rows.map(({ subjects }) => label(subjects));
  const seen = groupBy(labels, (text) => text);

  return rows.map(({ subjects }, index) =>
    (seen.get(labels[index] ?? '')?.length ?? 0) > 1 ? placed(subjects) : (labels[index] ?? ''),
  );
};

/** Of all Regions together. */
export const servicesAcross = (vpcs: readonly ReportedVpc[]): string[] => [
  ...new Set(vpcs.flatMap(({ services }) => services)),
];

const nameOf = ({ vpcId, vpcName }: ReportedVpc): string => plain(vpcName ?? vpcId);

/** Regions and accounts are worth their room only where there are several. */
const titlesOf = (vpcs: readonly ReportedVpc[], detail: 'whole' | 'short'): string[] => {
  const regions = new Set(vpcs.map(({ region }) => region));
  const accounts = new Set(vpcs.map(({ account }) => account));
  const names = groupBy(vpcs, nameOf);

  return vpcs.map((vpc) => {
    const isAmbiguous = vpc.vpcName !== null && (names.get(nameOf(vpc))?.length ?? 0) > 1;
    const id = vpc.vpcName !== null && (detail === 'whole' || isAmbiguous) ? [vpc.vpcId] : [];
    const place = [...(regions.size > 1 ? [vpc.region] : []), ...(accounts.size > 1 ? [vpc.account ?? []].flat() : [])];

    return [[nameOf(vpc), ...id].join('  '), ...place].map(plain).join(' · ');
  });
};

/** Subnets down, services across, by VPC. */
export const subnetTable = (
  vpcs: readonly ReportedVpc[],
  likeness: Likeness,
  services = servicesAcross(vpcs),
): Matrix => {
  const detail = likeness === 'none' ? 'whole' : 'short';
  const sorted = sortedVpcs(vpcs.filter(({ subnets }) => subnets.length > 0));
  const titles = titlesOf(sorted, detail);
  const blocks = sorted.map((vpc, index) => {
    const rows = subnetRows(vpc, likeness);
    const labels =
      detail === 'whole'
        ? wholeLabels(rows.flatMap(({ subjects }) => subjects))
        : distinctLabels(rows, subnetsLabel, placedLabel);

    return { title: titles[index] ?? '', rows: labelled(rows, labels, services) };
  });
  const [only, ...others] = blocks;
  if (only === undefined || others.length > 0) return { head: 'subnet', services, blocks };

  return { head: only.title, services, blocks: [{ title: null, rows: only.rows }] };
};

/** VPCs down, services across: the worst of each, and how much of it there is. */
export const vpcTable = (vpcs: readonly ReportedVpc[], likeness: 'none' | 'verdicts'): Matrix => {
  const services = servicesAcross(vpcs);
  const rows = vpcRows(vpcs, likeness);
  const labels =
    likeness === 'none'
      ? titlesOf(
          rows.flatMap(({ subjects }) => subjects),
          'short',
        )
      : distinctLabels(rows, vpcsLabel, (subjects) =>
          [vpcsLabel(subjects), subjects[0]?.vpcId ?? ''].map(plain).join('  '),
        );

  return { head: 'VPC', services, blocks: [{ title: null, rows: labelled(rows, labels, services) }] };
};

/** `111122223333 shop (Payments) · 12 VPCs` */
const accountLabel = (vpcs: readonly ReportedVpc[], report: Pick<Report, 'accounts'>): string => {
  const id = vpcs[0]?.account ?? null;
  const owner = accountOwnerOf(report, id);
  const team = owner?.team === undefined ? [] : [`(${owner.team})`];
  const named = [id ?? 'unknown account', ...(owner?.name === undefined ? [] : [owner.name]), ...team].join(' ');

  return `${plain(named)} · ${counted(vpcs.length, 'VPC')}`;
};

/** Accounts down, services across: the worst of each, and how much of it there is. */
export const accountTable = (vpcs: readonly ReportedVpc[], report: Pick<Report, 'accounts'>): Matrix => {
  const services = servicesAcross(vpcs);
  const rows = rowsBy(vpcs, ({ account }) => account ?? '');
  const labels = rows.map(({ subjects }) => accountLabel(subjects, report));

  return { head: 'account', services, blocks: [{ title: null, rows: labelled(rows, labels, services) }] };
};

/** `ou-ab12-11111111 · 3 accounts, 12 VPCs` */
const unitLabel = (unit: string, vpcs: readonly ReportedVpc[]): string => {
  const accounts = new Set(vpcs.map(({ account }) => account)).size;

  return `${plain(unit || 'no unit')} · ${counted(accounts, 'account')}, ${counted(vpcs.length, 'VPC')}`;
};

/** The same of organizational units, as a config has them. */
export const unitTable = (vpcs: readonly ReportedVpc[], report: Pick<Report, 'accounts'>): Matrix => {
  const unitOf = ({ account }: ReportedVpc): string => accountOwnerOf(report, account)?.unit ?? '';
  const services = servicesAcross(vpcs);
  const rows = rowsBy(vpcs, unitOf);
  const labels = rows.map(({ subjects }) => unitLabel(subjects.slice(0, 1).map(unitOf).join(''), subjects));

  return { head: 'unit', services, blocks: [{ title: null, rows: labelled(rows, labels, services) }] };
};
