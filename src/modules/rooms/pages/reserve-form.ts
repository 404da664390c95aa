import { authorize, type Ctx } from '../../../platform/access/access.ts';
import { type FieldError, fieldErrors, formValues } from '../../../platform/http/forms.ts';
import { searchPartners } from '../../partners/public.ts';
import { type BookingInput, bookingInput } from '../bookings/contract.ts';

type Values = Record<string, string>;
type Read =
  | { readonly ok: true; readonly value: BookingInput; readonly values: Values }
  | { readonly ok: false; readonly errors: readonly FieldError[]; readonly values: Values };

/** Reads the form of a booking; a proposed slot that was taken up replaces what was typed. */
export async function readBookingForm(ctx: Ctx, form: FormData): Promise<Read> {
  const values = formValues(form) as Values;
  const [day, from, to] = (values.take ?? '').split(' ');
  if (day && from && to) Object.assign(values, { day, from, to });
  const extra: FieldError[] = [];
  const typed = values.partnerIdText?.trim();
  if (!values.partnerId && typed) {
    const read = authorize(ctx.actor, 'partners.read');
    const found = read ? await searchPartners(ctx.db, read, typed, 2) : [];
    const [only] = found;
    if (only && found.length === 1) values.partnerId = only.id;
    else extra.push({ field: 'partnerId', code: 'partner-unknown' });
  }
  const parsed = bookingInput.safeParse({
    partnerId: values.partnerId ?? '',
    purpose: values.purpose,
    day: values.day,
    from: values.from,
    to: values.to,
    weeks: values.weeks || '1',
    leaveOut: values.leaveOut === 'on',
  });
  if (parsed.success && extra.length === 0) return { ok: true, value: parsed.data, values };
  const errors = [...(parsed.success ? [] : fieldErrors(parsed.error)), ...extra];
  return { ok: false, errors, values };
}
