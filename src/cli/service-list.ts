import { jsonText } from '../json-text.ts';
import { widest, wrap } from '../report/plain-text.ts';
import { cataloguedServices } from '../services/catalogue.ts';
import type { Ports } from '../services/ports.ts';
import type { Service, ServiceName } from '../services/service.ts';
import { serviceOf } from '../services/service-of.ts';
import type { ServiceSet } from '../services/sets.ts';

const portsText = (needed: Ports): string =>
  needed
    .map((group) => group.map(({ first, last }) => (first === last ? `${first}` : `${first}-${last}`)).join('|'))
    .join(' ');

const isDialed = ({ primary, dialedByDefault }: ServiceName): boolean => primary || dialedByDefault;

/** What the catalogue knows of every service, as clients in a Region would meet it. */
export const servicesOf = (region: string, ids: readonly string[] = cataloguedServices): readonly Service[] =>
  ids.map((id) => serviceOf({ id, region, account: null, offered: undefined }));

const endpointKinds = ({ hasGateway, id }: Service): readonly string[] => {
  if (!hasGateway) return ['interface'];

  return id === 's3express' ? ['gateway'] : ['gateway', 'interface'];
};

/** One service a line, then the named sets with what is in them. */
export const serviceList = (services: readonly Service[], sets: readonly ServiceSet[], columns: number): string => {
  const width = Math.max(60, columns);
  const idWidth = widest(services.map(({ id }) => id));
  const rows = services.map((service) => {
    const host = service.names.find(({ primary, family }) => primary && family === 'ipv4')?.name ?? '';

    return `${service.id.padEnd(idWidth)}  ${endpointKinds(service).join('+').padEnd('gateway+interface'.length)}  ${portsText(service.ports.needed).padEnd(4)}  ${host}`;
  });
  const setLines = sets.flatMap(({ name, title, services: members }) => [
    '',
    `${name}  ${title}`,
    ...wrap(members.join(' '), width - 2).map((line) => `  ${line}`),
  ]);

  return `${[...rows, ...setLines].join('\n')}\n`;
};

/** The same for programs, with every name that clients dial. */
export const serviceRecords = (services: readonly Service[], sets: readonly ServiceSet[]): string =>
  `${jsonText(
    {
      services: services.map((service) => ({
        id: service.id,
        serviceName: service.serviceNames[0],
        endpoints: endpointKinds(service),
        ports: service.ports.needed.map((group) => group.map(({ first, last }) => [first, last])),
        hosts: service.names.filter(isDialed).map(({ name, family }) => ({ name, family })),
      })),
      sets: sets.map(({ name, title, services: members, notes }) => ({ name, title, services: members, notes })),
    },
    2,
  )}\n`;
