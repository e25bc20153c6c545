import { createReadStream } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Failure } from '../../src/failure.ts';
import { parseSnapshot, readSnapshot } from '../../src/snapshot/read.ts';
import type { Snapshot } from '../../src/snapshot/schema.ts';
import { snapshotChunks } from '../../src/snapshot/write.ts';
import { demoSnapshot } from '../../src/sources/demo.ts';

const scope = { account: '111122223333', region: 'eu-west-1', takenAt: null, sections: {}, gaps: [] };
const withScopes = (...scopes: unknown[]): string => JSON.stringify({ schemaVersion: 1, scopes });

const written = (snapshot: Snapshot): string => [...snapshotChunks(snapshot)].join('');

async function* inPieces(text: string | Uint8Array, size: number) {
  for (let at = 0; at < text.length; at += size) yield text.slice(at, at + size);
}

const failureOf = (text: string): Failure => {
  try {
    parseSnapshot(text, 'x.json');
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
  throw new Error('nothing thrown');
};

describe('parseSnapshot', () => {
  it('keeps every field, known or not, in its order', () => {
    const text = `{"extra":{"z":1,"a":2},"schemaVersion":1,"scopes":[{"gaps":[],"takenAt":null,"x":[1],"account":null,"region":"r","sections":{"later":[{"New":true}],"subnets":[{"Zone":1,"VpcId":"vpc-1","SubnetId":"subnet-1"}]}}]}`;

    expect(JSON.stringify(parseSnapshot(text, 'x.json'))).toBe(text);
  });

  it('names the record and the field of a wrong type', () => {
    const sections = {
      subnets: [
        { SubnetId: 'subnet-1', VpcId: 'vpc-1' },
        { SubnetId: 'subnet-2', VpcId: 7 },
      ],
    };

    expect(failureOf(withScopes({ ...scope, sections })).message).toBe(
      'x.json: scopes[0].sections.subnets[1].VpcId: a string is expected, not 7',
    );
    expect(failureOf(withScopes({ ...scope, sections: { vpcs: [{}] } })).message).toBe(
      'x.json: scopes[0].sections.vpcs[0].VpcId: a string is expected, and it is missing',
    );
    expect(failureOf(withScopes({ ...scope, sections: { vpcs: null } })).message).toBe(
      'x.json: scopes[0].sections.vpcs: an array is expected, not null',
    );
  });

  it.each([
    'a b',
    "x'y",
    'x"y',
    'x\ny',
    '$(x)',
    '`x`',
    'x;y',
    '-x',
    '--region',
    'file:///etc/passwd',
    'é',
    'x'.repeat(3_000),
  ])('refuses %j for an id, and names the place', (VpcId) => {
    expect(failureOf(withScopes({ ...scope, sections: { vpcs: [{ VpcId }] } })).message).toBe(
      'x.json: scopes[0].sections.vpcs[0].VpcId: an id of AWS is expected, not this string',
    );
    expect(failureOf(withScopes({ ...scope, account: VpcId })).message).toMatch('scopes[0].account: an id of AWS');
    expect(failureOf(withScopes({ ...scope, region: VpcId })).message).toMatch('scopes[0].region: an id of AWS');
  });

  it.each([
    'vpc-0a1b',
    'local',
    '',
    '/hostedzone/Z1',
    'arn:aws-cn:ec2:cn-north-1:111122223333:vpc/vpc-1',
    'AWS',
    'r_x.y+z=w@v',
  ])('takes %j for an id', (VpcId) => {
    expect(parseSnapshot(withScopes({ ...scope, sections: { vpcs: [{ VpcId }] } }), 'x.json')).toBeDefined();
  });

  it('asks to update for the snapshot of a later version', () => {
    const { message, hint } = failureOf('{"schemaVersion":2,"scopes":[]}');

    expect(message).toBe('x.json is of version 2; this vpce-audit reads version 1');
    expect(hint).toBe('Update vpce-audit.');
  });

  it.each(['{}', '[]', '7', 'null', '{"schemaVersion":"1","scopes":[]}', '{"Vpcs":[]}'])(
    'says that %s is no snapshot and how to make one',
    (text) => {
      const { message, hint } = failureOf(text);

      expect(message).toBe('x.json is not a snapshot: it has no schemaVersion 1');
      expect(hint).toContain('vpce-audit collect');
    },
  );

  it('tells a report from a snapshot', () => {
    expect(failureOf('{"schemaVersion":1,"scopes":[],"paths":[],"findings":[]}').message).toBe(
      'x.json is a report, not a snapshot',
    );
  });

  it('refuses one account and region twice', () => {
    const elsewhere = { ...scope, region: 'eu-west-2' };

    expect(failureOf(withScopes(scope, elsewhere, scope)).message).toBe(
      'x.json: scopes[0] and scopes[2] are of the same account and region',
    );
  });
});

describe('readSnapshot', () => {
  it('reads what was written, a line at a time or in one piece', async () => {
    const bytes = new TextEncoder().encode(written(demoSnapshot()));

    for (const wholeUpTo of [0, 2 ** 20]) {
      expect(await readSnapshot(inPieces(bytes, 1000), 'x.json', wholeUpTo)).toEqual(demoSnapshot());
    }
  });

  it('reads a large one that someone indented', async () => {
    const text = JSON.stringify(demoSnapshot(), null, 2);

    expect(await readSnapshot(inPieces(text, 500), 'x.json', 0)).toEqual(demoSnapshot());
  });

  it('reads a large one on one line', async () => {
    const text = JSON.stringify(demoSnapshot());

    expect(await readSnapshot(inPieces(text, 500), 'x.json', 0)).toEqual(demoSnapshot());
  });

  it('is written in pieces of a bounded size', () => {
    const vpcs = Array.from({ length: 5000 }, (_, at) => ({ VpcId: `vpc-${at}`, CidrBlock: '10.0.0.0/16' }));
    const pieces = [...snapshotChunks({ schemaVersion: 1, scopes: [{ ...scope, sections: { vpcs } }] })];

    expect(pieces.length).toBeGreaterThan(2);
    expect(Math.max(...pieces.map((piece) => piece.length))).toBeLessThan(2 ** 17);
    expect(parseSnapshot(pieces.join(''), 'x.json').scopes[0]?.sections.vpcs).toEqual(vpcs);
  });

  it('gives back any JSON however the chunks fall', async () => {
    const json = fc
      .jsonValue()
      .map(
        (value): Snapshot => ({ schemaVersion: 1, value, scopes: [{ ...scope, sections: { later: [value] }, value }] }),
      );

    await fc.assert(
      fc.asyncProperty(json, fc.integer({ min: 1, max: 40 }), async (snapshot, size) => {
        const text = written(snapshot);

        expect(JSON.stringify(JSON.parse(text))).toBe(JSON.stringify(snapshot));
        expect(JSON.stringify(await readSnapshot(inPieces(text, size), 'x.json', 0))).toBe(JSON.stringify(snapshot));
      }),
    );
  });

  it('takes UTF-8 and UTF-16 with their byte-order marks', async () => {
    const text = `\ufeff${withScopes(scope)}`;

    for (const encoding of ['utf8', 'utf16le'] as const) {
      const bytes = new Uint8Array(Buffer.from(text, encoding));
      expect(await readSnapshot(inPieces(bytes, 3), 'x.json')).toEqual(JSON.parse(withScopes(scope)));
    }
  });

  it('names the line where a large one breaks off or goes wrong', async () => {
    const text = written(demoSnapshot());
    const read = (broken: string) => readSnapshot(inPieces(broken, 1000), 'x.json', 0);

    await expect(read(text.slice(0, 5000))).rejects.toThrow(
      /^x\.json cannot be read: line \d+: not one whole JSON value$/,
    );
    await expect(read(text.slice(0, text.indexOf('"subnets"')))).rejects.toThrow('it is cut short');
    await expect(read(text.replace('"subnets":', '"subnets"'))).rejects.toThrow('line 16: a key is expected');
    await expect(read(text.replace('],\n"subnets"', ']\n"subnets"'))).rejects.toThrow('line 16: "[" cannot stand here');
    await expect(read(text.replace('\n],\n"subnets"', ',\n],\n"subnets"'))).rejects.toThrow(
      'line 15: an element is expected before "]"',
    );
    await expect(read(`${text}{}`)).rejects.toThrow('a "," is missing before it');
  });

  it('says what kind of thing cannot be read', async () => {
    await expect(readSnapshot(createReadStream('test'), 'test')).rejects.toThrow('cannot read test: it is a directory');
    await expect(readSnapshot(createReadStream('no-such'), 'no-such')).rejects.toThrow(
      'cannot read no-such: there is no such file',
    );
    await expect(readSnapshot(inPieces(new Uint8Array([0x7b, 0xc3, 0x28]), 1), 'x.json')).rejects.toThrow(
      'cannot read x.json: it is not UTF-8 text',
    );
    await expect(readSnapshot(inPieces('', 1), 'x.json')).rejects.toThrow('x.json is empty');
  });
});
