import { posix } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findConfig } from '../../src/config/find.ts';

const among = (...paths: string[]) => ({
  exists: (path: string) => paths.includes(path),
  join: posix.join,
  parent: posix.dirname,
});

describe('the config that is in force', () => {
  it('is the nearest one on the way up to the root of the repository', () => {
    const lookup = among('/repo/.git', '/repo/vpce-audit.config.json', '/repo/a/vpce-audit.config.yaml');

    expect(findConfig('/repo/a/b', lookup)).toBe('/repo/a/vpce-audit.config.yaml');
    expect(findConfig('/repo/c', lookup)).toBe('/repo/vpce-audit.config.json');
    expect(findConfig('/repo', lookup)).toBe('/repo/vpce-audit.config.json');
  });

  it('is never above the root of the repository', () => {
    const lookup = among('/home/.git', '/home/repo/.git', '/home/vpce-audit.config.json');

    expect(findConfig('/home/repo/a', lookup)).toBeNull();
  });

  it('outside of a repository is that of the folder itself', () => {
    const lookup = among('/home/vpce-audit.config.json', '/home/a/vpce-audit.config.yml');

    expect(findConfig('/home/a', lookup)).toBe('/home/a/vpce-audit.config.yml');
    expect(findConfig('/home/b', lookup)).toBeNull();
  });

  it('is not guessed where there are two', () => {
    const lookup = among('/repo/vpce-audit.config.json', '/repo/vpce-audit.config.yaml');

    expect(() => findConfig('/repo', lookup)).toThrow(
      'there are two configs: /repo/vpce-audit.config.json and /repo/vpce-audit.config.yaml',
    );
  });
});
