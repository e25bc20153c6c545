import fc from 'fast-check';

/** What is random in tests is the same in each run, so that a gate that fails fails for what was changed; `SEED=N` is another. */
fc.configureGlobal({ seed: Number(process.env.SEED ?? 20_261_201) });
