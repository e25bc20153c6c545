import { wordReader } from './word.ts';

export const instanceState = wordReader('pending', 'running', 'shutting-down', 'terminated', 'stopping', 'stopped');

export type InstanceState = ReturnType<typeof instanceState>;
