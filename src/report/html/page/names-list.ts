import { compare } from '../../../order.ts';
import type { Picture } from '../../picture/picture.ts';
import { html, type Markup, nothing } from '../markup.ts';

/** By the prefix of an id. */
const kindNames: Readonly<Record<string, string>> = {
  vpc: 'VPC',
  rtb: 'route table',
  igw: 'internet gateway',
  eigw: 'egress-only internet gateway',
  nat: 'NAT gateway',
  vpce: 'endpoint',
  vgw: 'virtual private gateway',
  tgw: 'transit gateway',
  'tgw-attach': 'attachment',
  'tgw-rtb': 'transit gateway route table',
  pcx: 'peering connection',
  pl: 'prefix list',
  sg: 'security group',
};

const prefixOf = (id: string): string => /^[a-z]+(?:-[a-z]+)*(?=-[0-9a-z]+$)/.exec(id)?.[0] ?? '';

interface Told {
  readonly id: string;
  readonly kind: string;
  readonly name: string;
}

const idsIn = (picture: Picture): readonly string[] => {
  const { report, vpcs, topology } = picture;
  const ways = new Set(vpcs.flatMap(({ subnets }) => subnets.flatMap((subnet) => [...subnet.ways.values()])));
  const inWays = [...ways].flatMap(({ hops, via, through }) => [
    ...hops.map(({ at }) => at),
    ...[via, ...through].flatMap((hop) => hop?.id ?? []),
  ]);
  const inVpcs = vpcs.flatMap(({ id, tables }) => [id, ...tables.keys()]);

  return [
    ...inVpcs,
    ...inWays,
    ...report.endpoints.map(({ endpointId }) => endpointId),
    ...topology.equipment.map(({ id }) => id),
  ];
};

/** What the page calls things, and what AWS calls them. Subnets have their ids in their links. */
export const nameList = (picture: Picture): Markup => {
  const told = [...new Set(idsIn(picture))].flatMap((id): Told[] => {
    const kind = kindNames[prefixOf(id)];
    const name = picture.nameOf(id);

    return kind === undefined || name === id ? [] : [{ id, kind, name }];
  });
  if (told.length === 0) return nothing;
  const sorted = told.sort((a, b) => compare(a.kind, b.kind) || compare(a.name, b.name) || compare(a.id, b.id));

  return html`<details class="more" id="names"><summary>Names and ids</summary><table border="1" cellpadding="6" cellspacing="0"><thead><tr><th scope="col">Name</th><th scope="col">What</th><th scope="col">Id</th></tr></thead><tbody>${sorted.map(({ id, kind, name }) => html`<tr><th scope="row">${name}</th><td>${kind}</td><td><code>${id}</code></td></tr>`)}</tbody></table></details>`;
};
