import { instance } from '@viz-js/viz';
import fc from 'fast-check';
import { SaxesParser } from 'saxes';
import { beforeAll, describe, expect, it } from 'vitest';
import { audit, type Report } from '../../src/audit.ts';
import { dot } from '../../src/report/dot.ts';
import { drawio } from '../../src/report/drawio.ts';
import { mermaid } from '../../src/report/mermaid.ts';
import { demoSnapshot } from '../../src/sources/demo.ts';
import { hostileReport } from '../support/hostile.ts';
import { hubReport } from '../support/hub-account.ts';
import { reportOf } from '../support/report.ts';
import { world } from '../support/world.ts';

const style = { columns: 100, color: false };
const cake = (): Report =>
  audit(demoSnapshot(), { source: 'demo', version: '0.0.0', services: [], vpcs: [], subnets: [] });

const subjects: readonly (readonly [string, () => Report])[] = [
  ['the demo', cake],
  ['a hub', hubReport],
  ['nothing at all', () => reportOf({})],
];

/** Every line of a flowchart that Mermaid reads; https://mermaid.js.org/syntax/flowchart.html */
const text = '"(?:[A-Za-z0-9 .,/:_+-]|#\\d+;|<br/>)*"';
const node = `n\\d+(?:\\[${text}\\]|\\(\\[${text}\\]\\)|\\{\\{${text}\\}\\}|\\[/${text}/\\]|\\[\\[${text}\\]\\])`;
const mermaidLine = new RegExp(
  `^(?:flowchart LR|  subgraph vpc\\d+ \\[${text}\\]|  end|(?:  )+${node}|  n\\d+ (?:-->|==>|-\\.->|--x|-\\.-o)\\|${text}\\| n\\d+|  linkStyle \\d+(?:,\\d+)* stroke:#[0-9A-F]{6})$`,
);

const strayLines = (chart: string): readonly string[] =>
  chart
    .trimEnd()
    .split('\n')
    .filter((line) => !mermaidLine.test(line));

describe('mermaid', () => {
  it.each(subjects)('writes a flowchart of %s', (_title, report) => {
    expect(strayLines(mermaid(report(), style))).toEqual([]);
  });

  it('lets no name leave its label', () => {
    fc.assert(
      fc.property(hostileReport, (report) => {
        expect(strayLines(mermaid(report, style))).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });

  it('draws VPCs in place of subnets where there are more lines than Mermaid takes', () => {
    const network = world();
    for (let n = 0; n < 250; n += 1)
      network.subnet(`s${n}`, {
        cidr: `10.0.${n}.0/24`,
        zone: `z${n}`,
        routes: { '0.0.0.0/0': 'nat-main', [`172.16.${n}.0/24`]: 'vgw-1' },
      });
    const chart = mermaid(network.report(['s3', 'dynamodb']), style);

    expect(chart.match(/ (-->|==>|-\.->|--x|-\.-o)\|/g)?.length).toBeLessThan(20);
    expect(chart).toContain('251 subnets');
  });

  it('leads a spoke through the transit gateway to the exit of the hub', () => {
    const chart = mermaid(hubReport(), style);

    expect(chart).toContain('Transit gateway');
    expect(chart.match(/subgraph/g)).toHaveLength(3);
  });
});

describe('dot', () => {
  let graphviz: Awaited<ReturnType<typeof instance>>;
  beforeAll(async () => {
    graphviz = await instance();
  });

  it.each(subjects)('writes what Graphviz reads, of %s', (_title, report) => {
    const { status, errors } = graphviz.render(dot(report(), style), { format: 'dot' });

    expect({ status, errors }).toEqual({ status: 'success', errors: [] });
  });

  /** Null where Graphviz itself, as WebAssembly, gives up on rare characters: such an instance is of no use any more. */
  const rendered = async (text: string): Promise<ReturnType<typeof graphviz.render> | null> => {
    try {
      return graphviz.render(text, { format: 'json' });
    } catch (error) {
      expect(error).toMatchObject({ name: 'RuntimeError' });
      graphviz = await instance();

      return null;
    }
  };

  it('lets no name leave its label', () =>
    fc.assert(
      fc.asyncProperty(hostileReport, async (report) => {
        const drawn = await rendered(dot(report, style));
        fc.pre(drawn !== null);
        const { edges = [] } = JSON.parse(drawn?.output ?? '{}');

        expect(drawn?.status).toBe('success');
        expect(edges.every(({ label }: { readonly label: string }) => /^(public|unknown): /.test(label))).toBe(true);
      }),
      { numRuns: 60 },
    ));
});

describe('drawio', () => {
  const cellsOf = (xml: string): readonly string[] => {
    const cells: string[] = [];
    const parser = new SaxesParser();
    parser.on('error', (error) => {
      throw error;
    });
    parser.on('opentag', ({ name, attributes }) => {
      if (name === 'mxCell') cells.push(attributes.id ?? '');
    });
    parser.write(xml).close();

    return cells;
  };

  it.each(subjects)('writes well-formed XML, each cell once, of %s', (_title, report) => {
    const cells = cellsOf(drawio(report(), style));

    expect(new Set(cells).size).toBe(cells.length);
  });

  it('reads labels as text, never as HTML', () => {
    const xml = drawio(cake(), style);

    expect(xml.match(/ value=/g)?.length).toBe(xml.match(/style="html=0;/g)?.length);
  });

  it('lets no name leave its attribute', () => {
    fc.assert(
      fc.property(hostileReport, (report) => {
        expect(cellsOf(drawio(report, style)).slice(0, 2)).toEqual(['0', '1']);
      }),
      { numRuns: 100 },
    );
  });
});
