/**
 * Turns a path into what may be logged and counted: words that the product's addresses are made of
 * stay, everything else (ids, codes, one-time secrets, whatever somebody typed) becomes `:`.
 * @param patterns every address of the product, `/suite/:code` or `/partners/{id}`
 */
export function knownPaths(patterns: readonly string[]): (path: string) => string {
  const words = new Set(
    patterns
      .flatMap((pattern) => pattern.split('/'))
      .filter((part) => part !== '' && !/[:*{}]/.test(part)),
  );
  return (path) =>
    path
      .replace(/\.data$/, '')
      .split('/')
      .map((part) => (part === '' || words.has(part) ? part : ':'))
      .join('/')
      // A path of a thousand parts is nobody's address and not worth a line of that length.
      .slice(0, 120);
}
