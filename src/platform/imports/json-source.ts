import { ok, type Result } from '../result.ts';
import type { FileFailure } from '../tabular/failure.ts';
import type { JsonSource } from '../tabular/json.ts';
import type { SourceRow } from './importer.ts';

/** Rows of a JSON file; `line` is an element's rank from 1. */
export async function openJsonSource(
  path: string,
  open: (path: string) => Promise<Result<JsonSource, FileFailure>>,
): Promise<Result<AsyncIterable<SourceRow<unknown>>, FileFailure>> {
  const opened = await open(path);
  return opened.ok ? ok(opened.value.items) : opened;
}

/** A property of an element that may be anything, as text for a table cell. */
export function jsonItem(value: unknown, name: string): string {
  if (typeof value !== 'object' || value === null) return '';
  const item = (value as Readonly<Record<string, unknown>>)[name];
  return typeof item === 'string' || typeof item === 'number' ? String(item) : '';
}
