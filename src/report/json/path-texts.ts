import type { Report, ReportSubnet, ReportWay, SubnetPath } from '../../audit.ts';
import { jsonText } from '../../json-text.ts';
import { memoize } from '../../memoize.ts';

const placeText = ({ account, region, vpcId, subnetId }: ReportSubnet): string =>
  jsonText({ account, region, vpcId, subnetId }).slice(0, -1);

const namedText = ({ service, name, primary, family, way }: SubnetPath, id: string): string => {
  const { verdict, via, reason, confidence } = way;

  return jsonText({ service, name, primary, family, verdict, via, reason, confidence, way: id }).slice(1);
};

/** One record a path. Where it starts and how it goes are told apart: alike subnets differ in the former alone. */
export function* pathTexts({ subnets }: Report, idOf: (way: ReportWay) => string): Generator<string> {
  const textsOf = memoize((paths: readonly SubnetPath[]) => paths.map((path) => namedText(path, idOf(path.way))));
  for (const subnet of subnets) {
    const place = placeText(subnet);
    for (const text of textsOf(subnet.paths)) yield `${place},${text}`;
  }
}
