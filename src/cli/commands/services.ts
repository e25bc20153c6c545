import { Failure } from '../../failure.ts';
import { cataloguedServices } from '../../services/catalogue.ts';
import { resolveServices } from '../../services/resolve-services.ts';
import { serviceSets } from '../../services/sets.ts';
import type { Context } from '../context.ts';
import { exitCodes } from '../exit-code.ts';
import { serviceList, serviceRecords, servicesOf } from '../service-list.ts';
import { terminalColumns } from '../terminal.ts';
import { write } from '../write.ts';

export interface ServicesFlags {
  readonly format: 'text' | 'json';
  readonly region?: readonly string[];
}

const idsOf = (name: string | undefined, region: string): readonly string[] => {
  if (name === undefined) return cataloguedServices;
  const { services, unknown } = resolveServices({
    requested: [name],
    region,
    account: null,
    offered: undefined,
    present: [],
  });
  const [missing] = unknown;
  if (missing === undefined) return services.map(({ id }) => id);

  throw new Failure(
    `there is no service ${JSON.stringify(name)} in the catalogue`,
    missing.nearest === null
      ? 'vpce-audit services lists them.'
      : `Did you mean ${missing.nearest}? vpce-audit services lists them all.`,
  );
};

/** From the catalogue alone: nothing is asked of AWS. */
export const runServices = async (
  name: string | undefined,
  { format, region: regions }: ServicesFlags,
  { streams, env }: Context,
): Promise<number> => {
  if (regions !== undefined && regions.length > 1)
    throw new Failure('services takes one --region', 'Hosts and names differ from Region to Region.');
  const region = regions?.[0] ?? env.AWS_REGION ?? env.AWS_DEFAULT_REGION ?? 'us-east-1';
  const services = servicesOf(region, idsOf(name, region));
  const sets = name === undefined ? serviceSets : serviceSets.filter((set) => set.name === name);
  await write(
    streams.stdout,
    format === 'json'
      ? serviceRecords(services, sets)
      : serviceList(services, sets, terminalColumns(streams.stdout, env)),
  );

  return exitCodes.clean;
};
