import { guard, notFound } from '../../platform/http/route.ts';

export const loader = guard('NONE', () => {
  throw notFound();
});

export default function Missing() {
  return null;
}
