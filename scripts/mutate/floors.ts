interface MutatedFloor {
  /** Folders of the tests that have to notice. */
  readonly tests: readonly string[];
  /** Test files among them that reach nearly everything and notice little alone: each survivor would cost all of them. */
  readonly except?: readonly string[];
  /** The least share of covered mutants that they kill. */
  readonly threshold: number;
}

export const floors: Readonly<Record<string, MutatedFloor>> = {
  net: { tests: ['test/net'], threshold: 0.9 },
  network: { tests: ['test/network'], except: ['test/network/missing-sections.test.ts'], threshold: 0.9 },
  analysis: { tests: ['test/analysis'], except: ['test/analysis/unread.test.ts'], threshold: 0.9 },
  rules: {
    tests: ['test/rules'],
    except: ['test/rules/needs.test.ts', 'test/rules/reads.test.ts', 'test/rules/remedies.test.ts'],
    threshold: 0.85,
  },
};
