import { world } from './world.ts';

/** A spoke, `main`, and a hub on one transit gateway; it leads the spoke's subnet `a` to the hub's addresses. */
export const hub = (routes: Readonly<Record<string, string>> = { '0.0.0.0/0': 'nat-main', '10.1.0.0/16': 'tgw-1' }) =>
  world()
    .subnet('a', { routes })
    .subnet('t', {})
    .vpc('hub', '10.1.0.0/16')
    .subnet('h', { vpc: 'hub', cidr: '10.1.1.0/24', routes: { '10.0.0.0/8': 'tgw-1' } })
    .transit({ main: ['t'], hub: ['h'] }, { '10.1.0.0/16': 'hub', '10.0.0.0/16': 'main' });
