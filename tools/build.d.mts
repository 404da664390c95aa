export function ensureBuilt(say: (text: string) => void): boolean;
