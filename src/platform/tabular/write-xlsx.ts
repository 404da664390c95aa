import writeExcelFile, { type SheetData } from 'write-excel-file/node';

/** A cell: text stays text whatever it begins with, numbers and days stay what they are. */
export type XlsxValue = string | number | Date | null;

/** A day `YYYY-MM-DD` as a workbook takes it; null for none. */
export function xlsxDay(day: string | null): Date | null {
  return day ? new Date(`${day}T00:00:00Z`) : null;
}

/**
 * A table as a workbook of one sheet, its head in bold and kept in sight. Cells are typed, so that
 * no text is ever taken for a formula. Held in memory: for lists that people read.
 */
export async function writeXlsx(
  headers: readonly string[],
  rows: Iterable<readonly XlsxValue[]>,
  sheet: string,
): Promise<Buffer> {
  return writeWorkbook([{ name: sheet, headers, rows }]);
}

/** One sheet of a workbook; of its name 31 characters are kept, which is all that a workbook takes. */
export interface XlsxSheet {
  readonly name: string;
  readonly headers: readonly string[];
  readonly rows: Iterable<readonly XlsxValue[]>;
}

/** Tables as a workbook of several sheets, in this order. */
export async function writeWorkbook(sheets: readonly XlsxSheet[]): Promise<Buffer> {
  return writeExcelFile(
    sheets.map(({ name, headers, rows }) => {
      const data: SheetData = [headers.map((value) => ({ value, fontWeight: 'bold' as const }))];
      for (const row of rows) data.push(row.map(cell));
      const columns = headers.map((header) => ({
        width: Math.max(12, Math.min(48, header.length + 4)),
      }));
      return { data, sheet: name.slice(0, 31), columns, stickyRowsCount: 1 };
    }),
  ).toBuffer();
}

function cell(value: XlsxValue): SheetData[number][number] {
  if (value === null || value === '') return null;
  if (value instanceof Date) return { value, type: Date, format: 'yyyy-mm-dd' };
  return typeof value === 'number' ? { value, type: Number } : { value, type: String };
}
