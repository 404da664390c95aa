import { fail, type Result } from '../result.ts';
import { openCsv } from './csv.ts';
import { sniffFormat } from './encoding.ts';
import type { FileFailure } from './failure.ts';
import type { Table, TableOptions } from './rows.ts';
import { openXlsx } from './xlsx.ts';

/**
 * Opens a CSV or XLSX file, told apart by content. Memory stays flat with the number of rows
 * (a workbook's shared texts are held, up to a limit).
 */
export async function openTable(
  path: string,
  options: TableOptions = {},
): Promise<Result<Table, FileFailure>> {
  const format = await sniffFormat(path);
  if (!format.ok) return format;
  switch (format.value) {
    case 'empty':
      return fail({ code: 'empty-file' });
    case 'text':
      return openCsv(path, options);
    case 'zip':
      return openXlsx(path, options);
    default:
      return fail({ code: 'wrong-format', found: format.value, expected: 'csv, xlsx' });
  }
}
