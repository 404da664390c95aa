export const root: string;
export const projectNode: string;
export function withBin(env?: NodeJS.ProcessEnv): NodeJS.ProcessEnv;
